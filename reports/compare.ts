import type { Entry } from './saved'

/**
 * The differences between a run and the record, entry by entry. Entries that the run does not have are not compared.
 */
export interface Comparison {
  readonly newFailures: readonly Pair[]
  readonly fixed: readonly Pair[]
  readonly stillFailing: readonly Pair[]
  readonly diverged: readonly Pair[]
  /** Questions with an answer on record, and none in this run: it was stopped before. Nothing is known of them. */
  readonly open: readonly Pair[]
  /** Entries with the same verdict and other figures: states, transitions, depth, steps, the property to blame. */
  readonly changed: readonly Change[]
  readonly facts: readonly FactChange[]
  /** Entries of the run that are not on record. */
  readonly added: readonly Entry[]
  readonly compared: number
}

export interface Pair {
  readonly now: Entry
  readonly before?: Entry
}

export interface Change {
  readonly id: string
  readonly figure: string
  readonly before: string
  readonly now: string
}

/** A fact that was reached before and is not reached now, or the other way round. */
export interface FactChange {
  readonly id: string
  readonly fact: string
  readonly isMet: boolean
}

const BROKEN = ['broken', 'failed', 'still fails']

const isBroken = ({ verdict }: Entry): boolean => BROKEN.includes(verdict)

/** An answer that was not reached is no answer: it fixes nothing, and replaces nothing. */
const isOpen = ({ verdict }: Entry): boolean => verdict === 'inconclusive'

const isLost = (was: Entry | undefined, is: Entry): was is Entry => was !== undefined && isOpen(is) && !isOpen(was)

export const compare = (before: readonly Entry[], now: readonly Entry[]): Comparison => {
  const known = new Map(before.map((entry) => [entry.id, entry]))
  const pairs = now.map((entry): Pair => {
    const was = known.get(entry.id)
    return { now: entry, ...(was === undefined ? {} : { before: was }) }
  })
  const both = pairs.flatMap(({ now: is, before: was }) => (was === undefined ? [] : [{ is, was }]))
  const answered = both.filter(({ is, was }) => !isLost(was, is))
  return {
    newFailures: pairs.filter(({ now: is, before: was }) => isBroken(is) && (was === undefined || !isBroken(was))),
    fixed: pairs.filter(
      ({ now: is, before: was }) =>
        was !== undefined && isBroken(was) && !isBroken(is) && is.verdict !== 'diverged' && !isOpen(is),
    ),
    stillFailing: pairs.filter(({ now: is, before: was }) => was !== undefined && isBroken(was) && isBroken(is)),
    diverged: pairs.filter(({ now: is }) => is.verdict === 'diverged'),
    open: pairs.filter(({ now: is, before: was }) => isLost(was, is)),
    changed: answered.flatMap(({ is, was }) => changesOf(was, is)),
    facts: answered.flatMap(({ is, was }) => factChanges(was, is)),
    added: pairs.flatMap(({ now: is, before: was }) => (was === undefined ? [is] : [])),
    compared: answered.length,
  }
}

const FIGURES = ['property', 'steps', 'distinct', 'generated', 'depth', 'fingerprint'] as const

/** Changed verdicts are listed elsewhere. */
const changesOf = (was: Entry, is: Entry): readonly Change[] => {
  if (isBroken(was) !== isBroken(is)) return []
  return FIGURES.flatMap((figure): Change[] => {
    const [old, present] = [String(was[figure] ?? 'none'), String(is[figure] ?? 'none')]
    return old === present ? [] : [{ id: is.id, figure, before: old, now: present }]
  })
}

const factChanges = (was: Entry, is: Entry): readonly FactChange[] => [
  ...(was.met ?? []).filter((fact) => is.unmet?.includes(fact)).map((fact) => ({ id: is.id, fact, isMet: false })),
  ...(was.unmet ?? []).filter((fact) => is.met?.includes(fact)).map((fact) => ({ id: is.id, fact, isMet: true })),
]

/**
 * The record with the answers of a run in place of its own, sorted, so that diffs stay small. An answer on record stays
 * if the run has none.
 */
export const merged = (before: readonly Entry[], now: readonly Entry[]): readonly Entry[] => {
  const known = new Map(before.map((entry) => [entry.id, entry]))
  for (const entry of now) if (!isLost(known.get(entry.id), entry)) known.set(entry.id, entry)
  return [...known.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** True if no verdict and no figure changed. */
export const isUnchanged = ({ newFailures, fixed, diverged, changed, facts }: Comparison): boolean =>
  [newFailures, fixed, diverged, changed, facts].every((list) => list.length === 0)
