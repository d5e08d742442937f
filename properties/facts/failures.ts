import { has } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { canBeReborn, canLoseSession, canStop, idsCanBeTakenOver } from '../../model/bounds'
import { isRegistered, leads } from '../../model/cluster'
import { bouncedBrokers, controllerEpochOf, liveBrokers } from '../../model/coordinator/coordinator'
import { logEnd } from '../../model/replica/disk'
import { endOf, isSameRecord, recordAt } from '../../model/replica/log'
import { faulty, leaderWhere, someBroker, somePartition, someReplica, type Fact } from './fact'

/** What failures do, and who has noticed. */
export const failureFacts: readonly Fact[] = [
  {
    name: 'a broker that is down is still in the ISR',
    takes: canStop,
    found: someReplica(({ broker, id, state }) => !broker.isUp && has(state.isr, id)),
  },
  {
    name: 'a broker is back before the controller saw it go',
    takes: canStop,
    found: someReplica(
      ({ broker, replica, id, cluster }) => broker.isUp && replica.leaderEpoch < 0 && has(liveBrokers(cluster), id),
    ),
  },
  {
    name: 'a checkpointed high watermark is behind what is committed on its broker',
    takes: (bounds) => canStop(bounds) && bounds.records > 0,
    found: someReplica(({ broker, replica: { disk }, history: { truth } }) => {
      const offset = disk.highWatermark
      return !broker.isUp && isSameRecord(recordAt(disk.log, offset), recordAt(truth, offset))
    }),
  },
  {
    name: 'the partition is offline',
    takes: ({ brokers, epochs, faults }) => epochs > brokers && faults['process-crash'] >= brokers,
    found: somePartition(({ leader }) => leader === NONE),
  },
  {
    name: 'a zombie leads while ZooKeeper names another leader',
    isOfZooKeeper: true,
    takes: (bounds) => bounds.epochs > 1 && canLoseSession(bounds),
    found: leaderWhere(({ broker, id, state }) => broker.isCutOff && state.leader !== id),
  },
  {
    name: 'a zombie has a record of an epoch that is over',
    takes: (bounds) => bounds.epochs > 1 && bounds.records > 0 && canLoseSession(bounds),
    found: leaderWhere(
      ({ broker, replica, id, state }) =>
        broker.isCutOff && state.leader !== id && replica.leadership.purgatory.length > 0,
    ),
  },
  {
    name: 'the old process of a broker runs beside the new one',
    isOfZooKeeper: true,
    takes: idsCanBeTakenOver,
    found: ({ cluster }) => cluster.old.length > 0,
  },
  {
    name: 'the old and the new process of a broker both lead',
    isOfZooKeeper: true,
    takes: (bounds) => bounds.epochs > 2 && bounds.brokers > 1 && idsCanBeTakenOver(bounds),
    found: ({ cluster: { old, brokers } }) =>
      old.some(({ id, broker }) =>
        broker.replicas.some((was, at) => leads(was, id) && brokers[id]?.replicas[at]?.leader === id),
      ),
  },
  {
    name: 'a broker lost a committed record',
    takes: ({ faults, records }) => faults['machine-crash'] > 0 && records > 0,
    found: someReplica(
      ({ world, replica, history: { truth } }) => world.history.losses > 0 && logEnd(replica.disk) < endOf(truth),
    ),
  },
  {
    name: 'a broker is shutting down',
    takes: faulty('clean-shutdown'),
    found: someBroker(({ isStopping }) => isStopping),
  },
  {
    name: 'all brokers are down',
    takes: ({ brokers, faults }) => faults['process-crash'] >= brokers,
    found: ({ cluster: { brokers } }) => brokers.every(({ isUp }) => !isUp),
  },
  {
    name: 'the controller takes a broker for alive that is gone',
    takes: canBeReborn,
    found: someBroker((broker, id, cluster) => !isRegistered(broker) && has(liveBrokers(cluster), id)),
  },
  {
    name: 'the controller takes a broker for gone that is back',
    takes: canBeReborn,
    found: someBroker((broker, id, cluster) => isRegistered(broker) && !has(liveBrokers(cluster), id)),
  },
  {
    name: 'a broker was restarted, and the controller has not noticed',
    isOfZooKeeper: true,
    takes: (bounds, _, decide) => canBeReborn(bounds) && decide.noticesBounce(),
    found: ({ cluster }) => bouncedBrokers(cluster) !== 0,
  },
  {
    name: 'the controller noticed the failure of a running broker, and a request to that broker is under way',
    isOfZooKeeper: true,
    takes: canLoseSession,
    found: someBroker(
      ({ isUp, requests }, id, cluster) =>
        isUp &&
        !has(liveBrokers(cluster), id) &&
        requests.some(({ controllerEpoch }) => controllerEpoch === controllerEpochOf(cluster)),
    ),
  },
  {
    name: 'a leader of the present epoch has no ZooKeeper session',
    isOfZooKeeper: true,
    takes: (bounds) => bounds.epochs > 1 && canLoseSession(bounds),
    found: leaderWhere(
      ({ broker, replica, state }) =>
        broker.isCutOff && state.leaderEpoch > 0 && replica.leaderEpoch === state.leaderEpoch,
    ),
  },
  {
    name: 'the controller does not reach a leader that it has replaced, and that keeps its session',
    isOfZooKeeper: true,
    takes: ({ epochs, faults }) => epochs > 1 && faults['cut-off-controller'] > 0,
    found: leaderWhere(({ broker, id, state }) => broker.isOutOfReach && !broker.isCutOff && state.leader !== id),
  },
  {
    name: 'a leader is paused while ZooKeeper names another leader',
    isOfZooKeeper: true,
    takes: ({ epochs, faults }) => epochs > 1 && faults.pause > 0,
    found: leaderWhere(({ broker, id, state }) => broker.isPaused && state.leader !== id),
  },
  {
    name: 'packets get through in one direction only',
    takes: faulty('cut-link'),
    found: ({ cluster: { brokers } }) =>
      brokers.some(({ unreachable }, id) =>
        brokers.some((other, to) => has(unreachable, to) && !has(other.unreachable, id)),
      ),
  },
  {
    name: 'a leader that is shutting down has nobody to hand over to',
    takes: ({ epochs, faults }) => epochs > 1 && faults['clean-shutdown'] > 1,
    found: leaderWhere(({ broker, id, state }) => broker.isStopping && state.leader === id),
  },
]
