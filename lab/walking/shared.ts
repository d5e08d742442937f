import type { Crew, Reply } from '../../explorer/node/crew'
import type { Batch } from './batch'
import { queueOf } from './queue'
import { tally, type Found, type Progress, type Walked } from './tally'
import type { Plan } from './plan'

/** Walks that several threads share. */
export interface Shared {
  /** Waits for a moment. True while there is more to do. */
  advance(): Promise<boolean>
  readonly progress: Progress
  readonly found: Found | undefined
  /** Why two threads crashed, one after the other, at the next walks. */
  readonly because: string | undefined
}

type Walking = Crew<Batch, readonly Walked[]>

const LONGEST_WAIT = 100

/**
 * Takes walks from number `from` on, until one fails. Results are added in the order of the walks, up to the first
 * missing one. So the result is that of `session`, for any number of threads.
 *
 * A batch comes with the knowledge of all walks before the first missing one. This is less than `session` knows, and
 * from earlier walks only. If several threads reach the same fact, the one from the earliest walk counts.
 *
 * A batch whose thread crashes is given to another thread. If two threads crash on a batch, the walks end there.
 */
export const sharedWalks = (plan: Plan, from: number, crew: Walking): Shared => {
  const queue = queueOf(plan, from)
  const done = new Map<number, Reply<readonly Walked[]>>()
  const all = tally()
  let missing = from
  let because: string | undefined

  const giveOut = (): void => {
    while (crew.hasRoom()) {
      const batch = queue.next(missing, all.known)
      if (batch === undefined) return
      crew.give(batch)
    }
  }

  const note = (batch: Batch, reply: Reply<readonly Walked[]>): void => {
    if ('died' in reply && queue.again(batch)) return
    done.set(batch.first, reply)
    if (!('result' in reply) || reply.result.at(-1)?.found !== undefined) queue.close()
  }

  const addUp = (): void => {
    for (let reply = done.get(missing); reply !== undefined && !isOver(); reply = done.get(missing)) {
      done.delete(missing)
      if ('error' in reply) throw reply.error
      if ('died' in reply) because = reply.died
      else {
        reply.result.forEach((walked) => all.add(walked))
        missing += reply.result.length
      }
    }
  }

  const isOver = (): boolean => all.found !== undefined || because !== undefined || missing >= from + plan.runs
  return {
    async advance() {
      giveOut()
      for (const { task, reply } of await crew.news(LONGEST_WAIT)) note(task, reply)
      addUp()
      return !isOver()
    },
    get progress() {
      return all.progress
    },
    get found() {
      return all.found
    },
    get because() {
      return because
    },
  }
}
