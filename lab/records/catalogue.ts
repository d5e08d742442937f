import { ablations } from './ablations'
import { bugs, knownLosses } from './bugs'
import { compactionBugs } from './compaction-bugs'
import { kraftBugs } from './kraft-bugs'
import type { Pinned } from './pinned'
import { reassignmentBugs } from './reassignment-bugs'
import { stalls } from './stalls'
import { storageBugs } from './storage-bugs'
import { told } from './told'

/** A bug and all that is on record of it: its own row first. */
export interface Recorded {
  /** B16. */
  readonly bug: string
  readonly row: Pinned
  readonly others: readonly Pinned[]
}

export interface Chapter {
  readonly title: string
  readonly bugs: readonly Recorded[]
}

/** Ablations that are bugs of the catalogue under the name of what mends them. */
const NAMED: Readonly<Record<string, string>> = { 'kafka-7786': 'B09', 'kafka-10706': 'B10' }

export const bugOf = ({ name, bug }: Pinned): string => bug ?? NAMED[name] ?? /^B\d+/.exec(name)?.[0] ?? name

/** One entry for each bug, in the order of its number. */
const byBug = (rows: readonly Pinned[]): readonly Recorded[] => {
  const numbers = [...new Set(rows.map(bugOf))].sort((one, other) => (one < other ? -1 : 1))
  return numbers.flatMap((bug) => {
    const all = rows.filter((row) => bugOf(row) === bug)
    const own = all.find(({ name }) => name === bug) ?? all[0]
    return own === undefined ? [] : [{ bug, row: own, others: all.filter((row) => row !== own) }]
  })
}

/** Known losses that the log on disk shows in another way belong to the rows of the losses. */
const losses = new Set(knownLosses.map(bugOf))
const isLoss = (row: Pinned): boolean => losses.has(bugOf(row))

export const isOfKraft = ({ question: { bounds } }: Pinned): boolean => bounds.kraft !== undefined
const zookeeper = [
  ...ablations.filter(({ name }) => name in NAMED),
  ...[...bugs, ...stalls, ...told].filter((row) => !isOfKraft(row)),
]
const disk = [...storageBugs, ...compactionBugs]

/** Every bug of docs/bugs.md whose search is on record. */
export const chapters: readonly Chapter[] = [
  { title: 'With ZooKeeper', bugs: byBug(zookeeper) },
  { title: 'The log on disk', bugs: byBug(disk.filter((row) => !isLoss(row))) },
  { title: 'While replicas move', bugs: byBug(reassignmentBugs) },
  { title: 'With KRaft', bugs: byBug([...kraftBugs, ...told.filter(isOfKraft)]) },
  {
    title: 'Known losses, against which Kafka makes no promise',
    bugs: byBug([...knownLosses, ...disk.filter(isLoss)]),
  },
]
