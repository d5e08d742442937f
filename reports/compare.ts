import type { Entry } from './saved'

/**
 * The differences between a run and the record, entry by entry. Entries that the run does not have are not compared.
 */
export interface Comparison {
  readonly newFailures: readonly Pair[]
  readonly fixed: readonly Pair[]
  readonly stillFailing: readonly Pair[]
  readonly diverged: readonly Pair[]
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

export const compare = (before: readonly Entry[], now: readonly Entry[]): Comparison => {
  const known = new Map(before.map((entry) => [entry.id, entry]))
  const pairs = now.map((entry): Pair => {
    const was = known.get(entry.id)
    return { now: entry, ...(was === undefined ? {} : { before: was }) }
  })
  const both = pairs.flatMap(({ now: is, before: was }) => (was === undefined ? [] : [{ is, was }]))
  return {
    newFailures: pairs.filter(({ now: is, before: was }) => isBroken(is) && (was === undefined || !isBroken(was))),
    fixed: pairs.filter(
      ({ now: is, before: was }) => was !== undefined && isBroken(was) && !isBroken(is) && is.verdict !== 'diverged',
    ),
    stillFailing: pairs.filter(({ now: is, before: was }) => was !== undefined && isBroken(was) && isBroken(is)),
    diverged: pairs.filter(({ now: is }) => is.verdict === 'diverged'),
    changed: both.flatMap(({ is, was }) => changesOf(was, is)),
    facts: both.flatMap(({ is, was }) => factChanges(was, is)),
    added: pairs.flatMap(({ now: is, before: was }) => (was === undefined ? [is] : [])),
    compared: both.length,
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

/** True if no verdict and no figure changed. */
export const isUnchanged = ({ newFailures, fixed, diverged, changed, facts }: Comparison): boolean =>
  [newFailures, fixed, diverged, changed, facts].every((list) => list.length === 0)
