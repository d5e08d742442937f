import { configsOf } from '../model/config'
import { onDemand } from '../kit/on-demand'
import { unacknowledged } from './effects'
import { worldParts } from './footprints/world'
import { onEveryStep, type PropertyOf } from './scope'
import { letter, named } from './words'

/**
 * A4: what a producer with acks=all is refused is not kept. It is where the ISR shrinks below min.insync.replicas after the
 * record was appended: the producer gets NOT_ENOUGH_REPLICAS_AFTER_APPEND, and consumers read the record. A producer
 * that retries writes it twice. In any run.
 */
export const refusedNotKept: PropertyOf = (judged) => {
  const { settings, bounds, protocol } = judged
  const configs = configsOf(protocol.decide, settings, bounds)
  if (settings.acks !== 'all' || configs.every((one) => one.settings.minIsr < 2)) return undefined
  const parts = onDemand(() => worldParts(bounds))
  return onEveryStep(judged, 'A4 what is refused is not kept', {
    check({ cluster: before }, action, { cluster: after }, partition = 0) {
      const config = configs[before.configVersion] ?? configs[0]
      const kept = unacknowledged(config, { before, action, after }, partition).find(
        ({ ending }) => ending === 'afterAppend',
      )
      if (kept === undefined) return undefined
      return `the producer of ${letter(kept.value)} is told NOT_ENOUGH_REPLICAS_AFTER_APPEND, and ${letter(kept.value)} stays in the log of ${named(kept.broker)}, where consumers read it`
    },
    sees: () => {
      const { log, leadership, highWatermark, belief, life } = parts().all
      return log | leadership | highWatermark | belief | life
    },
  })
}
