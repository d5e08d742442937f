/** What `explain` says about a schedule, as plain data. Reports use nothing else. */

/**
 * What healing makes of the state after a step.
 *
 * kept: some continuation that only heals settles, and breaks nothing. lost: none does; all states that healing reaches
 * were searched, and from each of them healing can come to a broken property. unsettled: none settles, and some comes to where nothing that heals
 * breaks a property. unknown: the search was cut short, or the bounds keep the cluster from healing.
 */
export type Outlook = 'kept' | 'lost' | 'unsettled' | 'unknown'

/** The state after so many steps, and what becomes of it if only healing goes on. */
export interface After {
  readonly step: number
  readonly event: string
  readonly outlook: Outlook
  /** The states that were looked at for it. */
  readonly states: number
  /** Of unknown: what ended the search. bounds: those of the question leave out a step that heals. interrupt: somebody stopped it. */
  readonly limit?: Limit
}

export type Limit = 'states' | 'bounds' | 'interrupt'

/** A schedule in which the property is kept. */
export interface WayOut {
  /** The cluster has settled at its end; otherwise nothing is lost, but it never settles. */
  readonly isSettled: boolean
  /** What it has in place of the rest of the schedule, in words. */
  readonly steps: readonly string[]
  readonly token: string
}

export interface NoReturn {
  /** 0: the schedule was lost from its beginning. */
  readonly step: number
  readonly event: string
  /** The step before was not searched to its end, so that the point may be earlier. */
  readonly isAtLatest: boolean
  /** A continuation of the step before that heals, and keeps what was promised. */
  readonly before?: WayOut
  /** A later step after which healing could still keep it: a further harm that helped. */
  readonly againKeptAt?: number
}

/** A step that is left out, or a decision that is answered otherwise. */
export interface Counterfactual {
  /** Without step n, or with an amendment. */
  readonly kind: 'step' | 'change'
  readonly step?: number
  /** The text of the step, or the name of the change. */
  readonly what: string
  readonly fault?: string
  /** Of an amendment: its title, what it repairs, and the decisions that matter. */
  readonly title?: string
  readonly repairs?: string
  readonly decisions?: readonly string[]
  /** The records that were promised are promised here as well; false: they are not promised, so nothing is lost. */
  readonly isPromised: boolean
  /** Every continuation that heals keeps it, as far as all were searched; false: some does. */
  readonly isSure: boolean
  readonly steps: number
  readonly token: string
}

/** A step that was left out, or a change, of which nothing is known: the search of what heals was cut short. */
export interface Undecided {
  readonly kind: Counterfactual['kind']
  readonly step?: number
  readonly what: string
  readonly limit: Limit
}

export interface Explanation {
  readonly title: string
  readonly question: Readonly<Record<string, string>>
  readonly token: string
  readonly verdict: 'still fails' | 'fixed' | 'diverged'
  readonly diverged?: { readonly step: number; readonly event: string; readonly because: string }
  /** The number of steps that were taken. */
  readonly steps: number
  readonly last?: string
  readonly property?: string
  readonly sentence?: string
  readonly faults: readonly { readonly step: number; readonly event: string }[]
  readonly noReturn?: NoReturn
  readonly after: readonly After[]
  /** The states of all searches for the point of no return. */
  readonly states: number
  /** It was stopped before all was searched: there may be other counterfactuals. */
  readonly isStopped?: true
  /** The most states of one search. */
  readonly most: number
  readonly counterfactuals: readonly Counterfactual[]
  /** Tried, and not decided: they may be counterfactuals too. */
  readonly undecided: readonly Undecided[]
  /** Who believes what that is false. */
  readonly beliefs: readonly string[]
  /** The beliefs are those after so many steps: before the step that breaks a property, or, if there is none, after it. */
  readonly beliefsAfter: number
}
