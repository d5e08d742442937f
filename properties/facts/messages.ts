import { canBeReborn, canStop, type Bounds } from '../../model/bounds'
import type { Broker, Exchange, Stage } from '../../model/state'
import { isSame } from '../logs'
import type { World } from '../world'
import { faulty, movesLeader, movesLeaderTwice, someBroker, type Fact } from './fact'

const isFine = ({ grain }: Bounds): boolean => grain === 'message'

const isAnswer = (stage: Stage): boolean => stage === 'fetched' || stage === 'told' || stage === 'outOfRange'

interface Asked extends Broker {
  readonly id: number
}

const someExchange =
  (is: (exchange: Exchange, follower: Broker, leader: Asked) => boolean) =>
  ({ cluster: { brokers } }: World): boolean =>
    brokers.some((follower) =>
      follower.exchanges.some((exchange, id) => {
        const leader = brokers[id]
        return exchange.stage !== 'idle' && leader !== undefined && is(exchange, follower, { ...leader, id })
      }),
    )

/** What can be on its way. */
export const messageFacts: readonly Fact[] = [
  {
    name: 'two LeaderAndIsr requests are on their way to one broker',
    takes: movesLeaderTwice,
    found: someBroker(({ requests }) => requests.length > 1),
  },
  {
    name: 'a request of a replaced controller is still on its way',
    takes: ({ faults }) => faults['controller-failover'] > 0,
    found: someBroker(({ requests }, _, { controller }) =>
      requests.some(({ controllerEpoch }) => controllerEpoch < controller.epoch),
    ),
  },
  {
    name: 'a request is on its way to a process that does not exist any more',
    takes: canBeReborn,
    found: someBroker(({ requests }) => requests.some(({ isForEarlierLife }) => isForEarlierLife)),
  },
  {
    name: 'a request that was obeyed is to be handled again',
    takes: faulty('repeated-request'),
    found: someBroker(({ requests, replica, controllerEpoch }) =>
      requests.some((one) => one.leaderEpoch === replica.leaderEpoch && one.controllerEpoch === controllerEpoch),
    ),
  },
  {
    name: 'requests of two controllers are on their way to one broker',
    takes: (bounds) => movesLeader(bounds) && faulty('controller-failover')(bounds),
    found: someBroker(({ requests }) => new Set(requests.map(({ controllerEpoch }) => controllerEpoch)).size > 1),
  },
  {
    name: 'a fetch is on its way to a broker that does not lead',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someExchange(({ stage }, _, leader) => stage === 'fetch' && leader.replica.leader !== leader.id),
  },
  {
    name: 'a fetch of an older epoch is on its way to a leader',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someExchange(
      ({ stage, leaderEpoch }, _, { id, replica }) =>
        stage === 'fetch' && replica.leader === id && leaderEpoch < replica.leaderEpoch,
    ),
  },
  {
    name: 'an answer is on its way to a follower that follows another',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds),
    found: someExchange(({ stage }, follower, leader) => isAnswer(stage) && follower.replica.leader !== leader.id),
  },
  {
    name: 'an answer about epochs is on its way to a follower in a newer epoch',
    takes: (bounds) => isFine(bounds) && movesLeaderTwice(bounds),
    found: someExchange(
      ({ stage, leaderEpoch }, { replica }, { id }) =>
        stage === 'told' && replica.leader === id && leaderEpoch < replica.leaderEpoch,
    ),
  },
  {
    name: 'the answer of a broker that is down is still on its way',
    takes: (bounds) => isFine(bounds) && canStop(bounds),
    found: someExchange(({ stage }, _, leader) => isAnswer(stage) && !leader.isUp),
  },
  {
    name: 'an answer carries a record that its sender has truncated',
    takes: (bounds) => isFine(bounds) && movesLeaderTwice(bounds) && bounds.records > 0,
    found: someExchange(
      ({ records, fetchOffset }, _, { replica }) =>
        records.length > 0 && !isSame(replica.disk.log[fetchOffset], records[0]),
    ),
  },
  {
    name: 'a follower is told that it is out of range',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds) && bounds.records > 0,
    found: someExchange(({ stage }) => stage === 'outOfRange'),
  },
  {
    name: 'a follower has fetches at two leaders',
    takes: (bounds) => isFine(bounds) && movesLeader(bounds) && bounds.brokers > 2,
    found: someBroker(({ exchanges }) => exchanges.filter(({ stage }) => stage !== 'idle').length > 1),
  },
]
