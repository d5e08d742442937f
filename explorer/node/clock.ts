import { setImmediate as nextTurn } from 'node:timers/promises'

/** The clock, which a search itself does not use. */
export interface Clock {
  /** Seconds since an arbitrary moment. */
  now(): number
  /** Seconds of processor time used by this process. */
  cpu(): number
  /** Yields to other work: signals and output. */
  pause(): Promise<unknown>
}

export const processClock: Clock = {
  now: () => performance.now() / 1000,
  cpu: () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  pause: () => nextTurn(),
}
