import { has } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { canBeReborn, canStop } from '../../model/bounds'
import { isRegistered } from '../../model/cluster'
import { logEnd } from '../../model/replica/log'
import { isSame } from '../logs'
import { faulty, leaderWhere, someBroker, type Fact } from './fact'

/** What failures do, and who has noticed. */
export const failureFacts: readonly Fact[] = [
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
    name: 'a broker lost a committed record',
    takes: ({ faults, records }) => faults['machine-crash'] > 0 && records > 0,
    found: ({ cluster: { brokers }, history: { losses, truth } }) =>
      losses > 0 && truth.length > 0 && brokers.some(({ replica }) => logEnd(replica.disk) < truth.length),
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
    found: someBroker((broker, id, { controller }) => !isRegistered(broker) && has(controller.live, id)),
  },
  {
    name: 'the controller takes a broker for gone that is back',
    takes: canBeReborn,
    found: someBroker((broker, id, { controller }) => isRegistered(broker) && !has(controller.live, id)),
  },
  {
    name: 'a leader is paused while ZooKeeper names another leader',
    takes: ({ epochs, faults }) => epochs > 1 && faults.pause > 0,
    found: leaderWhere(({ isPaused }, id, { cluster: { zk } }) => isPaused && zk.leader !== id),
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
    name: 'a leader that is shutting down has no heir',
    takes: ({ epochs, faults }) => epochs > 1 && faults['clean-shutdown'] > 1,
    found: leaderWhere(({ isStopping }, id, { cluster: { zk } }) => isStopping && zk.leader === id),
  },
]
