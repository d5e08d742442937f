import { none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { readable } from '../model/replica/read'
import { brokerOf } from '../model/cluster'
import { worldParts } from './footprints/world'
import { firstDifference } from './logs'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S2: what a consumer reads is what was committed, so no two consumers read different records at one offset. Promised in
 * clean runs, whatever the acks of the producer: a record is visible only below a high watermark.
 */
export const readStability: PropertyOf = (judged) => {
  const parts = onDemand(() => worldParts(judged.bounds))
  return stepInCleanRuns(judged, 'S2 read stability', {
    check({ cluster, history: { truth } }, action) {
      if (action.type !== 'ConsumerFetch') return undefined
      const read = readable(brokerOf(cluster, action.broker).replica)
      const offset = firstDifference(read, truth, read.length)
      if (offset < 0) return undefined
      return `a consumer reads ${recordName(read[offset])} at offset ${offset} from ${named(action.broker)}; committed, and perhaps read, was ${recordName(truth[offset])}`
    },
    sees: (_, { type }) => (type === 'ConsumerFetch' ? parts().told : none),
  })
}
