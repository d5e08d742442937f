import { has, members } from '../kit/bits'
import { inCleanRuns, type PropertyOf } from './scope'
import { letter, named } from './words'

/**
 * S1: every record whose producer was told that it is safe is held by every running broker that a clean election could
 * choose. Promised in clean runs, for acks=all; with acks=1 it is what an operator might hope for, and is not promised.
 */
export const noAcknowledgedLoss: PropertyOf = (judged) => {
  if (judged.settings.acks === '0') return undefined
  return inCleanRuns(judged, 'S1 no acknowledged loss', ({ cluster: { zk, brokers }, history }) => {
    if (history.acknowledged === 0) return undefined
    for (const [id, { isUp, replica }] of brokers.entries()) {
      if (!isUp || !has(zk.isr, id)) continue
      const lost = members(history.acknowledged).find((value) => !replica.disk.log.some((one) => one.value === value))
      if (lost !== undefined)
        return `${letter(lost)} was acknowledged, and ${named(id)}, which is in the ISR, does not have it`
    }
    return undefined
  })
}
