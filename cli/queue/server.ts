import type * as BullMq from 'bullmq'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { badInput } from '../../lab/questions/bad-input'
import { PASSWORD } from './url'

/** What all queues of tidemark begin with. */
export const PREFIX = 'tidemark'

/** Loaded only where a queue is named. The package is optional. */
export const bullmq = (): typeof BullMq => {
  try {
    return createRequire(__filename)('bullmq') as typeof BullMq
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    throw badInput('--queue needs the packages bullmq and ioredis, which are not installed: npm install bullmq ioredis')
  }
}

/** Connecting again and again, until it is stopped. An attempt would keep the process alive. */
interface Retrying {
  retryStrategy(attempts: number): number | null
  stop(): void
}

/** Milliseconds between two attempts: more and more, a second at most. */
export const retrying = (): Retrying => {
  const at = { isOver: false }
  return {
    retryStrategy: (attempts) => (at.isOver ? null : Math.min(100 * attempts, 1000)),
    stop: () => void (at.isOver = true),
  }
}

/** Closes a connection, if its server answers; else it is left. */
export const left = async (one: { disconnect(): Promise<void> }, { stop }: Retrying): Promise<void> => {
  stop()
  await Promise.race([one.disconnect().catch(() => undefined), sleep(LONGEST_GOODBYE)])
}

/** Milliseconds. */
const LONGEST_GOODBYE = 1000

/** A queue or a worker, before it is used. */
interface Reachable {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** Waits for a server. Bad input if there is none, or if it refuses. Later errors are left to those who ask for something. */
export const reached = async (one: Reachable, url: string): Promise<void> => {
  const refused = new Promise<never>((_, reject) => one.on('error', reject))
  refused.catch(() => undefined)
  try {
    await Promise.race([one.waitUntilReady(), refused])
  } catch (error) {
    throw badInput(`--queue is '${url}': ${whyNot(error)}`)
  }
}

const whyNot = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (/NOAUTH|WRONGPASS|AUTH /.test(message))
    return `the server refuses the password: expected the password in the variable ${PASSWORD}`
  return `no server answers there (${code ?? message.split('\n')[0]}): expected Redis or Valkey`
}
