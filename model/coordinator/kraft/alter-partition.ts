/**
 * AlterPartition (KIP-497): a leader proposes an ISR, the controller decides, the leader learns.
 *
 * A leader has one proposal at a time. It is pending from the step in which the leader makes it (replica/isr.ts); then the
 * request may be late, and so may the answer. Whatever the leader hears about the partition from the metadata log ends the
 * proposal, and then nobody waits for the answer.
 */
import { isSubset, members, setOf } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { brokerOf, replaced, replicaOf, spend, standstill, withBroker, withReplica } from '../../cluster'
import type { Config } from '../../config'
import { adoptIsr } from '../../replica/isr'
import type { Cluster, Replica } from '../../state'
import type { BrokerId, PartitionId } from '../../values'
import { active, orderOf } from './controller'
import { isDirectoryOnline, withDirectoryOnline } from './directories'
import {
  alterPartitionOf,
  brokerRegistrationOf,
  commit,
  isRegisteredAs,
  kraftOf,
  newest,
  registrationOf,
  withAlterPartition,
  withMember,
} from './image'
import { idleAlterPartition } from './member'
import { changed } from './partition-change'
import { UNREGISTERED, type AlterPartition, type AlterPartitionError, type PartitionRegistration } from './state'

const refused = {
  noRequest: refuse('has sent no AlterPartition'),
  noAnswer: refuse('waits for no answer of the controller'),
  cutOff: refuse('cannot reach the controllers'),
  staleBrokerEpoch: refuse('STALE_BROKER_EPOCH: is not registered, and tries again'),
  noEpochs: refuse('no leader epochs are left within the bounds'),
  notController: refuse('NOT_CONTROLLER: knows less than the leader, and the leader tries again'),
  noBudget: refuse('no more of this fault within the bounds'),
}

/** The controller handles a request, and its answer is on its way: ReplicationControlManager.alterPartition (4.3.1). */
export const handleAlterPartition =
  (config: Config): Rule<Cluster, ActionOf<'HandleAlterPartition'>> =>
  (cluster, { leader, partition }) => {
    const decision = decisionOn(config, cluster, leader, partition)
    return isRefused(decision) ? decision : withAnswer(decision.cluster, leader, partition, decision.answer)
  }

/** The controller would handle a request, and has no leader epoch left for it within the bounds. */
export const isProposalHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  const handle = handleAlterPartition(config)
  const partitions = Array.from({ length: config.bounds.partitions }, (_, partition) => partition)
  return (cluster) =>
    cluster.brokers.some((_, leader) =>
      partitions.some(
        (partition) => handle(cluster, { type: 'HandleAlterPartition', leader, partition }) === refused.noEpochs,
      ),
    )
}

/**
 * The controller handles a request, and the answer is lost: the broker sends the request again (NodeToControllerChannelManager).
 * By then it is out of date. A request that is lost is only late.
 */
export const loseAlterPartition =
  (config: Config): Rule<Cluster, ActionOf<'LoseAlterPartition'>> =>
  (cluster, { leader, partition }) => {
    const decision = decisionOn(config, cluster, leader, partition)
    if (isRefused(decision)) return decision
    const spent = spend(config, cluster, 'lost-alter-partition')
    return spent === undefined ? refused.noBudget : { ...withoutReplaced(decision.cluster, leader), spent }
  }

/** The request has reached the active controller, and is sent there again. */
const withoutReplaced = (cluster: Cluster, id: BrokerId): Cluster => {
  if (kraftOf(cluster).replaced === NONE) return cluster
  return withBroker(cluster, id, withMember(brokerOf(cluster, id), { hasLeftReplaced: true }))
}

/** What becomes of a request: the cluster with what the controller has written, and the answer. */
interface Decision {
  readonly cluster: Cluster
  readonly answer: AlterPartition
}

/** What the controller makes of the request of a leader; refused where it does not answer it now. */
export const decisionOn = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  partition: PartitionId,
): Decision | Refused => {
  const broker = brokerOf(cluster, id)
  if (!broker.isUp) return refused.noRequest
  const request = alterPartitionOf(broker, partition)
  if (request.stage !== 'request') return refused.noRequest
  if (broker.isCutOff) return refused.cutOff
  if (!isRegisteredAs(broker, brokerRegistrationOf(cluster, id))) return refused.staleBrokerEpoch
  const registered = registrationOf(cluster, partition)
  if (isAhead(registered, request) && !config.decide.refusesLeaderAhead()) return refused.notController
  const error = errorOf(config, cluster, id, request, partition)
  if (error !== 'none') return { cluster, answer: { ...blankOf(config, request), error } }
  return decided(config, cluster, id, partition, request)
}

const blankOf = (config: Config, { isAwaited }: AlterPartition): AlterPartition => ({
  ...idleAlterPartition(config.bounds),
  stage: 'answer',
  isAwaited,
})

/** The leader has heard of a later change than this controller: that one was replaced, or has lost what it had committed. */
const isAhead = (registered: PartitionRegistration, request: AlterPartition): boolean =>
  request.leaderEpoch > registered.leaderEpoch || request.partitionEpoch > registered.partitionEpoch

/** ReplicationControlManager.validateAlterPartitionData (4.3.1), in its order. */
const errorOf = (
  { decide }: Config,
  cluster: Cluster,
  sender: BrokerId,
  request: AlterPartition,
  partition: PartitionId,
): AlterPartitionError => {
  const registered = registrationOf(cluster, partition)
  if (isAhead(registered, request)) return 'stale'
  if (decide.fencesAlterPartition(registered.leaderEpoch, request.leaderEpoch)) return 'stale'
  if (registered.leader !== sender) return 'stale'
  if (decide.refusesPartitionEpoch(registered.partitionEpoch, request.partitionEpoch)) return 'stale'
  const [assigned] = registered.assignment
  if (assigned !== undefined && !isSubset(request.isr, setOf(assigned.replicas))) return 'stale'
  const isBarred = (id: BrokerId): boolean =>
    decide.barsFromIsr(
      brokerRegistrationOf(cluster, id),
      decide.sendsBrokerEpochs() ? (request.counted[id] ?? UNREGISTERED) : UNREGISTERED,
    ) ||
    (decide.barsOfflineDirectory() && !isDirectoryOnline(cluster, id, partition))
  return members(request.isr).some(isBarred) ? 'ineligible' : 'none'
}

const decided = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  partition: PartitionId,
  request: AlterPartition,
): Decision | Refused => {
  const before = registrationOf(cluster, partition)
  const after = changed(config, before, {
    ...{ targetIsr: request.isr, order: orderOf(config, partition), hasRecovered: true },
    acceptable: withDirectoryOnline(cluster, partition, active(cluster)),
  })
  if (after.leaderEpoch >= config.bounds.epochs) return refused.noEpochs
  const written =
    after === before ? cluster : commit(cluster, { partitions: replaced(newest(cluster).partitions, partition, after) })
  return { cluster: written, answer: answerTo(config, request, after, id) }
}

/** The answer to a request that was accepted, by what stands after it. */
export const answerTo = (
  config: Config,
  request: AlterPartition,
  { leader, isr, leaderEpoch, partitionEpoch }: PartitionRegistration,
  id: BrokerId,
): AlterPartition => {
  const answer = blankOf(config, request)
  return leader === id ? { ...answer, isr, leaderEpoch, partitionEpoch } : { ...answer, error: 'stale' }
}

/** The cluster with this answer on its way to a leader. */
export const withAnswer = (cluster: Cluster, id: BrokerId, partition: PartitionId, answer: AlterPartition): Cluster =>
  withBroker(cluster, id, withAlterPartition(brokerOf(cluster, id), partition, answer))

/** A leader gets the answer: Partition.handleAlterPartitionUpdate, handleAlterPartitionError (4.3.1). */
export const receiveAlterPartition =
  (config: Config): Rule<Cluster, ActionOf<'ReceiveAlterPartition'>> =>
  (cluster, { leader: id, partition }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    const answer = alterPartitionOf(broker, partition)
    if (answer.stage !== 'answer') return refused.noAnswer
    if (broker.isCutOff) return refused.cutOff
    const taken = withAnswer(cluster, id, partition, idleAlterPartition(config.bounds))
    if (!answer.isAwaited) return taken
    return withReplica(taken, id, partition, learnt(config, replicaOf(taken, id, partition), answer, id))
  }

/**
 * After INELIGIBLE_REPLICA a leader goes back to the ISR that it knows to be committed. After any other error, and after an answer of
 * another leader epoch, its proposal stays pending until it hears of the partition from the metadata log.
 */
const learnt = (config: Config, replica: Replica, answer: AlterPartition, self: BrokerId): Replica => {
  const { leadership, leaderEpoch } = replica
  if (answer.error === 'ineligible') return { ...replica, leadership: { ...leadership, pendingIsr: 0 } }
  if (answer.error !== 'none' || answer.leaderEpoch !== leaderEpoch) return replica
  const { isr, partitionEpoch } = answer
  return adoptIsr(config, { ...replica, leadership: { ...leadership, pendingIsr: isr, partitionEpoch } }, self)
}
