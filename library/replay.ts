import type { Machine, Property } from '../contract/machine'
import type { Rerun } from '../contract/run'
import { scheduleOfCodes, type Divergence } from '../contract/schedule'
import { badInput } from '../lab/questions/bad-input'
import { isPath } from '../lab/loading/load'
import { readToken } from '../lab/questions/token'
import { rerunOf } from '../lab/telling/rerun'
import { caseOf, failureOf, scheduleOf, statesOf, type Failure, type Subject } from './failure'

export interface Replayed<S, A> {
  /** still fails: see `failure`. fixed: nothing is broken. diverged: a step was refused, see `diverged`. */
  readonly verdict: Rerun['verdict']
  readonly failure?: Failure<S, A>
  /** The first step that was refused, counted from 1, and the guard that refused it. */
  readonly diverged?: Divergence
  /** The steps that were taken. */
  readonly actions: readonly A[]
  /** The state before the first step, and after each of them. */
  readonly states: readonly S[]
}

/**
 * Takes a schedule again: a token that a failure has, or a list of actions. It ends at the first step that breaks a
 * property or is refused. Throws a BadInput error if the token is damaged, or is one of another machine.
 */
export const replay = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  given: string | readonly A[],
): Replayed<S, A> => {
  const subject: Subject<S, A> = { machine, properties }
  caseOf(subject)
  const { actions, unknown } =
    typeof given === 'string' ? inToken(machine, given) : { actions: given, unknown: undefined }
  const { verdict, diverged, trace } = rerunOf(scheduleOf(subject, actions))
  const taken = actions.slice(0, trace.steps.length)
  const known = { actions: taken, states: statesOf(machine, taken) }
  const failure = verdict === 'still fails' ? failureOf(subject, taken, false) : undefined
  if (failure !== undefined) return { verdict, failure, ...known }
  if (diverged !== undefined) return { verdict: 'diverged', diverged, ...known }
  if (unknown === undefined) return { verdict: 'fixed', ...known }
  const stray = { step: taken.length + 1, event: unknown, because: 'there is no such action here' }
  return { verdict: 'diverged', diverged: stray, ...known }
}

/** The actions of a token, up to the first that the machine does not have. */
const inToken = <S, A>(
  machine: Machine<S, A>,
  token: string,
): { readonly actions: readonly A[]; readonly unknown: string | undefined } => {
  const { options, codes } = readToken(token)
  const of = options['machine'] ?? 'Kafka'
  if (of !== machine.name && !isPath(of))
    throw badInput(`replay: this token is one of the machine '${of}': expected one of '${machine.name}'`)
  const { actions, unknown } = scheduleOfCodes(machine.name, machine, codes)
  return { actions, unknown: unknown[0] }
}
