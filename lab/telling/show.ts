import { members } from '../../kit/bits'
import { peerName } from '../../kit/difference'
import { NONE } from '../../kit/schema'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import { replicaOf } from '../../model/cluster'
import { eligibleIn, stateOf, statesOf } from '../../model/coordinator/coordinator'
import { registrationOf } from '../../model/coordinator/kraft/image'
import { idsCanBeTakenOver, type Bounds } from '../../model/bounds'
import type { Scope } from '../../model/machine'
import { faults, type Broker, type Cluster, type Replica } from '../../model/state'
import type { BrokerId, Brokers, PartitionId } from '../../model/values'
import { letter, setOf } from '../../properties/words'
import type { World } from '../../properties/history'
import { worldStep } from './account/step'
import { lanes } from './account/lanes'
import { worldSnapshot } from './account/snapshot'
import { worldTraffic } from './account/traffic'
import { faultOf } from './fault-of'
import { kraftWords } from './kraft-words'
import { logWord, type LogNames } from './log-word'
import { worldNotes } from './notes'
import { legendFor } from './legend'
import type { View } from './view'

/**
 * Kafka: a column for each broker, and what was agreed about the partition. With several partitions a row is about one of
 * them; a picture draws `drawn`.
 */
export const worldView = (
  { fire }: Machine<World, Action>,
  scope: Scope,
  drawn: PartitionId = 0,
): View<World, Action> => {
  const { brokers, partitions, kraft } = scope.bounds
  return {
    columns: [
      ...(partitions > 1 ? ['partition'] : []),
      ...Array.from({ length: brokers }, (_, id) => `broker ${peerName(id)}`),
      ...(idsCanBeTakenOver(scope.bounds) ? ['old'] : []),
      ...(hasClock(scope.bounds) ? ['ms'] : []),
      kraft === undefined ? 'ZK: leader' : 'controller: leader',
      'epoch',
      'ISR',
      ...(kraft?.elr === true ? ['ELR'] : []),
    ],
    legend: legendFor(scope.bounds),
    rows: partitions,
    rowOf: partitionIn,
    cells: ({ cluster }, partition = 0) => [
      ...(partitions > 1 ? [String(partition)] : []),
      ...cellsOf(cluster, partition, scope.bounds),
    ],
    fault: ({ cluster: before }, action, { cluster: after }) => faultOf(scope.bounds, before, action, after),
    allowed: {
      faults: faults.filter((fault) => scope.bounds.faults[fault] > 0),
      shared: scope.bounds.sharing?.flat() ?? [],
      isTaken: ({ cluster: { spent } }, name) => faults.some((fault) => fault === name && spent[fault] > 0),
    },
    notes: worldNotes(scope),
    picture: {
      lanes: lanes(scope.bounds),
      snapshot: worldSnapshot(drawn),
      step: worldStep,
      traffic: worldTraffic(fire, drawn),
    },
  }
}

const hasClock = ({ storage }: Bounds): boolean => storage !== undefined && storage.moments.length > 1

/** How brokers and records are named in cells. */
export interface Names extends LogNames {
  peer(id: BrokerId): string
}

const USUAL_NAMES: Names = { peer: peerName, record: letter }

/** The cell of each broker about one partition. */
export const brokerCells = (cluster: Cluster, partition: PartitionId, names = USUAL_NAMES): readonly string[] => {
  const { isr } = stateOf(cluster, partition)
  return cluster.brokers.map((broker, id) =>
    [
      brokerCell(broker, { replica: replicaOf(cluster, id, partition), self: id, isr, partition, names }),
      ...kraftWords(cluster, id, partition),
    ].join(' '),
  )
}

const cellsOf = (cluster: Cluster, partition: PartitionId, bounds: Bounds): readonly string[] => {
  const { leader, leaderEpoch, isr } = stateOf(cluster, partition)
  return [
    ...brokerCells(cluster, partition),
    ...(idsCanBeTakenOver(bounds) ? [oldCell(cluster, partition)] : []),
    ...(hasClock(bounds) ? [String(bounds.storage?.moments[cluster.now] ?? 0)] : []),
    peerName(leader),
    String(leaderEpoch),
    setOf(isr),
    ...(bounds.kraft?.elr === true ? [elrCell(cluster, partition)] : []),
  ]
}

/** The eligible leader replicas, or the last known leader of a partition that has none. */
const elrCell = (cluster: Cluster, partition: PartitionId): string => {
  const { lastKnownLeader } = registrationOf(cluster, partition)
  const last = lastKnownLeader === NONE ? '' : ` last ${peerName(lastKnownLeader)}`
  return `${setOf(eligibleIn(cluster, partition))}${last}`
}

/** The partition that a step names, or the first that it changed. */
const partitionIn = (before: World, action: Action, after: World): PartitionId => {
  if ('partition' in action) return action.partition
  if ('controllerEpoch' in action) {
    const requests = before.cluster.brokers[action.broker]?.requests ?? []
    return requests.find(({ controllerEpoch }) => controllerEpoch === action.controllerEpoch)?.partition ?? 0
  }
  const [was, is] = [statesOf(before.cluster), statesOf(after.cluster)]
  return Math.max(
    0,
    is.findIndex((state, partition) => state !== was[partition]),
  )
}

/** What a cell is about. */
interface About {
  readonly replica: Replica
  readonly self: BrokerId
  /** As ZooKeeper has it. */
  readonly isr: Brokers
  readonly partition: PartitionId
  readonly names: Names
}

const brokerCell = (broker: Broker, { replica, self, isr, partition, names }: About): string => {
  const { disk, leadership } = replica
  const set = (brokers: Brokers): string => `{${members(brokers).map(names.peer).join(' ')}}`
  const highWatermark = broker.isUp ? replica.highWatermark : disk.highWatermark
  const words = [roleOf(broker, replica, self), logWord(disk, highWatermark, names)]
  if (replica.leader === self && leadership.isr !== isr) words.push(set(leadership.isr))
  if (leadership.pendingIsr !== 0) words.push(`⇒${set(leadership.pendingIsr)}`)
  if (leadership.joining !== 0) words.push(`⋯${set(leadership.isr | leadership.joining)}`)
  broker.fetcherRequests[partition]?.forEach(
    ({ stage }, leader) => stage !== 'idle' && words.push(`${ARROWS[stage]}`.replace('#', names.peer(leader))),
  )
  broker.lateFetches[partition]?.forEach(
    ({ stage }, leader) => stage !== 'idle' && words.push(`†${ARROWS[stage]}`.replace('#', names.peer(leader))),
  )
  if (leadership.deferred.length > 0)
    words.push(`⧗${leadership.deferred.map(({ value }) => names.record(value)).join('')}`)
  if (broker.unreachable !== 0) words.push(`≠${members(broker.unreachable).map(names.peer).join('')}`)
  const requests = broker.requests.filter((request) => request.partition === partition)
  if (requests.length > 0) words.push(`«${requests.map(({ leaderEpoch }) => leaderEpoch).join()}`)
  return words.join(' ')
}

/** The old process, after the broker whose id it has, and the followers that are connected to it. */
const oldCell = (cluster: Cluster, partition: PartitionId): string => {
  const [old] = cluster.old
  if (old === undefined) return ''
  const { id, broker, followers } = old
  const { isr } = stateOf(cluster, partition)
  const replica = broker.replicas[partition] as Replica
  const cell = brokerCell(broker, { replica, self: id, isr, partition, names: USUAL_NAMES })
  const connected = followers[partition] ?? 0
  return `${peerName(id)}: ${cell}${connected === 0 ? '' : ` ⇇${members(connected).map(peerName).join('')}`}`
}

const ARROWS = { fetch: '→#', read: '⇄#', fetched: '←#', epochRequest: '→#?', epochResponse: '←#' } as const

const roleOf = (
  { isUp, isCutOff, isOutOfReach, isStopping, isPaused, hasCleanMarker }: Broker,
  { fetcher, leader, leaderEpoch, disk }: Replica,
  self: BrokerId,
): string => {
  if (!isUp) return hasCleanMarker ? 'down✓' : 'down'
  const isTruncating = fetcher === 'truncating' || fetcher === 'truncatingAgain'
  const isFollower = leader !== self && leader !== NONE
  const isStopped = isFollower && fetcher === 'none'
  const cut = isCutOff && isOutOfReach ? '!' : `${isCutOff ? '!z' : ''}${isOutOfReach ? '!c' : ''}`
  const hasFailed = disk.files.some((files) => files.hasFailed)
  const marks = [
    isTruncating ? '~' : '',
    isStopped ? '×' : '',
    cut,
    isStopping ? '.' : '',
    isPaused ? '=' : '',
    hasFailed ? '⚠' : '',
  ].join('')
  if (leader === NONE && leaderEpoch < 0) return `-${marks}`
  return `${leader === self ? 'L' : 'F'}${leaderEpoch}${marks}`
}
