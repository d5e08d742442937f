import { none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { asSeenFromOld, onBehalfOf } from '../model/broker/old-process'
import { replicaOf } from '../model/cluster'
import { endOf, firstDifference, recordAt } from '../model/replica/log'
import { readable } from '../model/replica/read'
import { worldParts } from './footprints/world'
import { historyOf } from './history'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S2: what a consumer reads is what was committed, so no two consumers read different records at one offset. Promised in
 * clean runs, whatever the acks of the producer: a record is visible only below a high watermark.
 */
export const readStability: PropertyOf = (judged) => {
  const parts = onDemand(() => worldParts(judged.bounds))
  return stepInCleanRuns(judged, 'S2 read stability', {
    check({ cluster: present, history }, taken, _, partition = 0) {
      const isOld = taken.type === 'ReadFromOld'
      const [action, cluster] = isOld ? [onBehalfOf(taken) ?? taken, asSeenFromOld(present)] : [taken, present]
      if (action.type !== 'ConsumerFetch' || action.partition !== partition) return undefined
      const { truth } = historyOf(history, partition)
      const read = readable(replicaOf(cluster, action.broker, partition))
      const offset = firstDifference(read, truth, endOf(read))
      if (offset < 0) return undefined
      return `a consumer reads ${recordName(recordAt(read, offset))} at offset ${offset} from ${isOld ? 'the old process of ' : ''}${named(action.broker)}; committed, and perhaps read, was ${recordName(recordAt(truth, offset))}`
    },
    sees: (_, { type }) => (type === 'ConsumerFetch' || type === 'ReadFromOld' ? parts().told : none),
  })
}
