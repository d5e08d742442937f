/** Which Kafka can be stepped in which way, and within which bounds. */
import { hasDirectories, idsCanBeTakenOver, isrAnswersCanBeLost, type Bounds } from '../model/bounds'

/** The releases whose classes the driver calls as they are. */
const steppedByClasses: readonly string[] = ['2.1.1', '4.1.0', '4.3.1', '4.4.0']

/** The releases that are run as processes, with a proxy between each two (conformance/wire/releases.ts). */
const steppedByWire: readonly string[] = [
  '0.10.2.2',
  '1.1.1',
  '2.0.0',
  '2.1.1',
  '2.8.2',
  '3.9.1',
  '4.1.0',
  '4.3.1',
  '4.4.0',
]

/**
 * Since 2.7 the controller changes the ISR (AlterIsr), and it is kept from ZooKeeper here between its steps. So newer releases are
 * told to speak the protocol of 2.6: with it leaders change the ISR themselves, and followers ask before they truncate. The model
 * beside them is that of 2.6.
 */
export interface Spoken {
  /** inter.broker.protocol.version. */
  readonly protocol: string
  /** The release that the model is asked about. */
  readonly model: string
}

const AS_2_6: Spoken = { protocol: '2.6', model: '2.6.3' }

const spoken: Readonly<Record<string, Spoken>> = { '2.8.2': AS_2_6, '3.9.1': AS_2_6 }

/** How a release is made to speak; undefined: as it does by itself. */
export const spokenBy = (release: string): Spoken | undefined => spoken[release]

/** The release, or the preset, that the model is asked about. */
export const modelOf = (release: string): string => spokenBy(release)?.model ?? presets[release] ?? release

/** The presets whose decisions releases with KRaft have. 4.4.0 has no sources to read: it is stepped beside the newest. */
const presets: Readonly<Record<string, string>> = { '4.1.0': '4.1', '4.3.1': '4.3', '4.4.0': '4.3' }

/** Its brokers run with KRaft here, and so does its controller. */
export const runsWithKraft = (release: string): boolean => presets[release] !== undefined

/** A release as it runs here, in words: `Kafka 3.9.1 with inter.broker.protocol.version=2.6`. */
export const runningAs = (release: string): string => {
  const as = spokenBy(release)
  return as === undefined ? `Kafka ${release}` : `Kafka ${release} with inter.broker.protocol.version=${as.protocol}`
}

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

const notByWire = (bounds: Bounds): string | undefined => {
  const { grain, partitions, lagClock, reassign } = bounds
  if (hasDirectories(bounds)) return 'several log directories (directory-failure, directory-move, --unassigned)'
  if (lagClock) return CLOCK
  if (reassign !== undefined) return MOVING
  if (grain !== 'atomic') return 'requests and answers as steps of their own (--grain message)'
  return partitions > 1 ? 'more than one partition' : undefined
}

const notByClasses = (bounds: Bounds): string | undefined => {
  if (bounds.lagClock && bounds.kraft === undefined) return CLOCK
  if (bounds.reassign !== undefined && bounds.kraft === undefined) return MOVING
  if (bounds.faults['directory-move'] > 0) return 'a log that moves to another directory (directory-move)'
  if (bounds.kraft?.unassigned === true) return 'replicas that are assigned to no log directory (--unassigned)'
  if (hasDirectories(bounds) && bounds.partitions > 1)
    return 'more than one partition and several log directories (directory-failure): Kafka spreads them'
  return isrAnswersCanBeLost(bounds) ? 'a lost answer of ZooKeeper (lost-zk-answer)' : undefined
}

const CLOCK = 'a clock (--lag-clock)'
const MOVING = 'replicas that move (--reassign)'

const notByAny = (bounds: Bounds): string | undefined => {
  if (bounds.storage !== undefined) return 'the log on disk (--storage)'
  if (bounds.kraft?.forgets === true) return 'a model that drops what nobody looks at any more (--forget)'
  const { kraft, faults } = bounds
  if (kraft !== undefined && faults['controller-failover'] > 0)
    return 'a failover of the KRaft controller (controller-failover): its metadata log is a list, and is committed at once'
  if (faults['quorum-loss'] > 0) return 'a quorum of controllers that loses metadata (quorum-loss)'
  return idsCanBeTakenOver(bounds) ? 'a broker id that is taken over (id-taken-over)' : undefined
}
