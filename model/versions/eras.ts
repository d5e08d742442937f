/** Which decisions the two coordinators have: some are taken only with ZooKeeper, and some only with KRaft. */
import type { Decision } from './decisions'
import { kraftBase } from './kraft-base'
import { isKraft } from './timeline'

/** Of the controller that writes znodes, of its requests to brokers, and of leaders that write their ISR to ZooKeeper. */
const zooKeeperOnly: readonly Decision[] = [
  ...(['acceptsControllerEpoch', 'acceptsStaleBrokerEpoch', 'noticesBounce', 'keepsLastInIsr'] as const),
  ...(['tellsFollowersOfShrunkIsr', 'tellsStoppingLeader', 'replacesStoppingLeader'] as const),
  ...(['acceptsFoundIsr', 'onLostIsrAnswer'] as const),
  ...(['replacesReassignment', 'tellsOldReplicas', 'obeysStopReplica'] as const),
]

/** A cluster of this preset takes this decision. */
export const isTakenIn = (decision: Decision, release: string): boolean =>
  isKraft(release) ? !zooKeeperOnly.includes(decision) : !(decision in kraftBase)
