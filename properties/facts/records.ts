import { has, size } from '../../kit/bits'
import { leads } from '../../model/cluster'
import { logEnd } from '../../model/replica/log'
import { firstDifference, isSame } from '../logs'
import { movesLeader, movesLeaderTwice, someBroker, somePair, type Fact } from './fact'

/** What can become of records. */
export const recordFacts: readonly Fact[] = [
  {
    name: 'a record is committed',
    takes: ({ records }) => records > 0,
    isRequired: true,
    found: ({ history }) => history.truth.length > 0,
  },
  {
    name: 'a record is acknowledged',
    takes: ({ records }, { acks }) => records > 0 && acks !== '0',
    isRequired: true,
    found: ({ history }) => history.acknowledged !== 0,
  },
  {
    name: 'a follower has a committed record and does not know that it is committed',
    takes: ({ records }) => records > 0,
    found: (world) =>
      someBroker(({ isUp, replica }, id) => {
        const { highWatermark, disk } = replica
        return isUp && !leads(replica, id) && isSame(disk.log[highWatermark], world.history.truth[highWatermark])
      })(world),
  },
  {
    name: 'two replicas hold different records at one offset',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 1,
    found: somePair(({ replica: { disk: a } }, { replica: { disk: b } }) => {
      return firstDifference(a.log, b.log, Math.min(logEnd(a), logEnd(b))) >= 0
    }),
  },
  {
    name: 'an epoch without records stands in an epoch cache',
    takes: movesLeader,
    found: someBroker(({ replica: { disk } }) => disk.epochs.at(-1)?.startOffset === logEnd(disk)),
  },
  {
    name: 'a follower has a high watermark beyond its log end',
    takes: (bounds) => movesLeaderTwice(bounds) && bounds.records > 1,
    found: someBroker(({ isUp, replica }) => isUp && replica.highWatermark > logEnd(replica.disk)),
  },
  {
    name: 'a replica outside the ISR has everything committed',
    takes: ({ faults, records }) => faults['isr-shrink'] > 0 && records > 0,
    found: ({ cluster: { zk, brokers }, history: { truth } }) =>
      truth.length > 0 &&
      brokers.some(({ replica }, id) => !has(zk.isr, id) && firstDifference(truth, replica.disk.log, truth.length) < 0),
  },
  {
    name: 'a record is committed, and its producer is not told',
    takes: (bounds, { acks }) => acks === 'all' && movesLeader(bounds) && bounds.records > 0,
    found: ({ history: { truth, acknowledged } }) => truth.length > size(acknowledged),
  },
  {
    name: 'a record is committed, and nobody who runs knows it',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: ({ cluster: { brokers }, history: { truth } }) =>
      truth.length > 0 && brokers.every(({ isUp, replica }) => !isUp || replica.highWatermark < truth.length),
  },
  {
    name: 'a record is gone from every log',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 1,
    found: ({ cluster: { brokers, produced } }) => {
      const kept = new Set(brokers.flatMap(({ replica }) => replica.disk.log.map(({ value }) => value)))
      return kept.size < produced
    },
  },
  {
    name: 'a follower has more records than its leader',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: someBroker(({ isUp, replica }, _, { brokers }) => {
      const leader = brokers[replica.leader]
      return isUp && leader !== undefined && logEnd(replica.disk) > logEnd(leader.replica.disk)
    }),
  },
  {
    name: 'a log has records of three epochs',
    takes: ({ epochs, records, ...bounds }) => epochs > 2 && records > 2 && movesLeader({ epochs, records, ...bounds }),
    found: someBroker(({ replica: { disk } }) => new Set(disk.log.map(({ epoch }) => epoch)).size > 2),
  },
]
