/** Which Kafka can be stepped in which way, and within which bounds. */
import { idsCanBeTakenOver, isrAnswersCanBeLost, type Bounds } from '../model/bounds'

/** The releases whose classes the driver calls as they are. */
export const steppedByClasses: readonly string[] = ['2.1.1']

/** What keeps schedules within these bounds from being stepped on Kafka's classes; undefined: nothing does. */
export const notByClasses = (bounds: Bounds): string | undefined => {
  if (bounds.storage !== undefined) return 'the log on disk (--storage)'
  if (bounds.lagClock) return 'a clock (--lag-clock)'
  if (isrAnswersCanBeLost(bounds)) return 'a lost answer of ZooKeeper (lost-zk-answer)'
  return idsCanBeTakenOver(bounds) ? 'a broker id that is taken over (id-taken-over)' : undefined
}
