/**
 * Another controller becomes active: QuorumController.ControllerWriteEvent, renounce, claim (3.2.0, 3.7.0 and 4.3.1).
 *
 * The active controller acts on what it has appended, and answers once that is committed: errors, too, wait for what was appended
 * before them (DeferredEventQueue). So nobody hears of a change that is lost. Where the bounds have failovers, a change is appended in one
 * step and committed in another; between the two the controller handles nothing (docs/decisions/0067 says why that is enough).
 *
 * A controller that was replaced and does not know it still answers from what it knew, as long as it has nothing to append.
 */
import { isRefused, refuse } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { Action, ActionOf } from '../../actions'
import { brokerOf, replaced, spend, withBroker } from '../../cluster'
import type { Config } from '../../config'
import type { Broker, Cluster } from '../../state'
import type { BrokerId } from '../../values'
import { answerTo, decisionOn, withAnswer } from './alter-partition'
import { alterPartitionOf, kraftOf, memberOf, newest, withKraft, withMember } from './image'
import type { MetadataImage, PartitionRegistration } from './state'

const refused = {
  toCommit: refuse('the controller has a change to commit first'),
  nothing: refuse('everything is committed'),
  noBudget: refuse('no more of this fault within the bounds'),
  noneReplaced: refuse('no replaced controller answers anybody'),
  found: refuse('has found the active controller'),
  neverCommitted: refuse('would append a record, which is never committed'),
}

/** A rule of the controller, whose change is committed in a step of its own as long as a controller may still fail over. */
export const appended =
  <A extends Action>({ bounds }: Config, rule: Rule<Cluster, A>): Rule<Cluster, A> =>
  (before, action) => {
    if (kraftOf(before).uncommitted.length > 0) return refused.toCommit
    const after = rule(before, action)
    if (isRefused(after) || newest(after) === newest(before)) return after
    if (before.spent['controller-failover'] >= bounds.faults['controller-failover']) return after
    const brokers = after.brokers.map((broker, id) => awaiting(before.brokers[id] as Broker, broker))
    return withKraft({ ...after, brokers }, { images: kraftOf(before).images, uncommitted: [newest(after)] })
  }

/** What a broker does by itself it has done; what it is told it waits for. */
const awaiting = (before: Broker, after: Broker): Broker => {
  const [{ brokerEpoch, serves, alterPartitions }, told] = [memberOf(before), memberOf(after)]
  const waits = told.brokerEpoch !== brokerEpoch || told.serves !== serves || told.alterPartitions !== alterPartitions
  return waits ? withMember({ ...after, kraft: before.kraft }, { awaitsCommit: true }) : after
}

/** A rule that is not possible between a change and its commit, and whose own change is committed at once. */
export const committed =
  <A extends Action>(rule: Rule<Cluster, A>): Rule<Cluster, A> =>
  (before, action) =>
    kraftOf(before).uncommitted.length > 0 ? refused.toCommit : rule(before, action)

/** What was appended is committed: brokers may replay it, and who waits is answered. */
export const commitMetadata =
  (config: Config): Rule<Cluster, ActionOf<'CommitMetadata'>> =>
  (cluster) => {
    const { images, uncommitted } = kraftOf(cluster)
    const [image] = uncommitted
    if (image === undefined) return refused.nothing
    const written = withKraft(cluster, { images: [...images, image], uncommitted: [] })
    const waiting = cluster.brokers.findIndex((broker) => memberOf(broker).awaitsCommit)
    return waiting < 0 ? written : told(config, written, waiting, newest(cluster))
  }

/** A broker gets what it waited for: the epoch of its registration, its first heartbeat as an unfenced broker, or the answer to an AlterPartition. */
const told = (config: Config, cluster: Cluster, id: BrokerId, before: MetadataImage): Cluster => {
  const broker = withMember(cluster.brokers[id] as Broker, { awaitsCommit: false })
  const { brokerEpoch, serves } = memberOf(broker)
  const { brokers, partitions } = newest(cluster)
  const epoch = brokers[id]?.epoch ?? 0
  if (brokerEpoch < 0) return withBroker(cluster, id, withMember(broker, { brokerEpoch: epoch }))
  if (!serves) return withBroker(cluster, id, withMember(broker, { serves: true }))
  const partition = partitions.findIndex((one, place) => one !== before.partitions[place])
  const request = alterPartitionOf(broker, partition)
  const answer = answerTo(config, request, partitions[partition] as PartitionRegistration, id)
  return withAnswer({ ...cluster, brokers: replaced(cluster.brokers, id, broker) }, id, partition, answer)
}

/**
 * Another controller becomes active. What was not committed is lost, and who waited for it asks again (NOT_CONTROLLER). It knows what is in
 * the log, and not what its predecessor had in memory: that it had agreed to a shutdown, and until when.
 *
 * A controller with a change to commit answers nobody any more: its answers wait for that change.
 */
export const controllerFailover =
  (config: Config): Rule<Cluster, ActionOf<'ControllerFailover'>> =>
  (cluster) => {
    const spent = spend(config, cluster, 'controller-failover')
    if (spent === undefined) return refused.noBudget
    const { images, uncommitted } = kraftOf(cluster)
    const brokers = cluster.brokers.map((broker, id) => forgotten(broker, newest(cluster), id))
    return withKraft(
      { ...cluster, brokers, spent },
      { uncommitted: [], replaced: uncommitted.length > 0 ? NONE : images.length - 1 },
    )
  }

/**
 * ClusterControlManager.activate (4.3.1): a broker is registered with the heartbeat manager as fenced or not, and with no offset to shut down at. Its channel
 * may end at the controller that is replaced now.
 */
const forgotten = (broker: Broker, { brokers }: MetadataImage, id: BrokerId): Broker => {
  const { awaitsCommit, isForgotten, hasLeftReplaced } = memberOf(broker)
  const registration = brokers[id]
  const forgets =
    broker.isStopping && registration !== undefined && registration.inControlledShutdown && !registration.isFenced
  if (!awaitsCommit && isForgotten === forgets && !hasLeftReplaced) return broker
  return withMember(broker, { awaitsCommit: false, isForgotten: forgets, hasLeftReplaced: false })
}

/**
 * A controller that was replaced handles an AlterPartition: the channel of the broker still ends there. It answers at once if it has nothing
 * to append. A channel that has found the active one does not go back: it asks the leader of the highest epoch that the broker knows
 * (RaftControllerNodeProvider.get, 4.3.1). Simplified: that is kept only where an answer was lost, so the replaced one answers more than in Kafka.
 */
export const answerAsReplaced =
  (config: Config): Rule<Cluster, ActionOf<'AnswerAsReplaced'>> =>
  (cluster, { leader, partition }) => {
    const { images, replaced: place } = kraftOf(cluster)
    if (place === NONE) return refused.noneReplaced
    if (memberOf(brokerOf(cluster, leader)).hasLeftReplaced) return refused.found
    const known = withKraft(cluster, { images: images.slice(0, place + 1) })
    const decision = decisionOn(config, known, leader, partition)
    if (isRefused(decision)) return decision
    if (newest(decision.cluster) !== newest(known)) return refused.neverCommitted
    return withAnswer(cluster, leader, partition, decision.answer)
  }
