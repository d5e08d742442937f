import { size } from '../../../kit/bits'
import type { Amendment } from '../decisions'

/**
 * KAFKA-15583: the high watermark stands still while the ISR is smaller than min.insync.replicas.
 *
 * Producers with acks=all were refused then, but records of others were committed by what was left of the ISR, and consumers read
 * them. Since the eligible leader replicas (KIP-966) rely on it, this is more than a courtesy: whoever leaves an ISR that is
 * then too small has every committed record, because no more is committed.
 *
 * Partition.maybeIncrementLeaderHW, isUnderMinIsr (3.7.0; read at 3.7.0 and 4.3.1)
 */
export const kafka15583: Amendment = {
  name: 'kafka-15583',
  title: 'The high watermark waits for min.insync.replicas',
  since: '3.7.0',
  repairs: 'a record that is committed by fewer replicas than min.insync.replicas',
  readAt: '4.3.1',
  answers: {
    advancesWithIsr:
      'Only with one of min.insync.replicas members or more, or of as many as there are replicas. The ISR that is committed counts.',
  },
  decide: (was) => ({
    advancesWithIsr: (leadership, minIsr) => size(leadership.isr) >= minIsr && was.advancesWithIsr(leadership, minIsr),
  }),
}
