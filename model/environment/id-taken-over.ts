/**
 * A new machine takes over the id of a broker whose old process is cut off, and still runs: as where an orchestrator starts a
 * container anew while the node of the old one is out of its sight (KAFKA-14885).
 */
import { add, members, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import {
  allBrokers,
  brokerOf,
  emptyDisk,
  noFetcherRequests,
  noLateFetches,
  replaced,
  replicaOf,
  spend,
  standstill,
  withoutMemory,
} from '../cluster'
import type { Config } from '../config'
import { partitionCount, register } from '../coordinator/coordinator'
import type { Broker, Cluster, Replica } from '../state'
import type { BrokerId, Brokers, PartitionId } from '../values'

const refused = {
  registered: refuse('is registered: KafkaZkClient.CheckedEphemeral.create fails with NODEEXISTS'),
  another: refuse('cannot be replaced: an old process runs already'),
  noOld: refuse('has no old process'),
  noBudget: refuse('no more of this fault within the bounds'),
}

/**
 * The new process has an empty disk, and registers once the session of the old one is over: up to then
 * KafkaZkClient.CheckedEphemeral.create finds the znode of another session, and the new process ends (2.1.0). Neither the
 * controller nor ZooKeeper ever hears of the old one again.
 *
 * Deliberately simplified: one old process at a time. It never comes back: in Kafka it would not be able to register either.
 */
export const takeOverId =
  (config: Config): Rule<Cluster, ActionOf<'TakeOverId'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!broker.isCutOff) return refused.registered
    if (cluster.old.length > 0) return refused.another
    const spent = spend(config, cluster, 'id-taken-over')
    if (spent === undefined) return refused.noBudget
    const followers = Array.from({ length: partitionCount(cluster) }, (_, partition) =>
      connectedTo(cluster, id, partition),
    )
    const old = [{ id, broker: cutOffForGood(broker), followers }]
    return {
      ...register(config, { ...cluster, old, brokers: replaced(cluster.brokers, id, made(config, broker)) }, id),
      spent,
    }
  }

/** The followers whose fetcher threads are connected to this process. */
const connectedTo = (cluster: Cluster, id: BrokerId, partition: PartitionId): Brokers =>
  members(remove(allBrokers(cluster), id)).reduce(
    (found, other) => (isFollowing(replicaOf(cluster, other, partition), id) ? add(found, other) : found),
    0,
  )

const isFollowing = ({ leader, fetcher }: Replica, id: BrokerId): boolean => leader === id && fetcher !== 'none'

/** What it would do with a session or a request of the controller does not matter any more. */
const cutOffForGood = (broker: Broker): Broker => ({
  ...broker,
  isCutOff: true,
  isOutOfReach: true,
  isStopping: false,
  requests: [],
})

/** The process on the new machine. What was sent to the old one, and did not arrive, may reach it. */
const made = ({ bounds }: Config, { requests, unreachable }: Broker): Broker => ({
  isUp: true,
  isCutOff: false,
  isOutOfReach: false,
  isPaused: false,
  unreachable,
  isStopping: false,
  hasCleanMarker: false,
  controllerEpoch: 0,
  late: [],
  requests,
  kraft: [],
  directory: [],
  fetcherRequests: noFetcherRequests(bounds),
  lateFetches: noLateFetches(bounds),
  replicas: Array.from({ length: bounds.partitions }, () => withoutMemory(emptyDisk(bounds, 0), bounds)),
})

/** The old process ends, and the followers that were connected to it connect to the new one. This heals, so it is never limited. */
export const endOld: Rule<Cluster, ActionOf<'EndOld'>> = (cluster, { broker: id }) =>
  cluster.old.some((one) => one.id === id) ? { ...cluster, old: [] } : refused.noOld
