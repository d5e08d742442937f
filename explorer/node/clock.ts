import { setImmediate as nextTurn } from 'node:timers/promises'

/** What a search does not know: time, and whether anybody wants it to stop. */
export interface Clock {
  /** Seconds since some moment. */
  now(): number
  /** Seconds of processor time used by this process. */
  cpu(): number
  /** Lets everything else have its turn: signals, and output. */
  pause(): Promise<unknown>
}

export const processClock: Clock = {
  now: () => performance.now() / 1000,
  cpu: () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  pause: () => nextTurn(),
}
