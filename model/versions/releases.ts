/** A release of Kafka, and the preset whose decisions it has. */
export interface Released {
  readonly release: string
  readonly preset: string
  /** What the preset has and the release has not. */
  readonly without: readonly string[]
  /** What the release has and the preset has not. */
  readonly with: readonly string[]
  /** What else is otherwise in the release, and no decision of this model. */
  readonly differs: readonly Difference[]
  /** How it was looked at: its source was read, or only its classes were run beside the model of the preset. */
  readonly lookedAt: 'source' | 'classes'
}

/** How releases behave where they differ from the preset that stands for them, beyond its decisions. */
export const differences = {
  'the fetch path of 0.8':
    'A fetch is counted before it is read, and acks=all waits until the leader knows that every ISR member has the record.',
  'KAFKA-2960':
    'A producer that waits is not told when its leader becomes a follower. It may be answered with success once the broker leads again.',
  'KAFKA-3670': 'A controlled shutdown elects in the order of the ISR, not of the assignment.',
  'unknown high watermarks':
    'A high watermark beyond the log end becomes unknown, and not the log start, when its broker becomes leader.',
  'KAFKA-6857':
    'Asked for no epoch, a leader with an empty epoch cache answers with its log end, so the follower truncates nothing.',
  'KAFKA-7104': 'A fetch response carries the high watermark from after the fetch was counted.',
  AlterIsr:
    'The controller writes the ISR for a leader, which needs no session of its own with ZooKeeper for that; in the model it does.',
  'an ISR that is written already':
    'A leader that repeats AlterIsr, because the answer was lost, ignores the answer that nothing had to be written, and its ISR stays pending.',
  'KAFKA-12996':
    'A fetch from below the log start may be told where the logs diverge, and the follower stops fetching the partition.',
} as const

export type Difference = keyof typeof differences

const row = (
  releases: string,
  preset: string,
  {
    without = [],
    with: put = [],
    differs = [],
    lookedAt = 'source',
  }: Partial<Pick<Released, 'without' | 'with' | 'differs' | 'lookedAt'>> = {},
): readonly Released[] =>
  releases.split(' ').map((release) => ({ release, preset, without, with: put, differs, lookedAt }))

/** What came later to the storage of the log than 0.9. */
const storageUntil09 = ['kafka-3330', 'kip-33', 'kafka-4529']

const until0901: readonly Difference[] = ['KAFKA-2960', 'KAFKA-3670', 'unknown high watermarks']

/**
 * Every release, oldest first, and the preset that has the same decisions, as it is or varied. 2.7 and 2.8 are those with
 * ZooKeeper; from 3.2 on those with KRaft. Most were looked up in the source of that release; of a patch release in between
 * that was not, its neighbours were. The source of 4.4.0 was not to be had.
 */
export const released: readonly Released[] = [
  ...row('0.8.0', '0.8.0', { differs: ['the fetch path of 0.8'] }),
  ...row('0.8.1 0.8.1.1', '0.8.0', {
    with: ['kafka-1170'],
    differs: ['the fetch path of 0.8'],
  }),
  ...row('0.8.2.0 0.8.2.1 0.8.2.2', '0.10.2', {
    without: ['kafka-2721', 'kafka-4485', ...storageUntil09, 'kafka-2143', 'kafka-2477'],
    differs: until0901,
  }),
  ...row('0.9.0.0', '0.10.2', {
    without: ['kafka-4485', ...storageUntil09, 'kafka-2143'],
    differs: until0901,
  }),
  ...row('0.9.0.1', '0.10.2', { without: ['kafka-4485', ...storageUntil09], differs: until0901 }),
  ...row('0.10.0.0 0.10.0.1', '0.10.2', {
    without: ['kafka-4485', 'kip-33', 'kafka-4529'],
    differs: ['unknown high watermarks'],
  }),
  ...row('0.10.1.0', '0.10.2', { without: ['kafka-4485', 'kafka-4529'], differs: ['unknown high watermarks'] }),
  ...row('0.10.1.1', '0.10.2', { without: ['kafka-4485'], differs: ['unknown high watermarks'] }),
  ...row('0.10.2.0 0.10.2.1 0.10.2.2', '0.10.2', { differs: ['unknown high watermarks'] }),
  ...row('0.11.0.0', '1.1', {
    without: ['kip-112', 'kafka-5642', 'kafka-6074', 'kafka-5634'],
    differs: ['KAFKA-6857', 'unknown high watermarks'],
  }),
  ...row('0.11.0.1 0.11.0.2', '1.1', {
    without: ['kip-112', 'kafka-5642', 'kafka-6074'],
    differs: ['KAFKA-6857', 'unknown high watermarks'],
  }),
  ...row('0.11.0.3', '1.1', { without: ['kip-112', 'kafka-5642', 'kafka-6074'], differs: ['unknown high watermarks'] }),
  ...row('1.0.0 1.0.1', '1.1', {
    without: ['kafka-5642', 'kafka-6074'],
    differs: ['KAFKA-6857', 'KAFKA-7104', 'unknown high watermarks'],
  }),
  ...row('1.0.2', '1.1', { without: ['kafka-5642', 'kafka-6074'] }),
  ...row('1.1.0', '1.1', { differs: ['KAFKA-6857', 'KAFKA-7104'] }),
  ...row('1.1.1', '1.1'),
  ...row('2.0.0', '2.0.0'),
  ...row('2.0.1', '2.0.1'),
  ...row('2.1.0', '2.1'),
  ...row('2.1.1', '2.1.1'),
  ...row('2.2.0', '2.1.1', { with: ['kip-380', 'kafka-10432-flaw'] }),
  ...row('2.2.1 2.2.2 2.3.0', '2.1.1', { with: ['kip-380', 'kafka-7866', 'kafka-10432-flaw'] }),
  ...row('2.3.1', '2.1.1', { with: ['kip-380', 'kafka-8724', 'kafka-7866', 'kafka-10432-flaw'] }),
  ...row('2.4.0', '2.6', {
    without: ['kafka-9338', 'kafka-10706', 'kafka-9491', 'kip-570'],
    with: ['kafka-10432-flaw'],
  }),
  ...row('2.4.1', '2.6', { without: ['kafka-9338', 'kafka-10706', 'kip-570'], with: ['kafka-10432-flaw'] }),
  ...row('2.5.0 2.5.1', '2.6', { without: ['kafka-10706', 'kip-570'], with: ['kafka-10432-flaw'] }),
  ...row('2.6.0', '2.6', { without: ['kafka-10706'], with: ['kafka-10432-flaw'] }),
  ...row('2.6.1 2.6.2 2.6.3', '2.6'),
  ...row('2.7.0 2.7.1 2.7.2', '2.8', {
    without: ['kip-595', 'kafka-10471', 'kafka-10778'],
    differs: ['AlterIsr', 'an ISR that is written already'],
  }),
  ...row('2.8.0', '2.8', {
    with: ['kafka-13207-flaw'],
    differs: ['AlterIsr', 'an ISR that is written already', 'KAFKA-12996'],
  }),
  ...row('2.8.1 2.8.2', '2.8', { differs: ['AlterIsr'] }),
  ...row('3.2.0 3.2.1 3.2.2 3.2.3', '3.2'),
  ...row('3.3.0 3.3.1 3.3.2 3.4.0', '3.5', {
    without: ['kip-903', 'kafka-14704'],
    with: ['published-after-registration'],
  }),
  ...row('3.4.1', '3.5', { without: ['kip-903'], with: ['published-after-registration'] }),
  ...row('3.5.0 3.5.1 3.5.2', '3.5'),
  ...row('3.6.0 3.6.1 3.6.2', '3.5', { with: ['kafka-15021'] }),
  ...row('3.7.0', '3.7'),
  ...row('3.7.1 3.7.2', '3.7', { without: ['kip-858-as-released'] }),
  ...row('3.8.0 3.8.1 3.9.0', '3.9', { without: ['kafka-18991', 'kafka-18723'] }),
  ...row('3.9.1', '3.9'),
  ...row('4.0.0', '4.0', { without: ['kafka-18991', 'kafka-18723'] }),
  ...row('4.0.1', '4.0'),
  ...row('4.1.0', '4.1'),
  ...row('4.1.1 4.2.0 4.2.1', '4.1', { with: ['last-leader-at-loss'] }),
  ...row('4.3.0 4.3.1', '4.3'),
  ...row('4.4.0', '4.3', { lookedAt: 'classes' }),
]

/**
 * A release by its name. A name that others begin with, as 2.6, is the first of them; or the first that is a preset as it is,
 * if one is: 0.10 is 0.10.2.0.
 */
export const releaseNamed = (name: string): Released | undefined => {
  const exact = released.find(({ release }) => release === name)
  if (exact !== undefined || !/^\d+\.\d/.test(name)) return exact
  const family = released.filter(({ release }) => release.startsWith(`${name}.`))
  return family.find((one) => one.without.length + one.with.length === 0) ?? family[0]
}

/** A preset with what it is varied by: '1.1 without kafka-5642'. */
export const presetOf = ({ preset, without, with: put }: Pick<Released, 'preset' | 'without' | 'with'>): string =>
  [preset, ...without.map((name) => `without ${name}`), ...put.map((name) => `with ${name}`)].join(' ')

/** What is known of a release of which only the classes were looked at. */
export const classesOnly = ({ preset }: Pick<Released, 'preset'>): string =>
  `its source was not read; its classes were run beside the model of ${preset}`

/** Why a preset stands for a release, in one line. */
export const whyItStands = (named: string, found: Released): string => {
  const isNamed = named === found.release || found.preset === found.release
  const which = isNamed ? named : `${named}, as of ${found.release}`
  const otherwise = found.differs.length === 0 ? '' : `; not modelled: ${found.differs.join(', ')}`
  const why = found.lookedAt === 'source' ? 'the same decisions' : classesOnly(found)
  return `Kafka ${presetOf(found)} stands for ${which}: ${why}${otherwise}`
}

/** Why a release between the two eras is refused; undefined for any other name. */
export const whyNotModelled = (name: string): string | undefined =>
  /^3\.[01](\.\d+)*$/.test(name)
    ? 'KRaft is modelled from 3.2 on, and ZooKeeper up to 2.8, so the nearest are 2.8.2 and 3.2.0'
    : undefined

/** The newest modelled release before a version, else the oldest one. Undefined if the name is no version. */
export const nearestTo = (name: string): string | undefined => {
  if (!/^\d+(\.\d+)*$/.test(name)) return undefined
  const before = released.findLast(({ release }) => isBefore(release, name)) ?? released[0]
  return before?.release
}

/** Compares versions number by number. */
export const isBefore = (one: string, other: string): boolean => {
  const [these, those] = [partsOf(one), partsOf(other)]
  const pairs = those.map((part, index) => [these[index] ?? 0, part] as const)
  const [mine, theirs] = pairs.find(([here, there]) => here !== there) ?? [0, 0]
  return mine < theirs
}

const partsOf = (version: string): readonly number[] => version.split('.').map(Number)

const OLDEST = released[0]?.release ?? ''
const NEWEST = released.at(-1)?.release ?? ''

/** From the first release that is modelled to the last. */
export const span = `${OLDEST} to ${NEWEST}`
