/** Which Kafka can be stepped in which way, and within which bounds. */
import { idsCanBeTakenOver, isrAnswersCanBeLost, type Bounds } from '../model/bounds'

/** The releases whose classes the driver calls as they are. */
const steppedByClasses: readonly string[] = ['2.1.1']

/** The releases that are run as processes, with a proxy between each two (conformance/wire/releases.ts). */
const steppedByWire: readonly string[] = ['0.10.2.2', '1.1.1', '2.0.0', '2.1.1']

/** classes: Kafka's own classes in one process. wire: real brokers, and every request between them held until its step. */
export type Way = (typeof ways)[number]

export const ways = ['classes', 'wire'] as const

export const steppedBy: Readonly<Record<Way, readonly string[]>> = { classes: steppedByClasses, wire: steppedByWire }

/** In words. */
export const wayNames: Readonly<Record<Way, string>> = {
  classes: 'its own classes in one process',
  wire: 'brokers as processes',
}

/** What keeps schedules within these bounds from being stepped in this way; undefined: nothing does. */
export const notBy = (way: Way, bounds: Bounds): string | undefined =>
  notByAny(bounds) ?? (way === 'wire' ? notByWire(bounds) : notByClasses(bounds))

const notByWire = ({ grain, partitions }: Bounds): string | undefined => {
  if (grain !== 'atomic') return 'requests and answers as steps of their own (--grain message)'
  return partitions > 1 ? 'more than one partition' : undefined
}

const notByClasses = (bounds: Bounds): string | undefined =>
  isrAnswersCanBeLost(bounds) ? 'a lost answer of ZooKeeper (lost-zk-answer)' : undefined

const notByAny = (bounds: Bounds): string | undefined => {
  if (bounds.storage !== undefined) return 'the log on disk (--storage)'
  if (bounds.reassign !== undefined) return 'replicas that move (--reassign)'
  if (bounds.lagClock) return 'a clock (--lag-clock)'
  return idsCanBeTakenOver(bounds) ? 'a broker id that is taken over (id-taken-over)' : undefined
}
