import { tally, type Found, type Progress } from './tally'
import { walkers, type Plan, type Walker } from './plan'

export interface Session {
  /** Takes up to this many steps. True while there is more to do. */
  advance(steps: number): boolean
  readonly progress: Progress
  /** The first failure. It ends the session. */
  readonly found: Found | undefined
}

/** Takes one walk after the other, from number `from` on, until one fails. */
export const session = (plan: Plan, from = 0): Session => {
  const begin = walkers(plan)
  const done = tally()
  const at = { walk: from }
  let current: Walker | undefined
  const isOver = (): boolean => done.found !== undefined || at.walk - from >= plan.runs
  return {
    advance(steps) {
      for (let left = steps; left > 0 && !isOver();) {
        current ??= begin(at.walk, done.known)
        const before = current.steps
        const goesOn = current.advance(left)
        left -= Math.max(1, current.steps - before)
        if (goesOn) continue
        done.add(current.walked)
        current = undefined
        at.walk++
      }
      return !isOver()
    },
    get progress() {
      return done.progress
    },
    get found() {
      return done.found
    },
  }
}
