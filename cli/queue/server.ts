import type * as BullMq from 'bullmq'
import { createRequire } from 'node:module'
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

/** Milliseconds between two attempts to connect. */
export const retryStrategy = (attempts: number): number => Math.min(100 * attempts, 1000)

/** A queue or a worker, before it is used. */
interface Reachable {
  waitUntilReady(): Promise<unknown>
  once(event: 'error', listener: (error: Error) => void): unknown
}

/** Waits for a server, once. Bad input if there is none, or if it refuses. */
export const reached = async (one: Reachable, url: string): Promise<void> => {
  const refused = new Promise<never>((_, reject) => one.once('error', reject))
  refused.catch(() => undefined)
  try {
    await Promise.race([one.waitUntilReady(), refused])
  } catch (error) {
    throw badInput(`--queue is '${url}': ${whyNot(error)}`)
  }
}

const whyNot = (error: unknown): string => {
  const { code = '', message = '' } = error as NodeJS.ErrnoException
  if (/NOAUTH|WRONGPASS|AUTH /.test(message))
    return `the server refuses the password: expected the password in the variable ${PASSWORD}`
  return `no server answers there (${code || message.split('\n')[0]}): expected Redis or Valkey`
}
