import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Clock } from '../../explorer/node/clock'
import { crew } from '../../explorer/node/crew'
import { startThread } from '../../explorer/node/thread'
import type { Batch } from './batch'
import { sharedWalks } from './shared'
import type { Found, Progress, Walked } from './tally'
import { session } from './session'
import type { Plan } from './plan'

/** Running walks, on this thread or on others. The caller need not know which. */
export interface Walking {
  /** Continues for some hundredths of a second. True while there is more to do. */
  advance(): Promise<boolean>
  readonly progress: Progress
  readonly found: Found | undefined
  /** Why two threads crashed on the same walks, if they did. */
  readonly because: string | undefined
  end(): Promise<void>
}

/** The number of steps between two checks of the clock. */
const SLICE = 5000

/** On this thread. */
export const alone = (plan: Plan, first: number, clock: Clock): Walking => {
  const walking = session(plan, first)
  return {
    async advance() {
      const goesOn = walking.advance(SLICE)
      if (goesOn) await clock.pause()
      return goesOn
    },
    get progress() {
      return walking.progress
    },
    get found() {
      return walking.found
    },
    because: undefined,
    end: () => Promise.resolve(),
  }
}

/** On several threads, while this one stays free for signals and output. */
export const together = (plan: Plan, first: number, workers: number, start: typeof startWalkThread): Walking => {
  const threads = crew<Batch, readonly Walked[]>(workers, () => start(plan))
  const walking = sharedWalks(plan, first, threads)
  return {
    advance: () => walking.advance(),
    get progress() {
      return walking.progress
    },
    get found() {
      return walking.found
    },
    get because() {
      return walking.because
    },
    end: () => threads.dismiss(),
  }
}

export const startWalkThread = (plan: Plan): Worker => startThread(join(__dirname, 'thread'), plan)
