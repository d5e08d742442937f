/**
 * How many steps lead from what a fetcher thread has asked to what it was seen to have asked: those that send a request, and those
 * in which the leader reads for it. A crash may wipe out any request at no cost, and what else happens to one is part of a step
 * that changes more.
 */
import type { Exchange } from '../observation'
import { agrees } from './agrees'

export const requestsAway = (asked: readonly Exchange[] = [], wanted: readonly Exchange[] = []): number =>
  wanted.reduce(
    (sum, one) =>
      sum +
      steps(
        asked.find(({ leader }) => leader === one.leader),
        one,
      ),
    0,
  )

const steps = (from: Exchange | undefined, to: Exchange): number => {
  if (from !== undefined && agrees(from, to)) return 0
  const anew = to.stage === 'asked' ? 1 : 2
  return from === undefined || from.api !== to.api ? anew : Math.min(anew, further(from.stage, to.stage))
}

/** The same request, further on its way. */
const further = (from: Exchange['stage'], to: Exchange['stage']): number => {
  if (from === 'asked' && to !== 'asked') return 1
  if (from === 'read' && to === 'answered') return 0
  return from === 'answered' && to === 'answered' ? 1 : Infinity
}
