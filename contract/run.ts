/**
 * A search that has ended, and a schedule that was taken again, as plain JSON: all that reports know, so that
 * a report can be made tomorrow from a run saved today.
 */
export interface Run {
  readonly format: 1
  /** What was checked: 'two-phase-commit'. */
  readonly title: string
  /** The world in which it was checked, line by line. */
  readonly scope: readonly string[]
  /** The whole question, as options of the command line: { machine: 'two-phase-commit', ... }. */
  readonly question: Readonly<Record<string, string>>
  /** Counted are states but for the names of peers. */
  readonly symmetry?: boolean
  /** Steps left out, because another order of steps leads to the same; with `generated` they are all there are. */
  readonly spared?: number
  /** Threads that ended before the search did, where any did; what they had begun was done again. */
  readonly lostThreads?: number
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** Why a search ended before its time. */
  readonly stopped?: Stopped
  /** Where a stopped search is kept, with so many states; and why that failed, if it did: then these are older, or none. */
  readonly kept?: { readonly path: string; readonly states: number; readonly trouble?: string }
  /** States were told apart by 64 bits each. */
  readonly fingerprints?: boolean
  readonly distinct: number
  readonly generated: number
  /** The most steps that are enabled in one expanded state. */
  readonly widest: number
  readonly depth: number
  /** How many states are so many steps from the initial one, for each number of steps. */
  readonly levels: readonly number[]
  /** States found and not expanded: what an inconclusive search leaves open. */
  readonly frontier: number
  readonly bytes: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly facts: readonly Fact[]
  readonly failure?: Failure
}

export type Stopped = 'states' | 'time' | 'memory' | 'interrupt' | 'disk'

/** Something interesting, and the steps after which it was first met, if it was. */
export interface Fact {
  readonly name: string
  readonly required: boolean
  readonly depth?: number
}

/** How something broke: what to blame, what else broke in the same step, and the way there. */
export interface Failure {
  readonly blamed: Finding
  readonly others: readonly Finding[]
  readonly trace: Trace
  readonly token: string
}

/** A property that does not hold. */
export interface Finding {
  readonly property: string
  readonly sentence: string
  /** The rung of the ladder on which the property stands. */
  readonly rung?: string
}

/** A schedule as it looks to people: one line a step, fixed columns. */
export interface Trace {
  readonly columns: readonly string[]
  readonly legend: readonly string[]
  /** The cells of the initial state. */
  readonly initial: readonly string[]
  readonly steps: readonly TraceStep[]
}

export interface TraceStep {
  readonly event: string
  /** The short form of the event, as in a replay token. */
  readonly code: string
  /** Which fault this is; most steps are none. */
  readonly fault?: string
  readonly cells: readonly string[]
  /** What this step means beyond what the cells show: 'a is committed'. */
  readonly notes: readonly string[]
}

/** What came of a schedule that was taken again. */
export interface Rerun {
  readonly format: 1
  readonly title: string
  readonly scope: readonly string[]
  readonly question: Readonly<Record<string, string>>
  readonly verdict: 'still fails' | 'fixed' | 'diverged'
  /** The steps that were to be taken. */
  readonly planned: number
  readonly trace: Trace
  /** What broke; the trace then ends there. */
  readonly findings: readonly Finding[]
  /** The first step that could not be taken, counted from 1, and the guard that is false there. */
  readonly diverged?: { readonly step: number; readonly event: string; readonly because: string }
  readonly token: string
}

/** Many random walks that have ended. */
export interface WalkRun {
  readonly format: 1
  readonly title: string
  /** Where a release was asked about that is no preset: which preset stands for it, and why. */
  readonly standsFor?: string
  /** What was asked; what each walk drew for itself is missing. */
  readonly question: Readonly<Record<string, string>>
  /** What each walk drew for itself. */
  readonly drawn: readonly string[]
  readonly seed: string
  /** The number of the first walk, and of the walks taken from there on. */
  readonly first: number
  readonly walks: number
  readonly steps: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly verdict: 'broken' | 'holds'
  /** threads: two of them died at the walk after these. */
  readonly stopped?: Exclude<Stopped, 'disk'> | 'threads'
  /** Of what the threads died. */
  readonly because?: string
  /** Of some walks, and of a sample of states: those that one walk alone met, and all meetings of a walk and a state. */
  readonly meetings: { readonly walks: number; readonly once: number; readonly all: number }
  /** What was asked for in any walk; the depth is the steps of the walk that met it first. */
  readonly facts: readonly Fact[]
  readonly failure?: WalkFailure
}

/**
 * How many steps are enabled in an expanded state, on average and at most. A search that found something broken left its last
 * state half expanded, and says nothing.
 */
export const enabledIn = ({
  verdict,
  distinct,
  frontier,
  generated,
  widest,
}: Pick<Run, 'verdict' | 'distinct' | 'frontier' | 'generated' | 'widest'>):
  { readonly mean: number; readonly most: number } | undefined => {
  const expanded = distinct - frontier
  return verdict === 'broken' || expanded === 0 ? undefined : { mean: generated / expanded, most: widest }
}

/**
 * Of how many such walks at most one breaks something, with 95 % confidence, where none of so many did: the rule of three.
 * Walks are drawn one like the other, so nothing more is assumed; of fewer than thirty nothing can be said.
 */
export const atMostOneIn = ({ walks, verdict }: Pick<WalkRun, 'walks' | 'verdict'>): number | undefined =>
  verdict === 'holds' && walks >= 30 ? Math.floor(walks / 3) : undefined

/**
 * What share of the states that the next walk meets would be new, at most, after Good and Turing: see explorer/unseen.ts. Of fewer
 * than thirty walks, or few meetings, nothing can be said.
 */
export const newInNext = ({
  verdict,
  meetings: { walks, once, all },
}: Pick<WalkRun, 'verdict' | 'meetings'>): number | undefined =>
  verdict === 'holds' && walks >= 30 && all >= 100 ? once / all : undefined

/**
 * The odds, at most, that two of so many different states have the same 64 bits, so that one of them was missed, with all that
 * follows from it; 0.01 is one in a hundred.
 */
export const oddsOfMissing = (states: number): number => (states * (states - 1)) / 2 ** 65

/** What one walk found, and what was left of it after shrinking. */
export interface WalkFailure {
  readonly walk: number
  /** The walk as it was, to be taken again. */
  readonly steps: number
  readonly token: string
  readonly shrunk: Rerun
  /** Searched to the end: there is no shorter schedule in the world of the shrunk one. */
  readonly isShortest: boolean
  /** The effort was spent before everything was tried. */
  readonly isCutShort: boolean
  readonly fingerprint: string
}
