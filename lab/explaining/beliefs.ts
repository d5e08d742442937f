/** Who believes what that is false: the view of each broker and of the controller, against what is so now. */
import { members } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import {
  eligibleIn,
  liveBrokers,
  partitionCount,
  stateOf,
  type PartitionState,
} from '../../model/coordinator/coordinator'
import { logEnd } from '../../model/replica/disk'
import { endOf, firstDifference, recordAt } from '../../model/replica/log'
import type { Broker, Cluster, Replica } from '../../model/state'
import { historyOf, type PartitionHistory, type World } from '../../properties/history'
import { named, recordName, setOf } from '../../properties/words'

/** A false belief: whose it is, and the sentence. */
export interface Belief {
  /** The broker that believes it; NONE: the controller. */
  readonly who: number
  readonly says: string
}

/** By rules, in one fixed order: what the controller believes, then broker by broker. */
export const beliefsIn = (world: World): readonly Belief[] => {
  const { cluster } = world
  const count = partitionCount(cluster)
  return Array.from({ length: count }, (_, partition) => {
    const about = {
      world,
      agreed: stateOf(cluster, partition),
      history: historyOf(world.history, partition),
      partition,
    }
    const found = [
      ...ofController(about),
      ...cluster.brokers.flatMap((broker, id) => (broker.isUp ? ofBroker(about, broker, id) : [])),
    ]
    return count === 1 ? found : found.map(({ who, says }) => ({ who, says: `partition ${partition}: ${says}` }))
  }).flat()
}

interface About {
  readonly world: World
  readonly agreed: PartitionState
  readonly history: PartitionHistory
  readonly partition: number
}

const ofController = (about: About): readonly Belief[] => {
  const { cluster } = about.world
  const live = members(liveBrokers(cluster)).filter((id) => cluster.brokers[id]?.isUp === false)
  const isr = about.agreed.isr
  const eligible = eligibleIn(cluster, about.partition)
  return [
    ...live.map((id) => `the controller takes ${named(id)} for alive; it is down`),
    ...incomplete(about, isr, `the ISR is ${setOf(isr)}, so`),
    ...incomplete(about, eligible, `the eligible leader replicas are ${setOf(eligible)}, so`),
  ].map((says) => ({ who: NONE, says }))
}

/** Those of a set that is taken for complete that lack a committed record. */
const incomplete = (
  { world: { cluster }, history: { truth }, partition }: About,
  ids: number,
  because: string,
): readonly string[] =>
  members(ids).flatMap((id) => {
    const replica = replicaIn(cluster, id, partition)
    const offset = replica === undefined ? -1 : firstDifference(truth, replica.disk.log, endOf(truth))
    if (offset < 0) return []
    const record = recordName(recordAt(truth, offset))
    return [`${because} ${named(id)} counts as complete; it lacks ${record} at offset ${offset}, which is committed`]
  })

const ofBroker = (about: About, broker: Broker, id: number): readonly Belief[] => {
  const replica = broker.replicas[about.partition]
  if (replica === undefined) return []
  return [
    ...ofHighWatermark(about, replica, id),
    ...ofEpoch(about, replica, id),
    ...ofLog(about, replica, id),
    ...ofLeadership(about, replica, id),
    ...ofProposal(about, broker, id),
  ].map((says) => ({ who: id, says }))
}

const ofEpoch = ({ agreed }: About, { leader, leaderEpoch }: Replica, id: number): readonly string[] => {
  if (leader === NONE && agreed.leader === id)
    return [`${named(id)} knows of no leader; the controller has ${named(id)}, epoch ${agreed.leaderEpoch}`]
  if (leader === NONE || leaderEpoch >= agreed.leaderEpoch) return []
  const role = leader === id ? 'that it leads' : `that ${named(leader)} leads`
  const now = agreed.leader === NONE ? 'there is no leader' : `the controller has ${named(agreed.leader)}`
  return [`${named(id)} believes ${role} in epoch ${leaderEpoch}; ${now}, epoch ${agreed.leaderEpoch}`]
}

/** A high watermark that is behind is harmless, until somebody decides by it. It is said of brokers that have the records. */
const ofHighWatermark = (
  { history: { truth } }: About,
  { highWatermark, disk }: Replica,
  id: number,
): readonly string[] => {
  const end = endOf(truth)
  if (highWatermark >= end || logEnd(disk) <= highWatermark) return []
  const known = highWatermark === 0 ? 'nothing' : `only offsets below ${highWatermark}`
  return [
    `${named(id)} takes ${known} for committed (its high watermark is ${highWatermark}); offsets below ${end} are committed`,
  ]
}

/** A follower that fetches takes its log for a beginning of the log of its leader. */
const ofLog = (
  { world: { cluster }, partition }: About,
  { leader, fetcher, disk }: Replica,
  id: number,
): readonly string[] => {
  const there = leader === NONE || leader === id ? undefined : replicaIn(cluster, leader, partition)
  if (there === undefined || fetcher !== 'fetching') return []
  const end = Math.min(logEnd(disk), logEnd(there.disk))
  const offset = firstDifference(disk.log, there.disk.log, end)
  if (offset < 0) return []
  const [own, other] = [recordName(recordAt(disk.log, offset)), recordName(recordAt(there.disk.log, offset))]
  return [
    `${named(id)} fetches as if its log agreed with that of its leader, ${named(leader)}; at offset ${offset} it has ${own}, and ${named(leader)} has ${other}`,
  ]
}

const ofLeadership = (
  { world: { cluster }, agreed, partition }: About,
  replica: Replica,
  id: number,
): readonly string[] => {
  if (replica.leader !== id) return []
  const { isr, remoteLogEnds } = replica.leadership
  const isOld = replica.leaderEpoch < agreed.leaderEpoch
  const ends = members(isr).flatMap((other) => {
    const told = remoteLogEnds[other]
    const there = replicaIn(cluster, other, partition)
    if (other === id || told === undefined || there === undefined || told <= logEnd(there.disk)) return []
    return [`${named(id)} counts on ${named(other)} up to offset ${told}; its log ends at ${logEnd(there.disk)}`]
  })
  const ids = isr === agreed.isr || isOld ? [] : [`${named(id)} counts the ISR as ${setOf(isr)}; ${agreedWord(agreed)}`]
  return [...ids, ...ends]
}

/** An ISR that a leader has proposed, and that the controller has not handled. With ZooKeeper, one that it writes. */
const ofProposal = (about: About, { kraft: [member], replicas }: Broker, id: number): readonly string[] => {
  const replica = replicas[about.partition]
  const request = member?.alterPartitions[about.partition]
  const written = replica?.leader === id ? replica.leadership.pendingIsr : 0
  const proposed = request?.stage === 'request' ? request.isr : written
  return incomplete(about, proposed & ~about.agreed.isr, `${named(id)} has proposed the ISR ${setOf(proposed)}, so`)
}

const agreedWord = ({ isr }: PartitionState): string => `the ISR that was agreed is ${setOf(isr)}`

const replicaIn = ({ brokers }: Cluster, id: number, partition: number): Replica | undefined =>
  brokers[id]?.replicas[partition]

/** Those of the brokers that a step is about come first, then those of the controller. */
export const nearest = (beliefs: readonly Belief[], brokers: readonly number[]): readonly string[] => {
  const rank = ({ who }: Belief): number => {
    if (who === NONE) return brokers.length
    const at = brokers.indexOf(who)
    return at < 0 ? brokers.length + 1 : at
  }
  return beliefs
    .map((belief, index) => ({ belief, index }))
    .sort((one, other) => rank(one.belief) - rank(other.belief) || one.index - other.index)
    .map(({ belief }) => belief.says)
}
