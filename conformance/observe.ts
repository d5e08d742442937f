/** The model's view: what a state of the model looks like to somebody who sees only what a real broker shows. */
import { members } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { Action } from '../model/actions'
import { brokerOf, leads, replicaOf } from '../model/cluster'
import { statesOf } from '../model/coordinator/coordinator'
import { hasFailedDirectory } from '../model/coordinator/kraft/directories'
import { logEnd } from '../model/replica/disk'
import { entriesOf, recordAt } from '../model/replica/log'
import { readable } from '../model/replica/read'
import type { Broker, Cluster, FetcherRequest, FetchError, Replica } from '../model/state'
import type { BrokerId, LogRecord, PartitionId } from '../model/values'
import { historyOf, type World } from '../properties/history'
import { letter } from '../properties/words'
import { idOf, idsOf } from './ids'
import type {
  Exchange,
  Observation,
  ObservedBroker,
  ObservedFetcher,
  ObservedProducers,
  ObservedRecord,
  ObservedReplica,
} from './observation'
import { observedController, observedHearing, observedMember } from './observe-kraft'

/** Everything that anybody could see. A state without `old` processes and without the log on disk. */
export const observe = ({ cluster, history }: World): Observation => ({
  brokers: cluster.brokers.map((_, id) => observedBroker(cluster, id)),
  ...observedAgreement(cluster),
  producers: statesOf(cluster).map((_, partition) =>
    observedProducers(cluster, partition, historyOf(history, partition).acknowledged),
  ),
})

/** What was agreed about the partitions: by ZooKeeper, or by the controller of KRaft. */
const observedAgreement = (cluster: Cluster): Pick<Observation, 'zookeeper' | 'controller'> => {
  const controller = observedController(cluster)
  if (controller !== undefined) return { controller }
  return {
    zookeeper: statesOf(cluster).map(({ leader, leaderEpoch, isr }) => ({
      ...{ leader: idOf(leader), leaderEpoch, isr: idsOf(isr) },
    })),
  }
}

/** What is seen in a step itself, and not in the state after it: what a consumer was given, by the state in which it fetched. */
export const observeStep = ({ cluster }: World, action: Action | undefined): Pick<Observation, 'read'> => {
  if (action?.type !== 'ConsumerFetch') return {}
  const given = readable(replicaOf(cluster, action.broker, action.partition))
  return { read: entriesOf(given).map(({ record }) => letter(record.value)) }
}

const observedBroker = (cluster: Cluster, self: BrokerId): ObservedBroker => {
  const broker = brokerOf(cluster, self)
  return {
    ...{ id: idOf(self), running: broker.isUp, ...observedMember(broker) },
    replicas: broker.replicas.map((replica, partition) => ({
      ...(hasFailedDirectory(broker) && broker.isUp ? offline(replica) : observedReplica(replica, self, broker.isUp)),
      ...observedDirectory(broker),
      ...observedHearing(cluster, self, partition),
      exchanges: observedExchanges(broker.fetcherRequests[partition]),
    })),
  }
}

/** What a broker keeps of a partition. */
export const observedReplica = (replica: Replica, self: BrokerId, isUp: boolean): ObservedReplica =>
  isUp ? { ...ofDisk(replica), ...ofMemory(replica, self) } : ofDisk(replica)

/** It has no leader, and the log is not looked at. */
const offline = (replica: Replica): ObservedReplica => ({ ...ofDisk(replica), role: 'none' })

/** Where a broker that runs has its log. */
const observedDirectory = ({ isUp, directory: [directory] }: Broker): ObservedReplica =>
  !isUp || directory === undefined || directory.hasFailed ? {} : { directory: directory.id }

/** What it has asked others for. */
export const observedExchanges = (row: readonly FetcherRequest[] | undefined): readonly Exchange[] =>
  (row ?? []).flatMap(observedExchange)

const ofDisk = ({ disk }: Replica): ObservedReplica => ({
  log: entriesOf(disk.log).map(({ record }) => observedRecord(record)),
  logEndOffset: logEnd(disk),
  checkpointedHighWatermark: disk.highWatermark,
  epochCache: disk.epochs,
})

const ofMemory = (replica: Replica, self: BrokerId): ObservedReplica => {
  const { leader, leaderEpoch, highWatermark, leadership } = replica
  if (leader === NONE && leaderEpoch < 0) return { role: 'none' }
  const heard = { leader: idOf(leader), leaderEpoch, highWatermark, fetcher: observedFetcher(replica) }
  if (!leads(replica, self)) return { role: 'follower', ...heard }
  const remoteLogEnds = leadership.remoteLogEnds.flatMap((logEndOffset, broker) =>
    broker === self ? [] : [{ broker: idOf(broker), logEndOffset }],
  )
  return { role: 'leader', ...heard, isr: idsOf(leadership.isr), remoteLogEnds }
}

/** AbstractFetcherThread knows one state in which it truncates; the model remembers whether it has truncated once. */
const observedFetcher = ({ fetcher, leader, leaderEpoch, disk }: Replica): ObservedFetcher | null => {
  if (fetcher === 'none') return null
  const thread = { leader: idOf(leader), leaderEpoch }
  return fetcher === 'fetching'
    ? { state: 'fetching', ...thread, fetchOffset: logEnd(disk) }
    : { state: 'truncating', ...thread }
}

const observedExchange = (request: FetcherRequest, leader: BrokerId): readonly Exchange[] => {
  const { stage, leaderEpoch, fetchOffset, epoch, endOffset, highWatermark, records } = request
  const sent = { leader: idOf(leader), ...(leaderEpoch !== NONE && { leaderEpoch }) }
  const error = errorNames[request.error]
  const isError = request.error !== 'none'
  switch (stage) {
    case 'idle':
      return []
    case 'epochRequest':
      return [{ ...sent, api: 'OffsetsForLeaderEpoch', stage: 'asked', epoch }]
    case 'epochResponse':
      return [
        { ...sent, api: 'OffsetsForLeaderEpoch', stage: 'answered', error, ...(!isError && { epoch, endOffset }) },
      ]
    case 'fetch':
      return [{ ...sent, api: 'Fetch', stage: 'asked', fetchOffset }]
    case 'read':
    case 'fetched': {
      const diverging = endOffset === NONE ? {} : { epoch, endOffset }
      const answer = { highWatermark, ...diverging, records: records.map(observedRecord) }
      const seen = stage === 'read' ? 'read' : 'answered'
      return [{ ...sent, api: 'Fetch', stage: seen, fetchOffset, error, ...(!isError && answer) }]
    }
  }
}

const errorNames: Readonly<Record<FetchError, string>> = {
  none: 'NONE',
  outOfRange: 'OFFSET_OUT_OF_RANGE',
  fenced: 'FENCED_LEADER_EPOCH',
  unknown: 'UNKNOWN_LEADER_EPOCH',
}

const observedRecord = ({ value, epoch }: LogRecord): ObservedRecord => ({ record: letter(value), epoch })

export const observedProducers = (
  cluster: Cluster,
  partition: PartitionId,
  acknowledged: number,
): ObservedProducers => {
  const waiting = cluster.brokers.flatMap((_, broker) => {
    const { disk, leadership } = replicaOf(cluster, broker, partition)
    return leadership.purgatory.flatMap((offset) => recordAt(disk.log, offset)?.value ?? [])
  })
  return {
    acknowledged: members(acknowledged).map(letter),
    waiting: waiting.sort((one, other) => one - other).map(letter),
  }
}
