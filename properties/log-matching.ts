import { firstDifference } from './logs'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/** S4: two running replicas agree on all that lies below the high watermarks of both. Promised in clean runs. */
export const logMatching: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S4 log matching', ({ cluster: { brokers } }) => {
    for (const [id, { isUp, replica: a }] of brokers.entries()) {
      if (!isUp) continue
      for (let other = id + 1; other < brokers.length; other++) {
        const rival = brokers[other]
        if (rival === undefined || !rival.isUp) continue
        const b = rival.replica
        const end = Math.min(a.highWatermark, b.highWatermark, a.disk.log.length, b.disk.log.length)
        const offset = firstDifference(a.disk.log, b.disk.log, end)
        if (offset >= 0) {
          return `at offset ${offset}, below both high watermarks, ${named(id)} has ${recordName(a.disk.log[offset])} and ${named(other)} has ${recordName(b.disk.log[offset])}`
        }
      }
    }
    return undefined
  })
