import { maximalIsr } from '../../replica/isr'
import type { Amendment } from '../decisions'

/**
 * KIP-497: until a proposed ISR is answered, a leader counts on every replica that may be in it.
 *
 * A leader used to write the ISR itself, and where it did not learn that the new one was written it went on with the old. If that
 * was the smaller one, the high watermark passed what a member of the larger one did not have; and that member could be elected.
 * Now it asks the controller (AlterIsr), and does not wait. Until it is answered, the larger of the two ISRs bounds the high
 * watermark and is what min.insync.replicas asks for after the append; before it, that is still the ISR agreed on last. A
 * proposal that is refused stays pending until the next LeaderAndIsr.
 *
 * Deliberately simplified: this is the leader's half, beside a controller that is still that of ZooKeeper; "ZooKeeper answers" is
 * the answer of the controller. The high watermark moves with the answer to a shrunk ISR, where 2.7 waits for the next fetch.
 *
 * Partition.expandIsrWithAlterIsr, shrinkIsrWithAlterIsr, IsrState.maximalIsr, handleAlterIsrResponse (2.7-IV2; read at 2.7.0)
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
  },
  decide: (was) => ({
    locksForIsrWrite: () => false,
    onLostIsrAnswer: () => 'wait',
    highWatermarkQuorum: (leadership) => was.highWatermarkQuorum(leadership) | maximalIsr(leadership),
    acknowledges: (leadership, settings) => was.acknowledges({ ...leadership, isr: maximalIsr(leadership) }, settings),
  }),
}
