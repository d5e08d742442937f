import { NONE } from '../../../kit/schema'
import type { Amendment } from '../decisions'

/**
 * No ticket (apache/kafka#20629): a leader is remembered as the last known one when the partition loses it.
 *
 * It was remembered when the ISR became empty, which may be later, and then there is no leader to remember.
 *
 * PartitionChangeBuilder.maybeUpdateLastKnownLeader (4.1.1; read at 4.3.1)
 */
export const lastLeaderAtLoss: Amendment = {
  name: 'last-leader-at-loss',
  title: 'The last known leader is noted when the partition loses it',
  since: '4.1.1',
  repairs: 'nothing that a safety property sees',
  readAt: '4.3.1',
  answers: { remembersLastLeader: 'When the partition loses it, unless one is remembered.' },
  decide: () => ({
    remembersLastLeader: ({ lastKnownLeader }, losesLeader) => losesLeader && lastKnownLeader === NONE,
  }),
}
