import { size } from '../../../kit/bits'
import { leaderMinIsr } from '../../config'
import type { Settings } from '../../bounds'
import type { Leadership } from '../../state'
import type { Amendment } from '../decisions'

/**
 * KAFKA-15583: the high watermark stands still while the ISR is smaller than min.insync.replicas.
 *
 * Producers with acks=all were refused then, but records of others were committed by what was left of the ISR, and consumers read
 * them. Since the eligible leader replicas (KIP-966) rely on it, this is more than a courtesy: whoever leaves an ISR that is
 * then too small has every committed record, because no more is committed.
 *
 * It also counts at most as many as there are replicas, for producers too: with fewer replicas than min.insync.replicas nothing could be
 * acknowledged before.
 *
 * Partition.maybeIncrementLeaderHW, isUnderMinIsr, effectiveMinIsr (3.7.0; read at 3.5.0, 3.7.0 and 4.3.1)
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
    refusesProduce: (was) => `${was} Not more are asked for than there are replicas.`,
    acknowledges: (was) => `${was} Not more are asked for than there are replicas.`,
  },
  decide: (was) => ({
    advancesWithIsr: (leadership, minIsr) => size(leadership.isr) >= minIsr && was.advancesWithIsr(leadership, minIsr),
    refusesProduce: (leadership, settings) => was.refusesProduce(leadership, capped(leadership, settings)),
    acknowledges: (leadership, settings) => was.acknowledges(leadership, capped(leadership, settings)),
  }),
}

const capped = (leadership: Leadership, settings: Settings): Settings => ({
  ...settings,
  minIsr: leaderMinIsr(settings, leadership),
})
