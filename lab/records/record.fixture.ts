/** The searches on record are run again: small worlds in npm test, large ones in the long tests. */
import { explore, type Outcome } from '../../explorer/breadth'
import { ablations, olderAblations } from './ablations'
import { bugs, knownLosses } from './bugs'
import { versionRows } from './ladder'
import { changes } from './changes'
import { stalls } from './stalls'
import { compactionBugs } from './compaction-bugs'
import { deletedLate } from './deleted-late'
import { kraftAblations } from './kraft-ablations'
import { kraftBugs } from './kraft-bugs'
import { kraftWorlds } from './kraft-worlds'
import { directoryWorlds } from './kraft-directory-worlds'
import { quoted } from './quoted'
import { reassignmentBugs } from './reassignment-bugs'
import { storageBugs } from './storage-bugs'
import { told } from './told'
import { counterpart, type Expected, type Pinned } from './pinned'
import { besideOf, numberOf, subjectOf, type Question } from '../questions/question'
import { worlds } from './worlds'

/** The most states of a world in npm test. The ladder with KRaft is searched there whatever its size. */
const SMALL = 700

/** The most states of a world in the long tests. README.md, which is a long test too, quotes some larger ones. */
const LARGE = 1500

/**
 * The rows of the ladder with KRaft, and the versions that they are compared with. Some of these have far more states than their row, so
 * without this only `npm start` and the nightly tests would notice that one has changed.
 */
const ladderOfKraft: ReadonlySet<string> = new Set(
  versionRows
    .filter(({ question: { bounds } }) => bounds.kraft !== undefined)
    .flatMap((one) => [one, ...[counterpart(one) ?? []].flat()])
    .map(({ question: asked }) => JSON.stringify(asked)),
)

export const isSmall = ({ question: asked, expected: { distinct = Infinity } }: Pinned): boolean =>
  distinct <= SMALL || ladderOfKraft.has(JSON.stringify(asked))

export const isHuge = (one: Pinned): boolean => !isSmall(one) && (one.expected.distinct ?? 0) > LARGE

export const isLarge = (one: Pinned): boolean => !isSmall(one) && !isHuge(one)

const searched = new Map<string, Outcome<unknown>>()

/** The outcome of a search. Several rows ask the same question. */
const search = (asked: Question): Outcome<unknown> => {
  const key = JSON.stringify(asked)
  const outcome = searched.get(key) ?? searchFor(asked)
  searched.set(key, outcome)
  return outcome
}

const searchFor = (asked: Question): Outcome<unknown> => {
  if (asked.unlike === undefined) {
    const { machine, properties } = subjectOf(asked)
    return explore(machine, properties)
  }
  const { machine, properties } = besideOf(asked, asked.unlike)
  return explore(machine, properties)
}

/** The result of a search, in the form of the record. */
const found = ({ question: asked, expected }: Pinned): Expected => {
  const { verdict, breach, distinct, depth } = search(asked)
  const [blamed] = breach?.breaches ?? []
  return {
    ...{ verdict, distinct },
    ...(blamed === undefined ? {} : { property: numberOf(blamed.property), steps: breach?.actions.length ?? 0 }),
    ...(expected.depth === undefined ? {} : { depth }),
  }
}

const outcomeOf = ({ expected: { property, steps, distinct, depth } }: Pinned): string =>
  property === undefined ? `holds: ${distinct} states, depth ${depth}` : `breaks ${property} in ${steps} steps`

const held = (pinned: readonly Pinned[]): readonly Pinned[] =>
  pinned.flatMap((one) => {
    const other = counterpart(one)
    return other === undefined ? [] : [{ ...other, name: `${one.name}, asked of ${other.name}` }]
  })

const tabled = (pinned: readonly Pinned[]): readonly (readonly [string, Pinned])[] =>
  pinned.map((one) => [`${one.name} ${outcomeOf(one)}`, one])

const record = {
  versions: versionRows,
  ablations,
  'older ablations': olderAblations,
  bugs,
  stalls,
  'bugs of the log on disk': storageBugs,
  'bugs of retention and compaction': compactionBugs,
  'what is deleted late': deletedLate,
  'configurations that change': changes,
  'bugs of moving replicas': reassignmentBugs,
  'bugs of KRaft': kraftBugs,
  'ablations of KRaft': kraftAblations,
  'known losses': knownLosses,
  'small worlds': worlds,
  'small worlds of KRaft': kraftWorlds,
  'log directories of KRaft': directoryWorlds,
  'bugs that are only told': told.filter(({ token }) => token === undefined),
  'searches that findings quote': quoted,
}

/** The states of all searches on record that are asked again here. */
export const statesOnRecord: ReadonlySet<number> = new Set(
  Object.values(record).flatMap((pinned) =>
    [...pinned, ...held(pinned)].flatMap(({ expected }) => expected.distinct ?? []),
  ),
)

/** The rows for which `isWanted` is true, and those with which they are compared. */
export const areAsOnRecord = (isWanted: (one: Pinned) => boolean): void =>
  describe.each(Object.entries(record))('the %s on record', (_, pinned) => theseAreAsOnRecord(pinned, isWanted))

/** Some rows, and those with which they are compared. */
export const theseAreAsOnRecord = (pinned: readonly Pinned[], isWanted: (one: Pinned) => boolean): void => {
  const rows = tabled([...pinned, ...held(pinned)].filter(isWanted))
  if (rows.length > 0) test.each(rows)('%s', (_name, one) => expect(found(one)).toEqual(one.expected))
}

/** The minimum: two brokers, one record, one epoch. */
const smaller = ({ question: asked }: Pinned): readonly Question[] => {
  const { bounds } = asked
  const shrink = (one: Partial<typeof bounds>): Question => ({ ...asked, bounds: { ...bounds, ...one } })
  return [
    ...(bounds.brokers > 2 ? [shrink({ brokers: bounds.brokers - 1 })] : []),
    ...(bounds.records > 1 ? [shrink({ records: bounds.records - 1 })] : []),
    ...(bounds.epochs > 1 ? [shrink({ epochs: bounds.epochs - 1 })] : []),
    ...Object.entries(bounds.faults).flatMap(([fault, budget]) =>
      budget > 0 ? [shrink({ faults: { ...bounds.faults, [fault]: budget - 1 } })] : [],
    ),
  ]
}

export const areSmallest = (isWanted: (one: Pinned) => boolean): void =>
  describe('the bounds of an ablation are the smallest', () => {
    const rows = ablations.filter(isWanted).map((one) => [one.name, one] as const)
    if (rows.length > 0)
      test.each(rows)('within which a property breaks without %s', (_, one) => {
        expect(smaller(one).map((asked) => search(asked).verdict)).toEqual(smaller(one).map(() => 'holds'))
      })
  })
