import { has } from '../kit/bits'
import { NONE } from '../kit/schema'
import { stateOf } from '../model/coordinator/coordinator'
import { always, type PropertyOf } from './scope'
import { named, setOf } from './words'

/** S9: the agreed leader is in the agreed ISR. Holds in any run. */
export const leaderInIsr: PropertyOf = (judged) =>
  always(judged, 'S9 leader in ISR', ({ cluster }, partition = 0) => {
    const { leader, isr } = stateOf(cluster, partition)
    return leader === NONE || has(isr, leader) ? undefined : `${named(leader)} leads, but the ISR is ${setOf(isr)}`
  })
