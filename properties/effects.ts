/**
 * What one step told producers, consumers and followers, beside success. All of it follows from the step: the cluster
 * before it, the action, and the cluster after it. So nothing is kept, and no two states differ because of it.
 */
import { isRefused } from '../kit/refused'
import type { Action } from '../model/actions'
import { asSeenFromOld, onBehalfOf } from '../model/broker/old-process'
import { brokerOf, fetcherRequestOf, leads, replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { logEnd } from '../model/replica/disk'
import { isWanted } from '../model/broker/fetcher'
import { nextFetch } from '../model/replica/divergence'
import { readError } from '../model/replica/fetch-errors'
import { isrLock } from '../model/replica/isr'
import { appendedOffsets } from '../model/replica/leader'
import { entriesOf, recordAt } from '../model/replica/log'
import { leaderFor } from '../model/replica/replication'
import { refusalOf } from '../model/replica/produce'
import { readable } from '../model/replica/read'
import type { Cluster, FetchError, Replica } from '../model/state'
import type { BrokerId, PartitionId } from '../model/values'

/**
 * How the wait of a producer with acks=all ends without success. afterAppend: the record is committed, and the ISR is too
 * small. notLeader: its broker has become a follower. noAnswer: the process of its broker has ended. timedOut: its time is up.
 */
export type Ending = 'afterAppend' | 'notLeader' | 'noAnswer' | 'timedOut'

export interface Unacknowledged {
  /** The broker at which its producer waited. */
  readonly broker: BrokerId
  readonly value: number
  readonly ending: Ending
}

/** The step from `before` to `after`. */
export interface Taken {
  readonly before: Cluster
  readonly action: Action
  readonly after: Cluster
}

/** A step of an old process as one of the broker in whose place it is. */
const asTakenByOld = (taken: Taken): Taken => {
  const action = onBehalfOf(taken.action)
  if (action === undefined || taken.after.old.length === 0) return taken
  return { ...seenFromOld(taken), action }
}

/** The producers that stop waiting in this step, and are not told that their record is safe: DelayedProduce.tryComplete. */
export const unacknowledged = (config: Config, taken: Taken, partition: PartitionId): readonly Unacknowledged[] => {
  const { before, action, after } = taken
  const [old] = before.old
  // Who waits at the process whose id is taken over goes on waiting there.
  if (action.type === 'TakeOverId') return []
  const ended = endedAt(config, taken, partition)
  if (old === undefined) return ended
  if (after.old.length > 0)
    return [...ended, ...endedAt(config, seenFromOld(taken), partition).filter(({ broker }) => broker === old.id)]
  const was = old.broker.replicas[partition]
  return was === undefined || !leads(was, old.id)
    ? ended
    : [...ended, ...endings(old.id, was, was.leadership.purgatory, 'noAnswer')]
}

const seenFromOld = ({ before, action, after }: Taken): Taken => ({
  before: asSeenFromOld(before),
  action,
  after: asSeenFromOld(after),
})

const endedAt = (config: Config, { before, action, after }: Taken, partition: PartitionId): readonly Unacknowledged[] =>
  before.brokers.flatMap((broker, id) => {
    if (broker === after.brokers[id]) return []
    const [was, is] = [replicaOf(before, id, partition), replicaOf(after, id, partition)]
    if (was === is || !leads(was, id)) return []
    if (!leads(is, id)) {
      const ended = endings(id, was, was.leadership.purgatory, brokerOf(after, id).isUp ? 'notLeader' : 'noAnswer')
      return ended.filter(({ value }) => !is.leadership.deferred.some((waits) => waits.value === value))
    }
    if (action.type === 'TimeOutProducer') return endings(id, was, was.leadership.purgatory.slice(0, 1), 'timedOut')
    if (config.decide.acknowledges(is.leadership, config.settings)) return []
    return endings(id, is, waitedFor(config, was, is), 'afterAppend')
  })

const endings = (
  broker: BrokerId,
  { disk }: Replica,
  offsets: readonly number[],
  ending: Ending,
): readonly Unacknowledged[] =>
  offsets.flatMap((offset) => {
    const record = recordAt(disk.log, offset)
    return record === undefined ? [] : [{ broker, value: record.value, ending }]
  })

/** The offsets that the high watermark has passed in this step. */
const waitedFor = ({ settings }: Config, was: Replica, is: Replica): readonly number[] => {
  const appended = settings.acks === 'all' ? appendedOffsets(was.disk, is.disk) : []
  const waits = is.leadership.purgatory
  return [...was.leadership.purgatory, ...appended].filter(
    (offset) => offset < is.highWatermark && !waits.includes(offset),
  )
}

/** Why a producer is refused in this step before anything is appended. Undefined: none is. */
export const producerRefused = (config: Config, { before, action }: Taken, partition: PartitionId): Refusal =>
  action.type === 'RefuseProducer' && action.partition === partition
    ? refusalOf(config, replicaOf(before, action.broker, partition), action.broker)
    : undefined

type Refusal = ReturnType<typeof refusalOf>

/** The records, by value, that a consumer is given in this step. */
export const recordsRead = (taken: Taken, partition: PartitionId): readonly number[] => {
  const { before, action } = asTakenByOld(taken)
  return action.type === 'ConsumerFetch' && action.partition === partition
    ? entriesOf(readable(replicaOf(before, action.broker, partition))).map(({ record }) => record.value)
    : []
}

/** What a follower was told instead of records. */
export interface FollowerTold {
  readonly error: Exclude<FetchError, 'none'>
  readonly follower: BrokerId
  /** Where its log and that of its leader end, if its process exits because it is ahead of its leader. */
  readonly exits?: { readonly logEnd: number; readonly leaderEnd: number }
  /** Where it cuts its log because of that. */
  readonly cutAt?: number
}

/** The error that a follower hears in this step, and what it does then. */
export const followerTold = (config: Config, taken: Taken, partition: PartitionId): FollowerTold | undefined => {
  const { before, action, after } = taken
  if (action.type !== 'Fetch' && action.type !== 'Truncate' && action.type !== 'Receive') return undefined
  if (action.partition !== partition) return undefined
  const error = errorIn(config, before, action, after)
  if (error === 'none') return undefined
  const { follower } = action
  const [was, is] = [replicaOf(before, follower, partition), replicaOf(after, follower, partition)]
  const told = { error, follower }
  if (error !== 'outOfRange') return told
  const [end, newEnd] = [logEnd(was.disk), logEnd(is.disk)]
  if (!brokerOf(after, follower).isUp)
    return { ...told, exits: { logEnd: end, leaderEnd: logEnd(replicaOf(before, was.leader, partition).disk) } }
  return newEnd < end ? { ...told, cutAt: newEnd } : told
}

type Followers = Extract<Action, { readonly type: 'Fetch' | 'Truncate' | 'Receive' }>

const errorIn = (config: Config, before: Cluster, action: Followers, after: Cluster): FetchError => {
  const { follower, partition } = action
  const replica = replicaOf(before, follower, partition)
  if (action.type === 'Fetch') {
    const leader = leaderFor(before, follower, partition)
    // A leader that waits for ZooKeeper now answers nobody.
    if (isrLock(config, replicaOf(after, replica.leader, partition)) !== undefined) return 'none'
    return isRefused(leader) ? 'none' : readError(config, leader, nextFetch(config, replica))
  }
  const isFenced = replicaOf(after, follower, partition).fetcher === 'none' && replica.fetcher !== 'none'
  if (action.type === 'Truncate') return isFenced ? 'fenced' : 'none'
  const answer = fetcherRequestOf(before, follower, action.leader, partition)
  if (answer?.stage !== 'fetched') return isFenced ? 'fenced' : 'none'
  return isWanted(config, replica, action.leader, answer) ? answer.error : 'none'
}
