import { isRefused } from '../../../kit/refused'
import { endOffsetFor, latestEpoch, logEnd } from '../../replica/disk'
import { UNDEFINED } from '../../replica/epochs'
import type { Amendment, Decisions } from '../decisions'

/**
 * KIP-279: the answer says which epoch it is about.
 *
 * After two leader changes in a row the leader may not have the follower's latest epoch in its cache. The leader now
 * returns the largest epoch in its cache that is not larger than the requested one, and the end offset of that epoch.
 * If the follower does not have this epoch, it truncates to the end of its own largest smaller epoch, and sends a new
 * request for that one. It repeats this until both have the epoch.
 *
 * AbstractFetcherThread.getOffsetTruncationState, LeaderEpochFileCache.endOffsetFor (2.0-IV0; read at 2.0.0)
 *
 * Where a second question is answered with "undefined", the follower stays at the offset that it has reached.
 */
export const kip279: Amendment = {
  name: 'kip-279',
  title: 'Truncation to the largest epoch that leader and follower share',
  since: '2.0-IV0',
  repairs: 'logs that diverge after two leader changes in a row',
  readAt: '2.0.0',
  answers: {
    endOffsetFor: [
      'For an epoch from the first to the last in its cache: the largest one up to it, and where that ends, which is where the next one starts, or the log end.',
      'For any other epoch, and for none: undefined.',
    ].join('\n'),
    truncation: [
      "The leader's answer is undefined: to the high watermark of the follower, as before KIP-279; if the leader was asked before, no further.",
      'The leader answers with an epoch that the follower has: to where that epoch ends, at the leader or at the follower, whichever is smaller.',
      'The follower does not have that epoch, but an older one: to where its largest older epoch ends; then it asks again, for that epoch.',
      'All epochs of the follower are newer: to where that epoch ends at the leader; since KAFKA-7415, to where the first epoch of the follower starts, if that is smaller.',
    ].join('\n'),
  },
  decide: (was) => ({ endOffsetFor: endOffsetFor, truncation: truncationBy(was) }),
}

const truncationBy =
  (was: Decisions): Decisions['truncation'] =>
  (replica, ask, lookUp) => {
    const { disk } = replica
    const answer = ask(latestEpoch(disk))
    if (isRefused(answer)) return answer
    if (answer.endOffset === UNDEFINED && replica.fetcher === 'truncatingAgain')
      return { offset: logEnd(disk), isDone: true }
    if (answer.endOffset === UNDEFINED || answer.epoch === UNDEFINED)
      return was.truncation(replica, () => answer, lookUp)

    const own = lookUp(answer.epoch)
    if (own.endOffset === UNDEFINED) return { offset: Math.min(answer.endOffset, logEnd(disk)), isDone: true }
    if (own.epoch !== answer.epoch) return { offset: Math.min(own.endOffset, logEnd(disk)), isDone: false }
    return { offset: Math.min(own.endOffset, answer.endOffset, logEnd(disk)), isDone: true }
  }
