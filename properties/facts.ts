import { has, only, size } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { ReachableFact } from '../explorer/machine'
import { canStop, type Bounds, type Settings } from '../model/bounds'
import { leads } from '../model/cluster'
import { logEnd } from '../model/log'
import type { Scope } from '../model/machine'
import type { Broker, Cluster } from '../model/state'
import { firstDifference, isSame } from './logs'
import type { World } from './world'

/**
 * Interesting things that can happen. A search that meets none of them has proved nothing, however many states it saw.
 *
 * Each names the bounds that it takes; a search within these bounds reports which of them it never met.
 */
export const factsFor = ({ settings, bounds }: Scope): readonly ReachableFact<World>[] =>
  facts
    .filter(({ takes }) => takes(bounds, settings))
    .map(({ name, found, isRequired = false }) => ({ kind: 'reachable', name, required: isRequired, found }))

interface Fact {
  readonly name: string
  /** The bounds within which it ought to be possible. */
  readonly takes: (bounds: Bounds, settings: Settings) => boolean
  readonly found: (world: World) => boolean
  /** A complete search that does not meet it is worth nothing. */
  readonly isRequired?: boolean
}

const faulty =
  (...kinds: readonly (keyof Bounds['faults'])[]) =>
  ({ faults }: Bounds): boolean =>
    kinds.some((kind) => faults[kind] > 0)

const movesLeader = (bounds: Bounds): boolean =>
  bounds.epochs > 1 && (canStop(bounds) || faulty('cut-off', 'leader-move')(bounds))

const movesLeaderTwice = (bounds: Bounds): boolean => bounds.epochs > 2 && bounds.faults['leader-move'] > 1

const someBroker =
  (is: (broker: Broker, id: number, cluster: Cluster) => boolean) =>
  ({ cluster }: World): boolean =>
    cluster.brokers.some((broker, id) => is(broker, id, cluster))

const somePair =
  (is: (a: Broker, b: Broker) => boolean) =>
  ({ cluster: { brokers } }: World): boolean =>
    brokers.some((a, id) => brokers.some((b, other) => other !== id && is(a, b)))

const leaderWhere =
  (is: (broker: Broker, id: number, world: World) => boolean) =>
  (world: World): boolean =>
    world.cluster.brokers.some((broker, id) => leads(broker.replica, id) && is(broker, id, world))

const facts: readonly Fact[] = [
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
    name: 'two replicas hold different records at one offset',
    takes: (bounds) => movesLeader(bounds) && bounds.records > 1,
    found: somePair(({ replica: { disk: a } }, { replica: { disk: b } }) => {
      return firstDifference(a.log, b.log, Math.min(logEnd(a), logEnd(b))) >= 0
    }),
  },
  {
    name: 'a follower is to truncate',
    takes: movesLeader,
    found: someBroker(({ replica: { fetcher } }) => fetcher === 'truncating'),
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
    name: 'a broker is two leader epochs behind',
    takes: movesLeaderTwice,
    found: someBroker(
      ({ isUp, replica }, _, { zk }) => isUp && replica.leaderEpoch >= 0 && replica.leaderEpoch + 2 <= zk.leaderEpoch,
    ),
  },
  {
    name: 'two LeaderAndIsr requests are on their way to one broker',
    takes: movesLeaderTwice,
    found: someBroker(({ requests }) => requests.length > 1),
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
    name: 'a replica outside the ISR has everything committed',
    takes: ({ faults, records }) => faults['isr-shrink'] > 0 && records > 0,
    found: ({ cluster: { zk, brokers }, history: { truth } }) =>
      truth.length > 0 &&
      brokers.some(({ replica }, id) => !has(zk.isr, id) && firstDifference(truth, replica.disk.log, truth.length) < 0),
  },
  {
    name: 'a broker that is down is still in the ISR',
    takes: canStop,
    found: someBroker(({ isUp }, id, { zk }) => !isUp && has(zk.isr, id)),
  },
  {
    name: 'a broker is back before the controller saw it go',
    takes: canStop,
    found: someBroker(
      ({ isUp, replica }, id, { controller }) => isUp && replica.leaderEpoch < 0 && has(controller.live, id),
    ),
  },
  {
    name: 'a checkpointed high watermark is behind what is committed on its broker',
    takes: (bounds) => canStop(bounds) && bounds.records > 0,
    found: (world) =>
      someBroker(
        ({ isUp, replica: { disk } }) =>
          !isUp && isSame(disk.log[disk.highWatermark], world.history.truth[disk.highWatermark]),
      )(world),
  },
  {
    name: 'the partition is offline',
    takes: ({ brokers, epochs, faults }) => epochs > brokers && faults['process-crash'] >= brokers,
    found: ({ cluster: { zk } }) => zk.leader === NONE,
  },
  {
    name: 'a zombie leads while ZooKeeper names another leader',
    takes: ({ epochs, faults }) => epochs > 1 && faults['cut-off'] > 0,
    found: leaderWhere(({ isCutOff }, id, { cluster }) => isCutOff && cluster.zk.leader !== id),
  },
  {
    name: 'a zombie has a record of an epoch that is over',
    takes: ({ epochs, records, faults }) => epochs > 1 && records > 0 && faults['cut-off'] > 0,
    found: leaderWhere(
      ({ isCutOff, replica }, id, { cluster }) =>
        isCutOff && cluster.zk.leader !== id && replica.leadership.purgatory !== 0,
    ),
  },
  {
    name: 'a request of a replaced controller is still on its way',
    takes: ({ faults }) => faults['controller-failover'] > 0,
    found: someBroker(({ requests }, _, { controller }) =>
      requests.some(({ controllerEpoch }) => controllerEpoch < controller.epoch),
    ),
  },
  {
    name: 'a broker lost a committed record',
    takes: ({ faults, records }) => faults['machine-crash'] > 0 && records > 0,
    found: ({ cluster: { brokers }, history: { losses, truth } }) =>
      losses > 0 && truth.length > 0 && brokers.some(({ replica }) => logEnd(replica.disk) < truth.length),
  },
  {
    name: 'a leader was elected from outside the ISR',
    takes: ({ epochs, faults }, { uncleanElection }) =>
      uncleanElection && epochs > 2 && faults['isr-shrink'] > 1 && faults['process-crash'] > 0,
    found: ({ history }) => history.hadUncleanElection,
  },
  {
    name: 'a broker is shutting down',
    takes: faulty('clean-shutdown'),
    found: someBroker(({ isStopping }) => isStopping),
  },
]

const leadersOf = ({ cluster: { brokers } }: World): number =>
  brokers.filter(({ replica }, id) => leads(replica, id)).length
