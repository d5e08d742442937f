/** What is late: fetches of processes that have ended, and answers that are sent long after they were made. Their codes and texts. */
import { peer } from '../kit/schema'
import { implied, isAtomic, type KindsOf, PARTITION, partitionOf, RECORDS, recordsOf } from './action-fields'
import { answersMayBeLate, fetchesMayBeLate, type Bounds } from './bounds'

export type LateAction = 'ServeLate' | 'CountLate' | 'ExpandIsr' | 'FetchSlowly' | 'SendLate'

export const lateTexts = (bounds: Bounds): KindsOf<LateAction> => {
  const leader = { leader: peer(bounds.brokers) }
  const pair = { ...leader, follower: peer(bounds.brokers), ...partitionOf(bounds) }
  const possible = fetchesMayBeLate(bounds)
  return {
    ServeLate: {
      code: 'al',
      text: `broker {leader} serves a fetch of a process of broker {follower} that has ended${PARTITION}`,
      fields: pair,
      implied,
      possible,
    },
    CountLate: {
      code: 'bl',
      text: `broker {leader} counts the fetch of a process of broker {follower} that has ended${PARTITION}`,
      fields: pair,
      implied,
      role: 'harm',
      possible,
    },
    ExpandIsr: {
      code: 'ie',
      text: `broker {leader} proposes the ISR with the follower that it has found fit${PARTITION}`,
      fields: { ...leader, ...partitionOf(bounds) },
      implied,
      possible: possible && bounds.kraft !== undefined,
    },
    FetchSlowly: {
      code: 'fs',
      text: `broker {follower} fetches from its leader, and has to wait for the answer${RECORDS}${PARTITION}`,
      fields: { follower: pair.follower, ...recordsOf(bounds), ...partitionOf(bounds) },
      implied: ['records', 'partition'],
      possible: answersMayBeLate(bounds) && isAtomic(bounds),
    },
    SendLate: {
      code: 'gl',
      text: `broker {leader} sends broker {follower} the records that are in the place of those of the answer by now${PARTITION}`,
      fields: pair,
      implied,
      role: 'harm',
      possible: answersMayBeLate(bounds),
    },
  }
}
