import { has, isSubset, members, only, size } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import type { Bounds } from '../../model/bounds'
import { leads } from '../../model/cluster'
import { logEnd } from '../../model/replica/disk'
import { endOf } from '../../model/replica/log'
import type { Cluster } from '../../model/state'
import type { PartitionId } from '../../model/values'
import {
  faulty,
  leaderWhere,
  movesLeader,
  movesLeaderTwice,
  replicasOf,
  somePartition,
  someReplica,
  type Fact,
} from './fact'

const losesIsrAnswers = ({ faults }: Bounds): boolean => faults['lost-zk-answer'] > 0 && faults['isr-shrink'] > 0

/** What can become of leaders, followers and the ISR. */
export const leaderFacts: readonly Fact[] = [
  {
    name: 'a producer waits at a leader that has been replaced',
    takes: (bounds, { acks }) => movesLeader(bounds) && acks === 'all',
    found: leaderWhere(({ replica, id, state }) => replica.leadership.purgatory.length > 0 && state.leader !== id),
  },
  {
    name: 'two brokers lead at once',
    takes: movesLeader,
    found: somePartition((_state, _history, { cluster }, partition) => leadersOf(cluster, partition) > 1),
  },
  {
    name: 'a new leader has a high watermark below what is committed',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: leaderWhere(({ replica, id, state, history }) => {
      const isCurrent = state.leader === id && state.leaderEpoch === replica.leaderEpoch
      return isCurrent && replica.highWatermark < endOf(history.truth)
    }),
  },
  {
    name: 'a follower is to truncate',
    takes: movesLeader,
    found: someReplica(({ replica: { fetcher } }) => fetcher === 'truncating'),
  },
  {
    name: 'a fenced follower has stopped',
    takes: movesLeaderTwice,
    found: someReplica(
      ({ broker, replica: { leader, fetcher }, id }) =>
        broker.isUp && !broker.isStopping && leader !== NONE && leader !== id && fetcher === 'none',
    ),
  },
  {
    name: 'a broker is two leader epochs behind',
    takes: movesLeaderTwice,
    found: someReplica(
      ({ broker, replica: { leaderEpoch }, state }) =>
        broker.isUp && leaderEpoch >= 0 && leaderEpoch + 2 <= state.leaderEpoch,
    ),
  },
  {
    name: 'the cached zkVersion of a leader is stale',
    isOfZooKeeper: true,
    takes: movesLeader,
    found: leaderWhere(({ replica }) => !replica.leadership.zkVersionIsCurrent),
  },
  {
    name: 'the ISR is the leader alone',
    takes: (bounds) => faulty('isr-shrink', 'process-crash', 'machine-crash', 'clean-shutdown', 'cut-off')(bounds),
    found: somePartition(({ leader, isr }) => leader !== NONE && isr === only(leader)),
  },
  {
    name: 'the ISR is smaller than min.insync.replicas',
    takes: ({ brokers, faults }, { minIsr }) => minIsr > 1 && faults['isr-shrink'] > brokers - minIsr,
    found: somePartition(({ isr }) => size(isr) === 1),
  },
  {
    name: 'a leader was elected from outside the ISR',
    takes: ({ epochs, faults }, { uncleanElection }) =>
      uncleanElection && epochs > 2 && faults['isr-shrink'] > 1 && faults['process-crash'] > 0,
    found: somePartition((_, { hadUncleanElection }) => hadUncleanElection),
  },
  {
    name: 'a leader does not know what a member of its ISR has',
    takes: movesLeader,
    found: leaderWhere(({ replica: { leadership }, id, cluster: { brokers } }) =>
      brokers.some(
        (_, other) => other !== id && has(leadership.isr, other) && leadership.remoteLogEnds[other] === NONE,
      ),
    ),
  },
  {
    name: 'a leader counts on a broker that has left the ISR in ZooKeeper',
    isOfZooKeeper: true,
    takes: movesLeader,
    found: leaderWhere(({ replica: { leadership }, state }) => !isSubset(leadership.isr, state.isr)),
  },
  {
    name: 'a leader does not count on a broker that is in the ISR in ZooKeeper',
    isOfZooKeeper: true,
    takes: (bounds) => movesLeader(bounds) && faulty('isr-shrink', 'process-crash', 'clean-shutdown')(bounds),
    found: leaderWhere(({ replica: { leadership }, state }) => !isSubset(state.isr, leadership.isr)),
  },
  {
    name: 'a leader has written an ISR, and has no answer yet',
    isOfZooKeeper: true,
    takes: losesIsrAnswers,
    found: leaderWhere(({ replica: { leadership } }) => leadership.pendingIsr !== 0),
  },
  {
    name: 'the controller has written while a leader waits for the answer to its own ISR',
    isOfZooKeeper: true,
    takes: (bounds) => losesIsrAnswers(bounds) && movesLeader(bounds),
    found: leaderWhere(({ replica: { leadership } }) => leadership.pendingIsr !== 0 && !leadership.zkVersionIsCurrent),
  },
  {
    name: 'a leader keeps its old ISR, although it has written another',
    isOfZooKeeper: true,
    takes: losesIsrAnswers,
    found: leaderWhere(
      ({ replica: { leadership, leaderEpoch }, id, state }) =>
        state.leader === id &&
        state.leaderEpoch === leaderEpoch &&
        leadership.pendingIsr === 0 &&
        leadership.isr !== state.isr,
    ),
  },
  {
    name: 'the high watermark waits for a replica outside the ISR that was caught up a short while ago',
    takes: (bounds) => bounds.lagClock && losesIsrAnswers(bounds),
    found: leaderWhere(({ replica: { highWatermark, disk, leadership } }) =>
      members(leadership.caughtUp & ~leadership.isr).some(
        (other) => leadership.remoteLogEnds[other] === highWatermark && highWatermark < logEnd(disk),
      ),
    ),
  },
  {
    name: 'a follower is to ask a second time where an epoch ends',
    takes: (bounds) => bounds.epochs > 3 && bounds.records > 1 && bounds.faults['leader-move'] > 2,
    found: someReplica(({ replica: { fetcher } }) => fetcher === 'truncatingAgain'),
  },
  {
    name: 'a leader waits for the start of its epoch to be replicated',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 0,
    found: leaderWhere(({ replica: { highWatermark, leadership } }) => highWatermark < leadership.startOffset),
  },
]

const leadersOf = (cluster: Cluster, partition: PartitionId): number =>
  replicasOf(cluster, partition).filter((replica, id) => leads(replica, id)).length
