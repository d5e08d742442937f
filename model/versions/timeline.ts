import { base } from './base'
import { kafka1028 } from './kips/kafka-1028'
import { fencedCount } from './kips/hypothetical-fenced-count'
import { kafka10706 } from './kips/kafka-10706'
import { kafka1170 } from './kips/kafka-1170'
import { kafka1188 } from './kips/kafka-1188'
import { kafka1555 } from './kips/kafka-1555'
import { kafka2721 } from './kips/kafka-2721'
import { kafka5642 } from './kips/kafka-5642'
import { kafka6859 } from './kips/kafka-6859'
import { kafka7128 } from './kips/kafka-7128'
import { kafka7152 } from './kips/kafka-7152'
import { kafka7164 } from './kips/kafka-7164'
import { kafka7414 } from './kips/kafka-7414'
import { kafka7415 } from './kips/kafka-7415'
import { kafka7786 } from './kips/kafka-7786'
import { kafka8400 } from './kips/kafka-8400'
import { kafka9338 } from './kips/kafka-9338'
import { kip101 } from './kips/kip-101'
import { kip279 } from './kips/kip-279'
import { kip320 } from './kips/kip-320'
import { kip320FirstTry } from './kips/kip-320-first-try'
import { kip380 } from './kips/kip-380'
import { protocol, type Amendment, type Protocol } from './decisions'

/**
 * The history of Kafka's replication as far as it is modelled: each release, and what it added to the one before. This is
 * the table of contents of `kips/`.
 */
export const timeline: readonly Release[] = [
  { name: '0.8.0', adds: [] },
  { name: '0.10.2', adds: [kafka1170, kafka1028, kafka1188, kafka1555, kafka2721] },
  { name: '1.1', adds: [kip101, kafka5642] },
  { name: '2.0.0', adds: [kip279] },
  { name: '2.1', adds: [kip320, kafka6859, kafka7128, kafka7152, kafka7164, kafka7414, kafka7415] },
]

export interface Release {
  readonly name: string
  readonly adds: readonly Amendment[]
}

/** What came after the last release modelled, or in no release at all, and can be put on top of any: a fix ahead of its time. */
export const later: readonly Amendment[] = [
  ...[kafka7786, kip380, kafka8400, kafka9338, kafka10706],
  ...[fencedCount, kip320FirstTry],
]

/** Other names under which a release is accepted. */
export const shortForms: Readonly<Record<string, string>> = {
  '0.8': '0.8.0',
  '0.10': '0.10.2',
  '0.11': '1.1',
  '2.0': '2.0.0',
}

/** Every amendment, oldest first. */
export const amendments: readonly Amendment[] = timeline.flatMap(({ adds }) => adds)

/** The releases that have a preset, oldest first. */
export const releases: readonly string[] = timeline.map(({ name }) => name)

/** A change to a release. */
export interface Variation {
  /** Left out: whole amendments (kip-320), or one decision of one (kip-101/truncation). */
  readonly without?: readonly string[]
  /** Put on top, in this order. */
  readonly with?: readonly Amendment[]
}

/**
 * The protocol of a release, as it was or varied. Undefined where there is no such release; a name in `without` that the
 * release does not have is the caller's to refuse.
 */
export const preset = (release: string, { without = [], with: extra = [] }: Variation = {}): Protocol | undefined => {
  const until = releases.indexOf(shortForms[release] ?? release)
  if (until < 0) return undefined
  const all = [...timeline.slice(0, until + 1).flatMap(({ adds }) => adds), ...extra]
  const kept = all.flatMap((amendment) => leaveOut(amendment, without))
  const known = releases[until] ?? release
  const name = [known, ...without.map((left) => `without ${left}`), ...extra.map((put) => `with ${put.name}`)].join(' ')
  return protocol(name, known, base, kept)
}

/** What is left of an amendment: nothing, all of it, or all but some decisions. */
const leaveOut = (amendment: Amendment, without: readonly string[]): readonly Amendment[] => {
  if (without.includes(amendment.name)) return []
  const dropped = decisionsOf(amendment).filter((decision) => without.includes(`${amendment.name}/${decision}`))
  if (dropped.length === 0) return [amendment]
  const decide: Amendment['decide'] = (was) =>
    Object.fromEntries(Object.entries(amendment.decide(was)).filter(([decision]) => !dropped.includes(decision)))
  return [{ ...amendment, decide }]
}

/** The decisions that an amendment changes, by name. */
export const decisionsOf = (amendment: Amendment): readonly string[] => Object.keys(amendment.decide(base))

/** The release `name` came with or after `release`. */
export const isSince = (name: string, release: string): boolean => releases.indexOf(name) >= releases.indexOf(release)
