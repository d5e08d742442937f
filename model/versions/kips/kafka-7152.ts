import { logEnd } from '../../replica/disk'
import type { Amendment } from '../decisions'

/**
 * KAFKA-7152: a follower that has everything is not lagging, whatever the clock says.
 *
 * Partition.getOutOfSyncReplicas (2.1.0; read at 2.1.0)
 */
export const kafka7152: Amendment = {
  name: 'kafka-7152',
  title: "A follower at the leader's log end stays in the ISR",
  since: '2.1.0',
  repairs: 'nothing that a safety property sees: ISRs that shrink for no reason',
  readAt: '2.1.0',
  answers: {
    mayLeaveIsr: (was) => `${was} But never one that the leader knows to be at its log end.`,
  },
  decide: (was) => ({
    mayLeaveIsr: (leader, end) => end !== logEnd(leader.disk) && was.mayLeaveIsr(leader, end),
  }),
}
