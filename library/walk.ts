import type { Machine, Property } from '../contract/machine'
import type { WalkRun } from '../contract/run'
import { judge } from '../explorer/judge'
import { badInput } from '../lab/questions/bad-input'
import type { Show } from '../lab/loading/machine-file'
import { shrinkOwn, takeOwnWalks, USUAL_EFFORT } from '../lab/walking/own-walks'
import type { Progress } from '../lab/walking/tally'
import { caseOf, failureIn, failureOf, statesOf, type Failure, type Subject } from './failure'
import { factsOf, watchOf, type Watching } from './run'

/** The effort of shrinking. */
export interface Effort {
  /** Steps that are taken while steps are deleted (default: 400,000). */
  readonly steps?: number
  /** States that a search for a shorter schedule may visit (default: 300,000). */
  readonly states?: number
}

export interface WalkOptions<S> extends Watching<WalkProgress> {
  /** The seed of all random choices (default: tidemark). The same seed takes the same walks. */
  readonly seed?: string
  /** The number of walks (default: 2,000). */
  readonly walks?: number
  /** The maximum number of steps in a walk (default: 120). */
  readonly steps?: number
  /** The number of the first walk (default: 0): to take one walk again, or to go on where other walks ended. */
  readonly from?: number
  /** Stops after this many seconds. */
  readonly maxSeconds?: number
  readonly effort?: Effort
  /** How states are shown (default: a column for each field). */
  readonly show?: Show<S>
  /** The path of a file that exports this machine: tokens name it. */
  readonly file?: string
}

export interface WalkProgress {
  readonly walks: number
  readonly steps: number
  readonly seconds: number
}

export interface WalkResult<S, A> {
  /** holds: no walk broke anything; other walks may. */
  readonly verdict: WalkRun['verdict']
  readonly stopped?: 'time' | 'interrupt'
  /** What a walk broke, after shrinking. */
  readonly failure?: Failure<S, A>
  /** The number of the walk that broke it, and its steps before shrinking. */
  readonly broken?: { readonly walk: number; readonly steps: number }
  readonly walks: number
  readonly steps: number
  readonly facts: Readonly<Record<string, number | undefined>>
  /** All of it, as `tidemark walk --json` has it: see docs/json.md. */
  readonly run: WalkRun
}

/**
 * Takes random walks until one breaks a property, and shrinks its schedule. Each walk draws its own priorities among the
 * actions from its own seed, so walks differ from each other. Use it where a machine has too many states for `check`.
 */
export const walk = async <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  options: WalkOptions<S> = {},
): Promise<WalkResult<S, A>> => {
  const { seed = 'tidemark', walks = 2000, steps = 120, from = 0, maxSeconds, effort, show, file } = options
  refuseCounts({ walks, steps })
  const subject: Subject<S, A> = {
    ...{ machine, properties },
    ...(show === undefined ? {} : { show }),
    ...(file === undefined ? {} : { file }),
  }
  const plan = {
    ...{ seed, runs: walks, steps, effort: { ...USUAL_EFFORT, ...effort } },
    ...(maxSeconds === undefined ? {} : { seconds: maxSeconds }),
  }
  const watch = watchOf(options, progressOf)
  const { run, failing } = await takeOwnWalks(caseOf(subject), plan, from, watch)
  const isShortest = run.failure?.isShortest ?? false
  const failure = failureIn(subject, failing, isShortest)
  return {
    verdict: run.verdict,
    ...(run.stopped === 'time' || run.stopped === 'interrupt' ? { stopped: run.stopped } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(run.failure === undefined ? {} : { broken: { walk: run.failure.walk, steps: run.failure.steps } }),
    ...{ walks: run.walks, steps: run.steps, facts: factsOf(run.facts), run },
  }
}

/**
 * Makes a failing schedule as short as the effort allows: it deletes steps, and then searches for a shorter schedule
 * that breaks the same property. Refused steps are skipped, so the schedule may come from anywhere. Throws a BadInput
 * error if it breaks nothing.
 */
export const shrink = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  actions: readonly A[],
  effort: Effort = {},
): Failure<S, A> => {
  const subject = { machine, properties }
  caseOf(subject)
  const target = targetOf(subject, actions)
  if (target === undefined) throw badInput('shrink: this schedule breaks no property: expected one that does')
  const shrunk = shrinkOwn(machine, properties, { actions, target }, { ...USUAL_EFFORT, ...effort })
  const failure = failureOf(subject, shrunk.actions, shrunk.isShortest)
  if (failure === undefined) throw new Error(`a shrunk schedule of '${machine.name}' breaks nothing`)
  return failure
}

/** The first property that a schedule breaks. Refused steps are skipped. */
const targetOf = <S, A>({ machine, properties }: Subject<S, A>, actions: readonly A[]): string | undefined => {
  const { initially, breaches } = judge(properties)
  const [atOnce] = initially(machine.initial)
  if (atOnce !== undefined) return atOnce.property
  let before = machine.initial
  for (const action of actions) {
    const after = statesAfter(machine, before, action)
    if (after === undefined) continue
    const [blamed] = breaches(before, action, after)
    if (blamed !== undefined) return blamed.property
    before = after
  }
  return undefined
}

const statesAfter = <S, A>(machine: Machine<S, A>, initial: S, action: A): S | undefined =>
  statesOf({ ...machine, initial }, [action])[1]

const refuseCounts = (counts: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < 1)
      throw badInput(`walk: ${name} is ${count}: expected a whole number above 0`)
}

const progressOf = ({ walks, steps }: Progress, seconds: number): WalkProgress => ({ walks, steps, seconds })
