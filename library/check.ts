import type { Machine, Property } from '../contract/machine'
import type { Run, Stopped } from '../contract/run'
import type { Progress } from '../explorer/breadth'
import { check as checkCase } from '../lab/searching/check'
import type { Limits } from '../lab/searching/engine'
import { badInput } from '../lab/questions/bad-input'
import type { Show } from '../lab/loading/machine-file'
import { caseOf, failureIn, type Failure, type Subject } from './failure'
import { factsOf, watchOf, type Watching } from './run'

export interface CheckOptions<S> extends Watching<CheckProgress> {
  /** Stops before more than this many states are known. */
  readonly maxStates?: number
  /** Stops after this many seconds. */
  readonly maxSeconds?: number
  /** Stops when the search uses this much memory, in bytes (default: 4 GiB). */
  readonly maxBytes?: number
  /** Counts states that differ only in the names of interchangeable peers once. The machine needs `peers`. */
  readonly symmetry?: boolean
  /** Takes independent steps in one order only. The machine needs `footprints`. */
  readonly partialOrder?: boolean
  /** The number of threads (default: 1). The result does not depend on it. Several threads need `file`. */
  readonly workers?: number
  /**
   * The path of a file that exports this machine as `machine`, and its properties as `properties`. Threads load it, and
   * tokens name it, so that `npx tidemark replay` can load it as well.
   */
  readonly file?: string
  /** How states are shown (default: a column for each field). */
  readonly show?: Show<S>
}

export interface CheckProgress {
  readonly states: number
  readonly transitions: number
  readonly depth: number
  /** States that were found and not yet expanded. */
  readonly waiting: number
  readonly seconds: number
}

export interface CheckResult<S, A> {
  /**
   * holds: every reachable state was judged. broken: see `failure`. inconclusive: a limit or the signal ended the search;
   * everything within `depth` steps was judged, and nothing is known beyond.
   */
  readonly verdict: Run['verdict']
  /** Why the search ended early, if it did. */
  readonly stopped?: Stopped
  /** The shortest schedule that breaks a property. */
  readonly failure?: Failure<S, A>
  readonly states: number
  readonly transitions: number
  readonly depth: number
  /** By name of a reachable fact: the number of steps to it, or undefined if it was not reached. */
  readonly facts: Readonly<Record<string, number | undefined>>
  /** The names of required facts that a complete search did not reach: it has checked too little. */
  readonly missing: readonly string[]
  /** All of it, as `tidemark check --json` has it: see docs/json.md. */
  readonly run: Run
}

/**
 * Explores every state of a machine, breadth first, and judges each with the properties. The first failure found is one
 * of the shortest, and every run finds the same.
 *
 * A machine that breaks a law which every search relies on (a field that its schema leaves out, a rule that changes a
 * state in place or depends on chance) is refused: the promise is rejected with a BadInput error that says which law,
 * which field, and after which steps. So is a machine or property that throws.
 */
export const check = async <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  options: CheckOptions<S> = {},
): Promise<CheckResult<S, A>> => {
  const { file, show, workers = 1 } = options
  if (workers > 1 && file === undefined)
    throw badInput('check: several workers need the option file: expected the path of a file that exports this machine')
  const subject: Subject<S, A> = {
    ...{ machine, properties },
    ...(show === undefined ? {} : { show }),
    ...(file === undefined ? {} : { file }),
  }
  const watch = watchOf(options, progressOf)
  const { run, failing } = await checkCase(caseOf(subject), limitsOf(options), watch)
  const failure = failureIn(subject, failing, true)
  return {
    verdict: run.verdict,
    ...(run.stopped === undefined ? {} : { stopped: run.stopped }),
    ...(failure === undefined ? {} : { failure }),
    ...{ states: run.distinct, transitions: run.generated, depth: run.depth },
    facts: factsOf(run.facts),
    missing: run.verdict === 'holds' ? missingIn(run) : [],
    run,
  }
}

const missingIn = ({ facts }: Run): readonly string[] =>
  facts.filter(({ required, depth }) => required && depth === undefined).map(({ name }) => name)

const limitsOf = <S>(options: CheckOptions<S>): Limits => {
  const { maxStates, maxSeconds, maxBytes = USUAL_BYTES, symmetry, partialOrder, workers } = options
  return {
    ...(maxStates === undefined ? {} : { states: maxStates }),
    ...(maxSeconds === undefined ? {} : { seconds: maxSeconds }),
    ...(symmetry === undefined ? {} : { symmetry }),
    ...(partialOrder === undefined ? {} : { partialOrder }),
    ...(workers === undefined ? {} : { workers }),
    bytes: maxBytes,
  }
}

const USUAL_BYTES = 4 * 2 ** 30

const progressOf = ({ distinct, generated, depth, frontier }: Progress, seconds: number): CheckProgress => ({
  ...{ states: distinct, transitions: generated, depth, waiting: frontier, seconds },
})
