import { has } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { PropertyOf } from './scope'
import { named, setOf } from './words'

/** S9: who leads, according to ZooKeeper, is in the ISR. Holds in any run. */
export const leaderInIsr: PropertyOf = () => ({
  kind: 'always',
  name: 'S9 leader in ISR',
  check: ({ cluster: { zk } }) =>
    zk.leader === NONE || has(zk.isr, zk.leader)
      ? undefined
      : `${named(zk.leader)} leads, but the ISR is ${setOf(zk.isr)}`,
})
