import { base } from './base'
import { fencedCount } from './kips/hypothetical-fenced-count'
import { followerFirst } from './kips/hypothetical-follower-first'
import { oldReplicasCount } from './kips/hypothetical-old-replicas-count'
import { kafka1028 } from './kips/kafka-1028'
import { kafka1170 } from './kips/kafka-1170'
import { kafka1188 } from './kips/kafka-1188'
import { kafka1382 } from './kips/kafka-1382'
import { kafka1555 } from './kips/kafka-1555'
import { kafka2477 } from './kips/kafka-2477'
import { kafka2721 } from './kips/kafka-2721'
import { kafka3330 } from './kips/kafka-3330'
import { kafka4485 } from './kips/kafka-4485'
import { kafka4529 } from './kips/kafka-4529'
import { kafka5634 } from './kips/kafka-5634'
import { kafka5642 } from './kips/kafka-5642'
import { kafka6074 } from './kips/kafka-6074'
import { kafka6835 } from './kips/kafka-6835'
import { kafka6859 } from './kips/kafka-6859'
import { kafka7128 } from './kips/kafka-7128'
import { kafka7152 } from './kips/kafka-7152'
import { kafka7164 } from './kips/kafka-7164'
import { kafka7164Skipped } from './kips/kafka-7164-skipped'
import { kafka7400 } from './kips/kafka-7400'
import { kafka7414 } from './kips/kafka-7414'
import { kafka7415 } from './kips/kafka-7415'
import { kafka7482 } from './kips/kafka-7482'
import { kafka7786 } from './kips/kafka-7786'
import { kafka8457 } from './kips/kafka-8457'
import { kafka20634Flaw } from './kips/kafka-20634-flaw'
import { kafka13207Flaw } from './kips/kafka-13207-flaw'
import { kip595 } from './kips/kip-595'
import { kafka8400 } from './kips/kafka-8400'
import { kafka8724 } from './kips/kafka-8724'
import { kafka9338 } from './kips/kafka-9338'
import { kafka10706 } from './kips/kafka-10706'
import { kafka13790 } from './kips/kafka-13790'
import { kafka13194 } from './kips/kafka-13194'
import { fetchOfThisLeadership } from './kips/fetch-of-this-leadership'
import { kafka14154 } from './kips/kafka-14154'
import { kafka14704 } from './kips/kafka-14704'
import { kafka15021 } from './kips/kafka-15021'
import { kafka15221 } from './kips/kafka-15221'
import { kafka15583 } from './kips/kafka-15583'
import { kafka15665 } from './kips/kafka-15665'
import { kafka19975 } from './kips/kafka-19975'
import { kafka18106 } from './kips/kafka-18106'
import { kafka18649 } from './kips/kafka-18649'
import { kafka19522 } from './kips/kafka-19522'
import { kip841 } from './kips/kip-841'
import { kip853 } from './kips/kip-853'
import { kip858 } from './kips/kip-858'
import { kip858AsReleased } from './kips/kip-858-as-released'
import { kip903 } from './kips/kip-903'
import { elrKeptByAssignment } from './kips/elr-kept-by-assignment'
import { lastLeaderAtLoss } from './kips/last-leader-at-loss'
import { knownProcess } from './kips/hypothetical-known-process'
import { fencedToo } from './kips/hypothetical-fenced-too'
import { noEmptyEpoch } from './kips/hypothetical-no-empty-epoch'
import { noOlderBatch } from './kips/hypothetical-no-older-batch'
import { freshBytes } from './kips/hypothetical-fresh-bytes'
import { registeredFetch } from './kips/hypothetical-registered-fetch'
import { keepProposal } from './kips/hypothetical-keep-proposal'
import { epochsMoveAlong } from './kips/hypothetical-epochs-move-along'
import { markerNamesDirectories } from './kips/hypothetical-marker-names-directories'
import { unfenceKnowing } from './kips/hypothetical-unfence-knowing'
import { offlineNotInIsr } from './kips/hypothetical-offline-not-in-isr'
import { forgetReplaced } from './kips/hypothetical-forget-replaced'
import { removedNotEligible } from './kips/hypothetical-removed-not-eligible'
import { publishedAfterRegistration } from './kips/published-after-registration'
import { resetRemote } from './kips/hypothetical-reset-remote'
import { kafka18723 } from './kips/kafka-18723'
import { kafka18991 } from './kips/kafka-18991'
import { kafka17076 } from './kips/kafka-17076'
import { kip33 } from './kips/kip-33'
import { kip101 } from './kips/kip-101'
import { kip112 } from './kips/kip-112'
import { kip279 } from './kips/kip-279'
import { kip320 } from './kips/kip-320'
import { kip320FirstTry } from './kips/kip-320-first-try'
import { kip380 } from './kips/kip-380'
import { kip455 } from './kips/kip-455'
import { kip570 } from './kips/kip-570'
import { kip497 } from './kips/kip-497'
import { kip497AsReleased } from './kips/kip-497-as-released'
import { kip534 } from './kips/kip-534'
import { kafka1647 } from './kips/kafka-1647'
import { kafka2143 } from './kips/kafka-2143'
import { kafka10778 } from './kips/kafka-10778'
import { kafka7866 } from './kips/kafka-7866'
import { kafka9491 } from './kips/kafka-9491'
import { kafka10471 } from './kips/kafka-10471'
import { kafka10101 } from './kips/kafka-10101'
import { kafka10432Flaw } from './kips/kafka-10432-flaw'
import { kip107 } from './kips/kip-107'
import { protocol, type Amendment, type Decision, type Protocol } from './decisions'
import type { Tag } from './tags'

/**
 * The history of Kafka's replication as far as it is modelled: each release that is a preset, and what it added to the one
 * before. This is the table of contents of `kips/`. `releases.ts` says which preset stands for which other release.
 */
export const timeline: readonly Preset[] = [
  { name: '0.8.0', readAt: '0.8.0', adds: [] },
  {
    name: '0.10.2',
    readAt: '0.10.2.2',
    adds: [
      ...[kafka1170, kafka1028, kafka1188, kafka1382, kafka1555, kafka2721, kafka4485],
      ...[kafka3330, kip33, kafka4529],
      ...[kafka1647, kafka2143, kafka2477],
    ],
  },
  { name: '1.1', readAt: '1.1.1', adds: [kip101, kip112, kafka5642, kafka6074, kafka5634, kip107] },
  { name: '2.0.0', readAt: '2.0.0', adds: [kip279] },
  { name: '2.0.1', readAt: '2.0.1', adds: [kafka7128, kafka7414, kafka7415], replacedNext: [kafka7164Skipped] },
  { name: '2.1', readAt: '2.1.0', adds: [kip320, kafka6835, kafka6859, kafka7152, kafka7164, kafka7482, kafka7400] },
  { name: '2.1.1', readAt: '2.1.1', adds: [kafka7786] },
  {
    name: '2.6',
    readAt: '2.6.1',
    adds: [
      ...[kip380, kafka8400, kafka9338, kafka10706, kafka8457],
      ...[kafka8724, kafka7866, kafka9491],
      ...[kip455, kip570],
    ],
  },
  { name: '2.8', readAt: '2.8.2', adds: [kip497, kip595, kafka10471, kafka10778], replacedNext: [kip497AsReleased] },
  {
    name: '3.2',
    readAt: '3.2.0',
    coordinator: 'kraft',
    adds: [kafka10101, kafka13194, kip534],
    replacedNext: [publishedAfterRegistration],
  },
  {
    name: '3.5',
    readAt: '3.5.0',
    coordinator: 'kraft',
    adds: [kafka13790, kafka14154, kip841, kip903, kafka14704, fetchOfThisLeadership],
  },
  {
    name: '3.7',
    readAt: '3.7.0',
    coordinator: 'kraft',
    adds: [kafka15221, kafka15583, kafka15021, kip858],
    replacedNext: [kip858AsReleased],
  },
  { name: '3.9', readAt: '3.9.1', coordinator: 'kraft', adds: [kafka18991, kafka18723, kafka15665] },
  { name: '4.0', readAt: '4.0.1', coordinator: 'kraft', adds: [kafka18106, kafka18649, kafka17076] },
  { name: '4.1', readAt: '4.1.0', coordinator: 'kraft', adds: [kafka19522] },
  { name: '4.3', readAt: '4.3.1', coordinator: 'kraft', adds: [lastLeaderAtLoss, kafka19975, elrKeptByAssignment] },
]

export interface Preset {
  readonly name: string
  readonly readAt: Tag
  /** What coordinates the brokers: ZooKeeper if nothing is said. */
  readonly coordinator?: 'kraft'
  readonly adds: readonly Amendment[]
  /** What only this release has, because the next one answers in another way. */
  readonly replacedNext?: readonly Amendment[]
}

/** A change that is no amendment: the model has it beside the decisions. */
export interface Feature {
  readonly name: string
  readonly title: string
  readonly since: string
  /** What goes wrong without it. */
  readonly repairs: string
  /** The first preset that can have it. */
  readonly preset: string
  /** The option that turns it on, if it is a feature of a cluster and not of a release. */
  readonly option?: string
}

/** What KRaft brought that is a mark in the metadata, or a feature of the cluster (docs/decisions/0063). */
export const features: readonly Feature[] = [
  {
    name: 'kip-704',
    title:
      'A leader that was elected uncleanly is recovering until its first AlterPartition: a mark, which no rule reads',
    since: '3.2.0',
    repairs: 'nothing that a property of clean runs sees: a run with an unclean election is not clean',
    preset: '3.2',
  },
  {
    name: 'kip-966',
    title: 'Eligible leader replicas: a feature of the cluster, with --elr',
    since: '4.0.0',
    repairs: 'the last replica of the ISR, which has lost its records and is elected',
    preset: '4.0',
    option: '--elr',
  },
]

/** Changes that make a protocol worse. They show what a decision is for, and are no remedy for anything. */
export const mistakes: readonly Amendment[] = [
  followerFirst,
  kip320FirstTry,
  kip497AsReleased,
  kip858AsReleased,
  kafka10432Flaw,
  kafka13207Flaw,
  kafka20634Flaw,
]

/** What came after the last preset, or in no release at all, and can be put on top of any. */
export const later: readonly Amendment[] = [
  ...[kip853, resetRemote, keepProposal, knownProcess, registeredFetch, fencedToo, removedNotEligible, freshBytes],
  ...[
    noOlderBatch,
    offlineNotInIsr,
    unfenceKnowing,
    markerNamesDirectories,
    noEmptyEpoch,
    epochsMoveAlong,
    forgetReplaced,
  ],
  ...[fencedCount, oldReplicasCount, followerFirst, kip320FirstTry, kafka10432Flaw, kafka13207Flaw, kafka20634Flaw],
]

/** Every amendment of a preset, oldest first. */
export const amendments: readonly Amendment[] = timeline.flatMap(({ adds, replacedNext = [] }) => [
  ...adds,
  ...replacedNext,
])

/** Every amendment that there is: those of presets, then the others. */
export const allAmendments: readonly Amendment[] = [...amendments, ...later]

/** The names of the presets, oldest first. */
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
  const until = releases.indexOf(release)
  if (until < 0) return undefined
  const all = [
    ...timeline.slice(0, until + 1).flatMap(({ adds }) => adds),
    ...(timeline[until]?.replacedNext ?? []),
    ...extra,
  ]
  const kept = all.flatMap((amendment) => leaveOut(amendment, without))
  const left = without.map((name) => `without ${name}`)
  const name = [release, ...left, ...extra.map((put) => `with ${put.name}`)].join(' ')
  return protocol(name, release, base, kept)
}

/** What is left of an amendment: nothing, all of it, or all but some decisions. */
const leaveOut = (amendment: Amendment, without: readonly string[]): readonly Amendment[] => {
  if (without.includes(amendment.name)) return []
  const isKept = ([decision]: readonly [string, unknown]): boolean => !without.includes(`${amendment.name}/${decision}`)
  if (Object.entries(amendment.answers).every(isKept)) return [amendment]
  const keep = <T extends object>(given: T): Partial<T> =>
    Object.fromEntries(Object.entries(given).filter(isKept)) as Partial<T>
  return [{ ...amendment, answers: keep(amendment.answers), decide: (was) => keep(amendment.decide(was)) }]
}

/** The decisions that an amendment changes. */
export const decisionsOf = ({ answers }: Amendment): readonly Decision[] => Object.keys(answers) as readonly Decision[]

/** The brokers of this release are coordinated by KRaft. */
export const isKraft = (release: string): boolean =>
  timeline.some(({ name, coordinator }) => name === release && coordinator === 'kraft')

/** The preset `name` came with or after `release`. */
export const isSince = (name: string, release: string): boolean => releases.indexOf(name) >= releases.indexOf(release)
