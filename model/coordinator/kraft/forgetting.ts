/**
 * What a cluster is without what nobody will look at any more (docs/decisions/0077).
 *
 * Two states that differ only in that go on alike for ever: the same steps can be taken, and no property tells them apart. So a search needs
 * one of them. Only where the bounds say so (`KraftBounds.forgets`): walks, stories and real Kafka are shown everything.
 */
import { canStop } from '../../bounds'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import { withoutUnseenChanges } from './unseen-changes'
import { withoutUnseenCheckpoints } from './unseen-checkpoints'
import { withoutUnseenContents } from './unseen-contents'
import { withoutUnseenRequests } from './unseen-requests'

/** The parts of this that a step of KRaft changes. `trimmed`: without the images that nobody holds. */
export const forgetting = (config: Config, cluster: Cluster, trimmed: (cluster: Cluster) => Cluster): Cluster => {
  const answered = withoutUnseenRequests(config, cluster)
  return withoutUnseenContents(config.bounds, trimmed(withoutUnseenChanges(config.bounds, answered)))
}

/** The part that any step changes. */
export const withoutCheckpoints = ({ bounds }: Config, cluster: Cluster): Cluster =>
  canStop(bounds) ? withoutUnseenCheckpoints(bounds, cluster) : cluster
