import type { Crew, Reply } from '../../explorer/node/crew'
import type { Batch } from './batch'
import { queueOf } from './queue'
import { tally, type Found, type Progress, type Walked } from './tally'
import type { Plan } from './plan'

/** Walks that threads share out among themselves. */
export interface Shared {
  /** Waits for a moment; true while there is more to do. */
  advance(): Promise<boolean>
  readonly progress: Progress
  readonly found: Found | undefined
  /** Of what two threads died, one after the other, at the walks that come next. */
  readonly because: string | undefined
}

type Walking = Crew<Batch, readonly Walked[]>

const LONGEST_WAIT = 100

/**
 * Takes walks from number `from` on, until one breaks something. They are added up in the order of their numbers, up to the
 * first one that is missing, so that the result is the one of `session`, however many threads there are.
 *
 * Whoever is given a batch knows what was settled in all walks before the first that is missing: which is less than what
 * `session` knows, and from earlier walks only. What several threads look for at once is kept from the earliest walk.
 *
 * A batch whose thread dies is given to another. One that two threads died of ends all, where its turn comes.
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
