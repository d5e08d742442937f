import type { Finding, Run, Trace } from './run'

/** The result of a search for a goal, as plain JSON. No property is judged in it. */
export interface Reach extends Pick<
  Run,
  | 'title'
  | 'scope'
  | 'question'
  | 'symmetry'
  | 'spared'
  | 'lostThreads'
  | 'stopped'
  | 'unconfirmed'
  | 'distinct'
  | 'generated'
  | 'widest'
  | 'depth'
  | 'frontier'
  | 'bytes'
  | 'seconds'
  | 'cpuSeconds'
> {
  readonly format: 1
  /** The fact or the expression, as it was asked. */
  readonly goal: string
  /** unreachable: every state within the bounds was judged. inconclusive: the search was stopped before, or the goal is unconfirmed. */
  readonly verdict: 'reached' | 'unreachable' | 'inconclusive'
  /** The shortest schedule after which the goal holds. */
  readonly found?: Found
}

interface Found {
  readonly trace: Trace
  readonly token: string
  /** The first step of the schedule that breaks properties, if one does, and these properties. */
  readonly breaks?: { readonly step: number; readonly findings: readonly Finding[] }
}
