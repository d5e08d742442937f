import { has, isSubset, only, size } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { leads } from '../../model/cluster'
import type { World } from '../world'
import { faulty, leaderWhere, movesLeader, movesLeaderTwice, someBroker, type Fact } from './fact'

/** What can become of leaders, followers and the ISR. */
export const leaderFacts: readonly Fact[] = [
  {
    name: 'a producer waits at a leader that has been replaced',
    takes: (bounds, { acks }) => movesLeader(bounds) && acks === 'all',
    found: leaderWhere(
      ({ replica }, id, { cluster }) => replica.leadership.purgatory !== 0 && cluster.zk.leader !== id,
    ),
  },
  { name: 'two brokers lead at once', takes: movesLeader, found: (world) => leadersOf(world) > 1 },
  {
    name: 'a new leader has a high watermark below what is committed',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: leaderWhere(({ replica }, id, { cluster, history }) => {
      const isCurrent = cluster.zk.leader === id && cluster.zk.leaderEpoch === replica.leaderEpoch
      return isCurrent && replica.highWatermark < history.truth.length
    }),
  },
  {
    name: 'a follower is to truncate',
    takes: movesLeader,
    found: someBroker(({ replica: { fetcher } }) => fetcher === 'truncating'),
  },
  {
    name: 'a broker is two leader epochs behind',
    takes: movesLeaderTwice,
    found: someBroker(
      ({ isUp, replica }, _, { zk }) => isUp && replica.leaderEpoch >= 0 && replica.leaderEpoch + 2 <= zk.leaderEpoch,
    ),
  },
  {
    name: 'the cached zkVersion of a leader is stale',
    takes: movesLeader,
    found: leaderWhere(({ replica }) => !replica.leadership.zkVersionIsCurrent),
  },
  {
    name: 'the ISR is the leader alone',
    takes: (bounds) => faulty('isr-shrink', 'process-crash', 'machine-crash', 'clean-shutdown', 'cut-off')(bounds),
    found: ({ cluster: { zk } }) => zk.leader !== NONE && zk.isr === only(zk.leader),
  },
  {
    name: 'the ISR is smaller than min.insync.replicas',
    takes: ({ brokers, faults }, { minIsr }) => minIsr > 1 && faults['isr-shrink'] > brokers - minIsr,
    found: ({ cluster: { zk } }) => size(zk.isr) === 1,
  },
  {
    name: 'a leader was elected from outside the ISR',
    takes: ({ epochs, faults }, { uncleanElection }) =>
      uncleanElection && epochs > 2 && faults['isr-shrink'] > 1 && faults['process-crash'] > 0,
    found: ({ history }) => history.hadUncleanElection,
  },
  {
    name: 'a leader does not know what a member of its ISR has',
    takes: movesLeader,
    found: leaderWhere(({ replica: { leadership } }, id, { cluster: { brokers } }) =>
      brokers.some((_, other) => other !== id && has(leadership.isr, other) && leadership.logEnds[other] === NONE),
    ),
  },
  {
    name: 'a leader counts on a broker that has left the ISR in ZooKeeper',
    takes: movesLeader,
    found: leaderWhere(({ replica: { leadership } }, _, { cluster: { zk } }) => !isSubset(leadership.isr, zk.isr)),
  },
  {
    name: 'a leader does not count on a broker that is in the ISR in ZooKeeper',
    takes: (bounds) => movesLeader(bounds) && faulty('isr-shrink', 'process-crash', 'clean-shutdown')(bounds),
    found: leaderWhere(({ replica: { leadership } }, _, { cluster: { zk } }) => !isSubset(zk.isr, leadership.isr)),
  },
  {
    name: 'a follower is to ask a second time where an epoch ends',
    takes: (bounds) => bounds.epochs > 3 && bounds.records > 1 && bounds.faults['leader-move'] > 2,
    found: someBroker(({ replica: { fetcher } }) => fetcher === 'converging'),
  },
  {
    name: 'a leader waits for the start of its epoch to be replicated',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: leaderWhere(({ replica: { highWatermark, leadership } }) => highWatermark < leadership.startOffset),
  },
]

const leadersOf = ({ cluster: { brokers } }: World): number =>
  brokers.filter(({ replica }, id) => leads(replica, id)).length
