import { has, members, only } from '../kit/bits'
import { NONE } from '../kit/schema'
import { inCleanRuns, type PropertyOf } from './scope'
import { letter, named } from './words'

/**
 * S1: every record whose producer was told that it is safe is held by every running broker that a clean election could
 * choose. Promised in clean runs, for acks=all.
 *
 * With acks=1 an operator can hope for less: that whoever ZooKeeper names as leader has it. Kafka does not promise that.
 */
export const noAcknowledgedLoss: PropertyOf = (judged) => {
  if (judged.settings.acks === '0') return undefined
  return inCleanRuns(judged, 'S1 no acknowledged loss', ({ cluster: { zk, brokers }, history }) => {
    if (history.acknowledged === 0) return undefined
    const candidates = judged.settings.acks === 'all' || zk.leader === NONE ? zk.isr : only(zk.leader)
    for (const [id, { isUp, replica }] of brokers.entries()) {
      if (!isUp || !has(candidates, id)) continue
      const lost = members(history.acknowledged).find((value) => !replica.disk.log.some((one) => one.value === value))
      if (lost !== undefined)
        return `${letter(lost)} was acknowledged, and ${named(id)}, which may lead, does not have it`
    }
    return undefined
  })
}
