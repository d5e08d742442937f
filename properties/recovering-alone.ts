import { size } from '../kit/bits'
import { registrationOf } from '../model/coordinator/kraft/image'
import { always, type PropertyOf } from './scope'
import { setOf } from './words'

/** S9': while a leader that was elected uncleanly has not recovered (KIP-704), it is the whole ISR. Holds in any run, with KRaft. */
export const recoveringAlone: PropertyOf = (judged) => {
  if (judged.bounds.kraft === undefined) return undefined
  return always(judged, "S9' a recovering leader is alone in the ISR", ({ cluster }, partition = 0) => {
    const { isRecovering, isr } = registrationOf(cluster, partition)
    return isRecovering && size(isr) > 1 ? `the leader is recovering, and the ISR is ${setOf(isr)}` : undefined
  })
}
