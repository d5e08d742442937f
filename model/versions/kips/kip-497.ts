import { maximalIsr } from '../../replica/isr'
import type { Amendment } from '../decisions'

/**
 * KIP-497: while a change of the ISR is pending, the leader uses the maximal ISR.
 *
 * A leader used to write the ISR to ZooKeeper itself. If the response was lost, it kept the old ISR. If the old ISR was
 * the smaller one, the high watermark could advance beyond the log end of a replica that was in the ISR in ZooKeeper,
 * and that replica could be elected. Now the leader sends AlterIsr to the controller and does not wait. Until the
 * response arrives, the larger of the two ISRs determines the high watermark, and the check of min.insync.replicas
 * after the append. The check before the append still uses the committed ISR. A rejected change stays pending until the
 * next LeaderAndIsr.
 *
 * The controller refuses a proposal of an earlier leader epoch, and one that was made before the partition last changed: an ISR is
 * changed only by a leader that knows it.
 *
 * Deliberately simplified: with ZooKeeper this is the leader's half, beside a controller that writes nothing for it; "ZooKeeper answers"
 * is the answer of the controller. The high watermark moves with the answer to a smaller ISR, as since KAFKA-13091
 * (3.1.0); kip-497-as-released.ts has what 2.7 does.
 *
 * Partition.expandIsrWithAlterIsr, shrinkIsrWithAlterIsr, IsrState.maximalIsr, handleAlterIsrResponse (2.7-IV2; read at 2.7.0);
 * ReplicationControlManager.validateAlterPartitionData (read at 3.2.0 and 4.3.1)
 */
export const kip497: Amendment = {
  name: 'kip-497',
  title: 'A pending ISR counts until it is answered',
  since: '2.7-IV2',
  repairs: 'a leader that counts on fewer replicas than ZooKeeper has in the ISR',
  readAt: '2.7.0',
  answers: {
    locksForIsrWrite: 'No: the leader goes on while the proposed ISR is pending.',
    onLostIsrAnswer:
      'It goes on waiting: the proposed ISR stays pending until it is answered, or until the next LeaderAndIsr.',
    highWatermarkQuorum: (was) => `${was} While an ISR is pending, those of every replica that may be in it.`,
    acknowledges: (was) => `${was} While an ISR is pending, the larger one counts.`,
    fencesAlterPartition: 'Yes, if it is of an earlier one: FENCED_LEADER_EPOCH.',
    refusesPartitionEpoch: 'Yes: INVALID_UPDATE_VERSION.',
  },
  decide: (was) => ({
    locksForIsrWrite: () => false,
    onLostIsrAnswer: () => 'wait',
    highWatermarkQuorum: (leadership) =>
      was.highWatermarkQuorum(leadership) | (maximalIsr(leadership) & ~leadership.unassigned),
    acknowledges: (leadership, settings) => was.acknowledges({ ...leadership, isr: maximalIsr(leadership) }, settings),
    fencesAlterPartition: (registered, requested) => requested < registered,
    refusesPartitionEpoch: (registered, requested) => requested < registered,
  }),
}
