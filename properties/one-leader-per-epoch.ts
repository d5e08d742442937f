import { leads, replicaOf } from '../model/cluster'
import { always, type PropertyOf } from './scope'
import { named } from './words'

/** S6: no two brokers lead in the same epoch. Holds in any run. */
export const oneLeaderPerEpoch: PropertyOf = (judged) =>
  always(judged, 'S6 one leader an epoch', ({ cluster }, partition = 0) => {
    for (let id = 0; id < cluster.brokers.length; id++) {
      const one = replicaOf(cluster, id, partition)
      if (!leads(one, id)) continue
      for (let other = id + 1; other < cluster.brokers.length; other++) {
        const rival = replicaOf(cluster, other, partition)
        if (leads(rival, other) && rival.leaderEpoch === one.leaderEpoch)
          return `${named(id)} and ${named(other)} both lead in epoch ${one.leaderEpoch}`
      }
    }
    return undefined
  })
