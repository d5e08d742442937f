import { size } from '../../../kit/bits'
import { refuse } from '../../../kit/refused'
import type { Amendment } from '../decisions'

const notEnoughReplicas = refuse('NOT_ENOUGH_REPLICAS: the ISR is smaller than min.insync.replicas')

/**
 * KAFKA-1555: min.insync.replicas.
 *
 * With acks=all alone, a leader whose followers have all left the ISR acknowledges by itself. Now a producer that asks
 * for all is refused while the ISR is too small, and once more after the record was appended: a record may commit
 * although its producer was told that it may not have.
 *
 * Partition.appendRecordsToLeader, Partition.checkEnoughReplicasReachOffset (0.8.2; read at 2.1.0)
 */
export const kafka1555: Amendment = {
  name: 'kafka-1555',
  title: 'min.insync.replicas',
  since: '0.8.2',
  repairs: 'an acknowledged record that one broker alone has',
  readAt: '2.1.0',
  answers: {
    refusesProduce: 'Those with acks=all, while the ISR is smaller than min.insync.replicas.',
    acknowledges:
      'If the ISR then has min.insync.replicas members or more; otherwise its producer gets an error, although the record is committed.',
  },
  decide: (was) => ({
    refusesProduce: (leadership, settings) =>
      settings.acks === 'all' && size(leadership.isr) < settings.minIsr
        ? notEnoughReplicas
        : was.refusesProduce(leadership, settings),
    acknowledges: (leadership, settings) =>
      size(leadership.isr) >= settings.minIsr && was.acknowledges(leadership, settings),
  }),
}
