/**
 * What a cluster is without what nobody will look at any more (docs/decisions/0077).
 *
 * Two states that differ only in that go on alike for ever: the same steps can be taken, and no property tells them apart. So a search needs
 * one of them. Only where the bounds say so (`KraftBounds.forgets`): walks, stories and real Kafka are shown everything.
 *
 * The state before a step has nothing of that any more. So only what the step has changed, and what depends on it, is looked at.
 */
import { canStop } from '../../bounds'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import { withoutUnseenChanges } from './unseen-changes'
import { withoutUnseenCheckpoints } from './unseen-checkpoints'
import { withoutUnseenContents } from './unseen-contents'
import { withoutUnseenRequests } from './unseen-requests'

/** What any step may leave. */
export const withoutCheckpoints = ({ bounds }: Config, before: Cluster, cluster: Cluster): Cluster =>
  canStop(bounds) ? withoutUnseenCheckpoints(bounds, before, cluster) : cluster

/** What a step of KRaft may leave: on its way to a broker, and of what brokers have heard. */
export const withoutNews = (config: Config, before: Cluster, cluster: Cluster): Cluster => {
  const { bounds } = config
  const asked = withoutUnseenRequests(config, before, cluster)
  return withoutUnseenContents(bounds, before, withoutUnseenChanges(bounds, before, asked))
}
