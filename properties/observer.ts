import { add } from '../kit/bits'
import type { Action } from '../model/actions'
import { asSeenFromOld, onBehalfOf } from '../model/broker/old-process'
import { leads, replaced, replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { wasElectedUncleanly } from '../model/coordinator/coordinator'
import { acknowledgedOffsets, completedAsFollower } from '../model/replica/leader'
import { endOf, extendedBy, recordAt, type Log } from '../model/replica/log'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'
import { firstKeptAfter } from './first-kept'
import { historyOf, type History, type PartitionHistory, type World } from './history'

/** What one step adds to history. Only this file writes it, and it never influences what happens next. */
export const observe = (
  config: Config,
  { cluster: before, history }: World,
  action: Action,
  after: Cluster,
): History => {
  const losses = history.losses + (losesDisk(action) ? 1 : 0)
  let { partitions } = history
  for (let partition = 0; partition < partitions.length; partition++) {
    const past = historyOf(history, partition)
    const present = observePartition(config, past, partition, before, action, after)
    if (present !== past) partitions = replaced(partitions, partition, present)
  }
  return partitions === history.partitions && losses === history.losses ? history : { partitions, losses }
}

/** What is in a log directory that has failed may be gone. */
const losesDisk = ({ type }: Action): boolean =>
  type === 'MachineCrash' || type === 'TakeOverId' || type === 'LoseDisk' || type === 'FailDirectory'

const observePartition = (
  config: Config,
  past: PartitionHistory,
  partition: PartitionId,
  before: Cluster,
  action: Action,
  after: Cluster,
): PartitionHistory => {
  const isOld = after.old.length > 0
  const seen = committed(past.truth, after, partition)
  const truth = isOld ? committed(seen, asSeenFromOld(after), partition) : seen
  const told = past.acknowledged | answered(config, before, action, after, partition)
  const acknowledged =
    isOld && before.old.length > 0 ? told | answeredByOld(config, before, action, after, partition) : told
  const hadUncleanElection = past.hadUncleanElection || wasElectedUncleanly(before, after, partition)
  const firstKept = firstKeptAfter(config, past.firstKept, { before, action, after, partition })
  const isSame =
    truth === past.truth &&
    acknowledged === past.acknowledged &&
    hadUncleanElection === past.hadUncleanElection &&
    firstKept === past.firstKept
  return isSame ? past : { truth, acknowledged, hadUncleanElection, firstKept }
}

/** The truth grows when some leader's high watermark passes its end, by what that leader has there. */
const committed = (truth: Log, cluster: Cluster, partition: PartitionId): Log => {
  let known = truth
  for (let id = 0; id < cluster.brokers.length; id++) {
    const replica = replicaOf(cluster, id, partition)
    const end = endOf(known)
    if (leads(replica, id) && replica.highWatermark > end)
      known = extendedBy(known, replica.disk.log, replica.highWatermark)
  }
  return known
}

/** The records, by value, whose producers were answered with success in this step. */
const answered = (config: Config, before: Cluster, action: Action, after: Cluster, partition: PartitionId): number => {
  const { acks } = config.settings
  if (acks === '0') return 0
  if (acks === '1')
    return action.type === 'Produce' && action.partition === partition ? add(0, before.produced[partition] ?? 0) : 0
  let found = 0
  for (let id = 0; id < after.brokers.length; id++) {
    if (after.brokers[id] === before.brokers[id]) continue
    const [was, is] = [replicaOf(before, id, partition), replicaOf(after, id, partition)]
    if (was === is) continue
    for (const offset of acknowledgedOffsets(config, id, was, is)) {
      const record = recordAt(is.disk.log, offset)
      if (record !== undefined) found = add(found, record.value)
    }
    for (const value of completedAsFollower(was, is)) found = add(found, value)
  }
  return found
}

/** The same, of what the old process answered. */
const answeredByOld: typeof answered = (config, before, action, after, partition) =>
  answered(config, asSeenFromOld(before), onBehalfOf(action) ?? action, asSeenFromOld(after), partition)
