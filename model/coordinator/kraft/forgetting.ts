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
import { withoutUnseenRequests } from './unseen-requests'

/** What any step may leave. */
export const withoutCheckpoints = ({ bounds }: Config, cluster: Cluster): Cluster =>
  canStop(bounds) ? withoutUnseenCheckpoints(bounds, cluster) : cluster

/** What a step of KRaft may leave on its way to a broker. What is left in the images that brokers hold comes after (unseen-contents.ts). */
export const withoutNews = (config: Config, cluster: Cluster): Cluster =>
  withoutUnseenChanges(config.bounds, withoutUnseenRequests(config, cluster))
