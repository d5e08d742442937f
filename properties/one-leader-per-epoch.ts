import { leads } from '../model/cluster'
import type { PropertyOf } from './scope'
import { named } from './words'

/** S6: no two brokers lead in the same epoch. Holds in any run. */
export const oneLeaderPerEpoch: PropertyOf = () => ({
  kind: 'always',
  name: 'S6 one leader an epoch',
  check: ({ cluster: { brokers } }) => {
    for (const [id, { replica }] of brokers.entries()) {
      if (!leads(replica, id)) continue
      const other = brokers.findIndex(
        (rival, rivalId) =>
          rivalId > id && leads(rival.replica, rivalId) && rival.replica.leaderEpoch === replica.leaderEpoch,
      )
      if (other >= 0) return `${named(id)} and ${named(other)} both lead in epoch ${replica.leaderEpoch}`
    }
    return undefined
  },
})
