/**
 * The result of a search and of a replay, as plain JSON. Reports use nothing else, so a report can be made later from a
 * saved run.
 */
export interface Run {
  readonly format: 1
  /** The subject: its name, and how it is varied. */
  readonly title: string
  /** The settings and bounds, line by line. */
  readonly scope: readonly string[]
  /** The complete question, as options of the command line: by their names. */
  readonly question: Readonly<Record<string, string>>
  /** States that differ only in the names of peers are counted once. */
  readonly symmetry?: boolean
  /**
   * Steps left out, because another order of the steps leads to the same state. Together with `generated` they are all
   * steps.
   */
  readonly spared?: number
  /** The number of threads that ended before the search. Other threads repeated their work. */
  readonly lostThreads?: number
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** Why a search stopped before its end. */
  readonly stopped?: Stopped
  /**
   * Where a stopped search is saved, and the number of saved states. `trouble` says why the last save failed; the saved
   * states are then older, or none.
   */
  readonly kept?: { readonly path: string; readonly states: number; readonly trouble?: string }
  /** States were compared by 64-bit fingerprints. */
  readonly fingerprints?: boolean
  /** Of an inconclusive search: whether it was judged, in all states that it expanded, how healing ends. Absent if not asked. */
  readonly isHealingJudged?: boolean
  readonly distinct: number
  readonly generated: number
  /** The largest number of actions that are enabled in one expanded state. */
  readonly widest: number
  /** The expanded states without a step: their number, and a shortest schedule to one of them. Absent if there is none. */
  readonly stuck?: { readonly states: number; readonly steps: number; readonly token: string }
  /** States for which it was not judged whether they settle, because the bounds keep them from it. Absent if there is none. */
  readonly leftOut?: number
  /** Faults that are allowed, and that no step of a search that holds took: its verdict says nothing about them. Absent if there is none. */
  readonly untaken?: readonly string[]
  readonly depth: number
  /** The number of states at each distance from the initial state. */
  readonly levels: readonly number[]
  /** States that were found and not expanded. An inconclusive search leaves them open. */
  readonly frontier: number
  readonly bytes: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly facts: readonly Fact[]
  readonly failure?: Failure
  /** What broke in a search with symmetry only where a choice is free. Then the verdict is inconclusive. */
  readonly unconfirmed?: Unconfirmed
  /** What a search that holds did not judge, if there is something. */
  readonly outside?: Outside
  /** A change of the question with which nothing is lost, if something is lost and such a change was found. */
  readonly remedy?: Remedy
}

/** A changed question that was searched, and holds. */
export interface Remedy {
  /** What is changed, in words. */
  readonly what: string
  /** Clients were not served, and now are. */
  readonly isServed?: boolean
  /** Something is lost all the same; then the question is about that. */
  readonly isLossy?: boolean
  readonly question: Readonly<Record<string, string>>
}

/** Runs within the bounds for which nothing is promised. */
export interface Outside {
  /** What the judged runs have in common. */
  readonly promise: string
  /** The states that only other runs reach; absent if they were not counted. */
  readonly states?: number
  /** What is lost there, by kind of record. */
  readonly kinds: readonly LossKind[]
}

export interface LossKind {
  /** What is lost, in one word. */
  readonly of: string
  /** inconclusive: the search for a loss was stopped. */
  readonly verdict: Run['verdict']
  /** The shortest schedule to a loss, if one was found. */
  readonly loss?: Loss
}

export interface Loss {
  readonly property: string
  readonly sentence: string
  readonly steps: number
  readonly token: string
  /** How much of each kind a peer does not have then. Peers are counted from 1. */
  readonly missing?: { readonly peer: number; readonly counts: Readonly<Record<string, number>> }
}

export type Stopped = 'states' | 'time' | 'memory' | 'interrupt' | 'disk'

/** A fact, and the number of steps after which it was first reached, if it was. */
export interface Fact {
  readonly name: string
  readonly required: boolean
  readonly depth?: number
}

/** A failure: the property to blame, the other properties that broke in the same step, and the schedule. */
export interface Failure {
  readonly blamed: Finding
  readonly others: readonly Finding[]
  readonly trace: Trace
  readonly token: string
}

/** A schedule with a free choice that the machine would not make, under any names of the peers. */
export interface Unconfirmed {
  /** What breaks at its end, the one to blame first. */
  readonly findings: readonly Finding[]
  /** Its steps, as text. */
  readonly events: readonly string[]
}

/** A property that does not hold. */
export interface Finding {
  readonly property: string
  readonly sentence: string
  /** The rung of the ladder on which the property stands. */
  readonly rung?: string
}

/** A schedule as people read it: one line per step, in fixed columns. */
export interface Trace {
  readonly columns: readonly string[]
  readonly legend: readonly string[]
  /** The cells of the initial state. */
  readonly initial: readonly string[]
  readonly steps: readonly TraceStep[]
  /**
   * Present if the last steps can repeat for ever, so that nothing settles: the first of them, counted from 1. The last
   * step leads back to the state before it.
   */
  readonly loop?: number
  /** True if nothing settles because no healing step is possible after the last step. */
  readonly deadEnd?: boolean
}

export interface TraceStep {
  readonly event: string
  /** The short form of the event, as in a replay token. */
  readonly code: string
  /** The fault, if the step is one. */
  readonly fault?: string
  readonly cells: readonly string[]
  /** Notes about the step: 'a is committed'. */
  readonly notes: readonly string[]
}

/** The result of a replay. */
export interface Rerun {
  readonly format: 1
  readonly title: string
  readonly scope: readonly string[]
  readonly question: Readonly<Record<string, string>>
  readonly verdict: 'still fails' | 'fixed' | 'diverged'
  /** The number of steps in the schedule. */
  readonly planned: number
  readonly trace: Trace
  /** The broken properties. The trace ends at the step that breaks them. */
  readonly findings: readonly Finding[]
  /** The first step that was refused, counted from 1, and the guard that refused it. */
  readonly diverged?: { readonly step: number; readonly event: string; readonly because: string }
  readonly token: string
}

/** The result of many random walks. */
export interface WalkRun {
  readonly format: 1
  readonly title: string
  /** Where a release was asked about that is no preset: which preset stands for it, and why. */
  readonly standsFor?: string
  /** What was asked; what each walk drew for itself is missing. */
  readonly question: Readonly<Record<string, string>>
  /** The options that each walk drew at random. */
  readonly drawn: readonly string[]
  readonly seed: string
  /** How walks chose their steps, if not in the usual way. */
  readonly strategy?: string
  /** The number of the first walk, and how many walks were taken from there on. */
  readonly first: number
  readonly walks: number
  readonly steps: number
  /** What came of healing at the ends of the walks. Absent if no property of convergence was asked for. */
  readonly healed?: HealedWalks
  readonly seconds: number
  readonly cpuSeconds: number
  readonly verdict: 'broken' | 'holds'
  /** `threads` means that two threads crashed at the next walk. */
  readonly stopped?: Exclude<Stopped, 'disk'> | 'threads'
  /** Why the threads crashed. */
  readonly because?: string
  /**
   * Counts from some walks and a sample of states: the states that only one walk reached, and all pairs of a walk and a
   * state it reached.
   */
  readonly meetings: { readonly walks: number; readonly once: number; readonly all: number }
  /** The facts that any walk searched for. The depth is the number of steps of the walk that reached it first. */
  readonly facts: readonly Fact[]
  readonly failure?: WalkFailure
}

/** Walks that were healed where they ended or turned back, once for each property of convergence. */
export interface HealedWalks {
  readonly walks: number
  /** Walks that settled each time. */
  readonly settled: number
  /** Walks that came to a state which a property leaves out: nothing is concluded from there. */
  readonly leftOut: number
  /** Walks that had not settled after `within` healing steps: nothing is known about them. */
  readonly open: number
  readonly within: number
  /** How often walks were healed, and in how many steps, which are not among the steps of the walks. */
  readonly times: number
  readonly steps: number
}

/**
 * The number of actions that are enabled in an expanded state, on average and at most. Undefined for a search that
 * found a failure, because its last state is only partly expanded.
 */
export const enabledIn = ({
  verdict,
  distinct,
  frontier,
  generated,
  widest,
}: Pick<Run, 'verdict' | 'distinct' | 'frontier' | 'generated' | 'widest'>):
  | { readonly mean: number; readonly most: number }
  | undefined => {
  const expanded = distinct - frontier
  return verdict === 'broken' || expanded === 0 ? undefined : { mean: generated / expanded, most: widest }
}

/**
 * With 95 % confidence, at most one in this many walks breaks a property, if none of the walks taken did (rule of
 * three). Walks are independent and drawn in the same way, so no further assumption is needed. Walks that came to a
 * state which is left out do not count. Undefined for fewer than thirty walks, and if a walk is open.
 */
export const atMostOneIn = ({
  walks,
  verdict,
  healed,
}: Pick<WalkRun, 'walks' | 'verdict' | 'healed'>): number | undefined => {
  const judged = walks - (healed?.leftOut ?? 0)
  return verdict === 'holds' && judged >= 30 && (healed?.open ?? 0) === 0 ? Math.floor(judged / 3) : undefined
}

/**
 * The share of new states in the next walk, at most, after Good and Turing: see explorer/unseen.ts. Undefined for fewer
 * than thirty walks, or few states.
 */
export const newInNext = ({
  verdict,
  meetings: { walks, once, all },
}: Pick<WalkRun, 'verdict' | 'meetings'>): number | undefined =>
  verdict === 'holds' && walks >= 30 && all >= 100 ? once / all : undefined

/**
 * The probability, at most, that two of this many distinct states have the same 64 bits, so that one of them and its
 * successors may have been missed. 0.01 is one in a hundred.
 */
export const oddsOfMissing = (states: number): number => (states * (states - 1)) / 2 ** 65

/** The failure of a walk, before and after shrinking. */
export interface WalkFailure {
  readonly walk: number
  /** The original walk, as a token. */
  readonly steps: number
  readonly token: string
  readonly shrunk: Rerun
  /** A complete search found no shorter schedule within the bounds of the shrunk one. */
  readonly isShortest: boolean
  /** The shrinking budget ran out before everything was tried. */
  readonly isCutShort: boolean
  readonly fingerprint: string
}
