import type { Deployment } from './deployment'

/** A line as log4j prints it: time, level, message, class. */
export const logLine = ({ now }: Deployment, level: 'WARN' | 'ERROR', message: string, logger: string): string =>
  `[${stampOf(now)}] ${level} ${message} (${logger})`

/** '2020-09-13 12:26:40,000', in UTC. */
const stampOf = (time: number): string =>
  new Date(time).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '')
