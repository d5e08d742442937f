import { has, size } from '../../kit/bits'
import type { Bounds, Settings } from '../../model/bounds'
import { leads, noLeadership, replicaOf } from '../../model/cluster'
import type { Decisions } from '../../model/versions/decisions'
import { logEnd } from '../../model/replica/disk'
import { endOf, entriesOf, firstDifference, isSameRecord, recordAt } from '../../model/replica/log'
import {
  hasFollowers,
  leaderWhere,
  movesLeader,
  movesLeaderTwice,
  replicasOf,
  somePartition,
  someReplica,
  type Fact,
} from './fact'

/** The ISR can become smaller than min.insync.replicas while a producer waits. */
const mayShrinkTooFar = ({ brokers, faults, records, clients }: Bounds, { minIsr }: Settings): boolean =>
  records > 0 && minIsr > 1 && minIsr <= brokers && faults['isr-shrink'] > brokers - minIsr && !clients

const refusesWithoutQuorum = (settings: Settings, decide: Decisions): boolean =>
  settings.acks === 'all' && decide.refusesProduce(noLeadership({ brokers: 1 }), settings) !== undefined

/** What can become of records. */
export const recordFacts: readonly Fact[] = [
  {
    name: 'a record is committed',
    takes: ({ records }) => records > 0,
    isRequired: true,
    found: somePartition((_, { truth }) => endOf(truth) > 0),
  },
  {
    name: 'a record is acknowledged',
    takes: ({ records }, { acks }) => records > 0 && acks !== '0',
    isRequired: true,
    found: somePartition((_, { acknowledged }) => acknowledged !== 0),
  },
  {
    name: 'a follower has a committed record and does not know that it is committed',
    takes: (bounds) => bounds.records > 0 && hasFollowers(bounds),
    found: someReplica(({ broker, replica, id, history: { truth } }) => {
      const { highWatermark, disk } = replica
      const isCommitted = isSameRecord(recordAt(disk.log, highWatermark), recordAt(truth, highWatermark))
      return broker.isUp && !leads(replica, id) && isCommitted
    }),
  },
  {
    name: 'two replicas hold different records at one offset',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 1,
    found: someReplica(({ cluster, partition, replica: { disk: a } }) =>
      replicasOf(cluster, partition).some(
        ({ disk: b }) => firstDifference(a.log, b.log, Math.min(logEnd(a), logEnd(b))) >= 0,
      ),
    ),
  },
  {
    name: 'an epoch without records stands in an epoch cache',
    takes: movesLeader,
    found: someReplica(({ replica: { disk } }) => disk.epochs.at(-1)?.startOffset === logEnd(disk)),
  },
  {
    name: 'a follower has a high watermark beyond its log end',
    takes: (bounds) => movesLeaderTwice(bounds) && bounds.records > 1,
    found: someReplica(({ broker, replica }) => broker.isUp && replica.highWatermark > logEnd(replica.disk)),
  },
  {
    name: 'a replica outside the ISR has everything committed',
    takes: (bounds) => bounds.faults['isr-shrink'] > 0 && bounds.records > 0 && hasFollowers(bounds),
    found: someReplica(
      ({ replica, id, state, history: { truth } }) =>
        endOf(truth) > 0 && !has(state.isr, id) && firstDifference(truth, replica.disk.log, endOf(truth)) < 0,
    ),
  },
  {
    name: 'a record is committed, and its producer is not told',
    takes: (bounds, { acks }) => acks === 'all' && movesLeader(bounds) && bounds.records > 0,
    found: somePartition((_, { truth, acknowledged }) => endOf(truth) > size(acknowledged)),
  },
  {
    name: 'a consumer may read a record whose producer got NOT_ENOUGH_REPLICAS_AFTER_APPEND',
    takes: (bounds, settings, decide) => mayShrinkTooFar(bounds, settings) && refusesWithoutQuorum(settings, decide),
    found: leaderWhere(({ replica, history: { acknowledged } }) =>
      // Its own records below its high watermark have no producer that still waits. Who was not told success was refused.
      entriesOf(replica.disk.log).some(
        ({ offset, record: { value, epoch } }) =>
          epoch === replica.leaderEpoch && offset < replica.highWatermark && !has(acknowledged, value),
      ),
    ),
  },
  {
    name: 'a record is committed, and nobody who runs knows it',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: somePartition(
      (_, { truth }, { cluster }, partition) =>
        endOf(truth) > 0 &&
        cluster.brokers.every(
          ({ isUp }, id) => !isUp || replicaOf(cluster, id, partition).highWatermark < endOf(truth),
        ),
    ),
  },
  {
    name: 'a record is gone from every log',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 1,
    found: somePartition((_state, _history, { cluster }, partition) => {
      const logs = replicasOf(cluster, partition).map(({ disk }) => entriesOf(disk.log))
      return new Set(logs.flat().map(({ record }) => record.value)).size < (cluster.produced[partition] ?? 0)
    }),
  },
  {
    name: 'a follower has more records than its leader',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: someReplica(({ broker, replica, cluster, partition }) => {
      const leader = replicasOf(cluster, partition)[replica.leader]
      return broker.isUp && leader !== undefined && logEnd(replica.disk) > logEnd(leader.disk)
    }),
  },
  {
    name: 'a log has records of three epochs',
    takes: ({ epochs, records, ...bounds }) => epochs > 2 && records > 2 && movesLeader({ epochs, records, ...bounds }),
    found: someReplica(
      ({ replica: { disk } }) => new Set(entriesOf(disk.log).map(({ record }) => record.epoch)).size > 2,
    ),
  },
]
