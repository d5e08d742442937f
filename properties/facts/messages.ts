import { canBeReborn, canStop, type Bounds } from '../../model/bounds'
import { brokerOf, mayWait, replicaOf } from '../../model/cluster'
import { controllerEpochOf } from '../../model/coordinator/coordinator'
import { logEnd } from '../../model/replica/disk'
import { isSameRecord, recordAt } from '../../model/replica/log'
import type { FetcherRequest, Replica, Stage } from '../../model/state'
import type { BrokerId } from '../../model/values'
import { faulty, hasFollowers, movesLeader, movesLeaderTwice, someBroker, someReplica, type Fact } from './fact'

const isFine = (bounds: Bounds): boolean => bounds.grain === 'message' && hasFollowers(bounds)

const isAnswer = (stage: Stage): boolean => stage === 'fetched' || stage === 'epochResponse'

/** Something under way between a follower and a leader about one partition. */
interface Conversation {
  readonly fetcherRequest: FetcherRequest
  readonly follower: Replica
  readonly leader: Replica
  readonly leaderId: BrokerId
  readonly leaderIsUp: boolean
}

const someFetcherRequest = (is: (between: Conversation) => boolean): Fact['found'] =>
  someReplica(({ cluster, partition, broker, replica }) =>
    (broker.fetcherRequests[partition] ?? []).some(
      (fetcherRequest, leaderId) =>
        fetcherRequest.stage !== 'idle' &&
        is({
          fetcherRequest,
          follower: replica,
          leader: replicaOf(cluster, leaderId, partition),
          leaderId,
          leaderIsUp: brokerOf(cluster, leaderId).isUp,
        }),
    ),
  )

/** What can be on its way. */
export const messageFacts: readonly Fact[] = [
  {
    name: 'two LeaderAndIsr requests are on their way to one broker',
    isOfZooKeeper: true,
    takes: movesLeaderTwice,
    found: someBroker(({ requests }) => requests.length > 1),
  },
  {
    name: 'a request of a replaced controller is still on its way',
    isOfZooKeeper: true,
    takes: ({ faults }) => faults['controller-failover'] > 0,
    found: someBroker(({ requests }, _, cluster) =>
      requests.some(({ controllerEpoch }) => controllerEpoch < controllerEpochOf(cluster)),
    ),
  },
  {
    name: 'a request is on its way to a process that does not exist any more',
    isOfZooKeeper: true,
    takes: canBeReborn,
    found: someBroker(({ requests }) => requests.some(({ hasStaleBrokerEpoch }) => hasStaleBrokerEpoch)),
  },
  {
    name: 'a request that was obeyed is to be handled again',
    isOfZooKeeper: true,
    takes: faulty('repeated-request'),
    found: someBroker(({ requests, replicas, controllerEpoch }) =>
      requests.some(
        (one) => one.leaderEpoch === replicas[one.partition]?.leaderEpoch && one.controllerEpoch === controllerEpoch,
      ),
    ),
  },
  {
    name: 'requests of two controllers are on their way to one broker',
    isOfZooKeeper: true,
    takes: (bounds) => movesLeader(bounds) && faulty('controller-failover')(bounds),
    found: someBroker(({ requests }) => new Set(requests.map(({ controllerEpoch }) => controllerEpoch)).size > 1),
  },
  {
    name: 'a fetch is on its way to a broker that does not lead',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someFetcherRequest(
      ({ fetcherRequest, leader, leaderId }) => fetcherRequest.stage === 'fetch' && leader.leader !== leaderId,
    ),
  },
  {
    name: 'a fetch of an older epoch is on its way to a leader',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someFetcherRequest(
      ({ fetcherRequest: { stage, leaderEpoch }, leader, leaderId }) =>
        stage === 'fetch' && leader.leader === leaderId && leaderEpoch < leader.leaderEpoch,
    ),
  },
  {
    name: 'an answer is on its way to a follower that follows another',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someFetcherRequest(
      ({ fetcherRequest, follower, leaderId }) => isAnswer(fetcherRequest.stage) && follower.leader !== leaderId,
    ),
  },
  {
    name: 'an answer about epochs is on its way to a follower in a newer epoch',
    takes: (bounds) => isFine(bounds) && movesLeaderTwice(bounds),
    found: someFetcherRequest(
      ({ fetcherRequest: { stage, leaderEpoch }, follower, leaderId }) =>
        stage === 'epochResponse' && follower.leader === leaderId && leaderEpoch < follower.leaderEpoch,
    ),
  },
  {
    name: 'the answer of a broker that is down is still on its way',
    takes: (bounds) => isFine(bounds) && canStop(bounds),
    found: someFetcherRequest(({ fetcherRequest, leaderIsUp }) => isAnswer(fetcherRequest.stage) && !leaderIsUp),
  },
  {
    name: 'an answer carries a record that its sender has truncated',
    takes: (bounds) => isFine(bounds) && movesLeaderTwice(bounds) && bounds.records > 0,
    found: someFetcherRequest(
      ({ fetcherRequest: { records, fetchOffset }, leader }) =>
        records.length > 0 && !isSameRecord(recordAt(leader.disk.log, fetchOffset), records[0]),
    ),
  },
  {
    name: 'a follower is told that it is out of range',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds) && bounds.records > 0,
    found: someFetcherRequest(({ fetcherRequest: { stage, error } }) => stage === 'fetched' && error === 'outOfRange'),
  },
  {
    name: 'a fetch of an older epoch is read, and is to be counted',
    takes: (bounds) => isFine(bounds) && movesLeaderTwice(bounds),
    found: someFetcherRequest(
      ({ fetcherRequest: { stage, leaderEpoch }, leader, leaderId }) =>
        stage === 'read' && leader.leader === leaderId && leaderEpoch < leader.leaderEpoch,
    ),
  },
  {
    name: 'a fetch that failed is to be counted',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someFetcherRequest(({ fetcherRequest: { stage, error } }) => stage === 'read' && error !== 'none'),
  },
  {
    name: 'a fetch waits at a leader that has a record for it by now',
    takes: (bounds) => isFine(bounds) && bounds.records > 0,
    found: someFetcherRequest(
      ({ fetcherRequest, leader, leaderId }) =>
        mayWait(fetcherRequest) && leader.leader === leaderId && logEnd(leader.disk) > fetcherRequest.fetchOffset,
    ),
  },
  {
    name: 'FENCED_LEADER_EPOCH about epochs is on its way to a follower in a newer epoch',
    takes: (bounds) => isFine(bounds) && movesLeaderTwice(bounds) && bounds.epochs > 3,
    found: someFetcherRequest(
      ({ fetcherRequest: { stage, error, leaderEpoch }, follower, leaderId }) =>
        stage === 'epochResponse' &&
        error === 'fenced' &&
        follower.leader === leaderId &&
        leaderEpoch < follower.leaderEpoch,
    ),
  },
  {
    name: 'an answer carries two records',
    takes: (bounds) => isFine(bounds) && bounds.fetchRecords > 1 && bounds.records > 1,
    found: someFetcherRequest(({ fetcherRequest: { records } }) => records.length > 1),
  },
  {
    name: 'a follower has fetches at two leaders',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds) && bounds.brokers > 2,
    found: someBroker(({ fetcherRequests }) =>
      fetcherRequests.some((ofPartition) => ofPartition.filter(({ stage }) => stage !== 'idle').length > 1),
    ),
  },
]
