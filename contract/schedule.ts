import { isRefused } from '../kit/refused'
import { fingerprint } from './fingerprint'
import type { Machine } from './machine'

/**
 * What is to happen, step by step, to a machine that a question is asked about: the one value in which walks, searches, tokens and
 * stories hand on what they found. An action means something within the bounds of its machine only, so whoever has a schedule
 * never converts its steps, but asks it.
 */
export interface Schedule<Q, S, A> {
  readonly question: Q
  readonly machine: Machine<S, A>
  /** The steps, as far as the machine has such actions: the same objects as in its catalogue. */
  readonly actions: readonly A[]
  /** The codes of all steps from the first on that the machine has no action for; empty where it has one for each. */
  readonly unknown: readonly string[]
  /** The number of all steps. */
  readonly length: number
  /** The short forms of all steps, as in a replay token. */
  codes(): readonly string[]
  /** Its actions, one line of text each. */
  texts(): readonly string[]
  /** The first so many steps. */
  upTo(steps: number): Schedule<Q, S, A>
  /** The same steps in a machine of other bounds, of another version, or of another thread. */
  within<R, T, B>(question: R, machine: Machine<T, B>): Schedule<R, T, B>
  /** Takes all steps that can be taken. */
  replay(): Replay<S, A>
  /** A name for a failure that does not depend on chance: see fingerprint.ts. */
  fingerprint(property: string): string
}

/** A schedule that was taken. */
export interface Replay<S, A> {
  readonly initial: S
  /** The steps that could be taken, in order. */
  readonly steps: readonly Step<S, A>[]
  readonly diverged?: Divergence
}

export interface Step<S, A> {
  readonly action: A
  readonly state: S
}

/** The first step that could not be taken, counted from 1, and which guard is false there. */
export interface Divergence {
  readonly step: number
  readonly event: string
  readonly because: string
}

/** A schedule of actions that the machine has, or of copies of them. */
export const schedule = <Q, S, A>(question: Q, machine: Machine<S, A>, actions: readonly A[]): Schedule<Q, S, A> => {
  const { all, ordinal } = machine.actions
  return scheduleOf(
    question,
    machine,
    actions.map((action) => all[ordinal(action)] as A),
    [],
  )
}

/** A schedule from the short forms of its steps. */
export const scheduleOfCodes = <Q, S, A>(
  question: Q,
  machine: Machine<S, A>,
  codes: readonly string[],
): Schedule<Q, S, A> => {
  const known = whileKnown(codes.map((code) => machine.actions.decode(code)))
  return scheduleOf(question, machine, known, codes.slice(known.length))
}

const scheduleOf = <Q, S, A>(
  question: Q,
  machine: Machine<S, A>,
  actions: readonly A[],
  unknown: readonly string[],
): Schedule<Q, S, A> => {
  const { actions: catalogue } = machine
  const codesFrom = (step: number): readonly string[] => [
    ...actions.slice(step).map((action) => catalogue.encode(action)),
    ...unknown.slice(Math.max(0, step - actions.length)),
  ]
  return {
    question,
    machine,
    actions,
    unknown,
    length: actions.length + unknown.length,
    codes: () => codesFrom(0),
    texts: () => actions.map((action) => catalogue.print(action)),
    upTo: (steps) =>
      scheduleOf(question, machine, actions.slice(0, steps), unknown.slice(0, Math.max(0, steps - actions.length))),
    within(other, there) {
      const known = whileKnown([
        ...actions.map((action) => there.actions.counterpart(action)),
        ...unknown.map((code) => there.actions.decode(code)),
      ])
      return scheduleOf(other, there, known, codesFrom(known.length))
    },
    replay: () => replay(machine, actions, unknown),
    fingerprint: (property) => fingerprint(catalogue, actions, property),
  }
}

const whileKnown = <A>(found: readonly (A | undefined)[]): readonly A[] => {
  const end = found.indexOf(undefined)
  return (end < 0 ? found : found.slice(0, end)) as readonly A[]
}

const replay = <S, A>(
  { initial, fire, actions: catalogue }: Machine<S, A>,
  actions: readonly A[],
  [unknown]: readonly string[],
): Replay<S, A> => {
  const steps: Step<S, A>[] = []
  let state = initial
  for (const action of actions) {
    const next = fire(state, action) as S & object
    if (isRefused(next)) {
      const diverged = { step: steps.length + 1, event: catalogue.print(action), because: next.refused }
      return { initial, steps, diverged }
    }
    steps.push({ action, state: next })
    state = next
  }
  if (unknown === undefined) return { initial, steps }
  return { initial, steps, diverged: { step: steps.length + 1, event: unknown, because: NO_SUCH_ACTION } }
}

const NO_SUCH_ACTION = 'there is no such action here'
