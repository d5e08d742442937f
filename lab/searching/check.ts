import type { Worker } from 'node:worker_threads'
import { difference, fieldsOf, type Change, type Field } from '../../kit/difference'
import { breadthFirst, type Search } from '../../explorer/breadth'
import { breadthFirstInOneOrder } from '../../explorer/partial-order'
import { breadthFirstUpToRenaming, upToRenaming } from '../../explorer/symmetry'
import { judge, type Breach } from '../../explorer/judge'
import type { Machine, Property } from '../../contract/machine'
import { replay, type Replay } from '../../explorer/replay'
import { breadthFirstByTeam } from '../../explorer/node/team/search'
import type { Hired } from '../../explorer/node/team/serve'
import { FileStore } from '../../explorer/node/saving/file-store'
import { startThread } from '../../explorer/node/thread'
import type { Beginning } from '../../explorer/standing'
import { steps } from '../../explorer/steps'
import type { Said } from '../questions/ask'
import { drive, type Allowance, type Watch } from '../../explorer/node/drive'
import type { Finding, Rerun, Run, Trace } from '../../contract/run'
import { badInput } from '../questions/bad-input'
import type { Case } from '../questions/case'
import { keepSearch, type Keep, type Kept } from './keep'
import type { View } from '../telling/show'
import { writeToken } from '../questions/token'

export interface Limits extends Allowance {
  readonly states?: number
  /** Keep only one of the states that differ only in the names of peers. */
  readonly symmetry?: boolean
  /** Take independent steps in one order only. */
  readonly partialOrder?: boolean
  /** The number of threads. The default is 1. */
  readonly workers?: number
}

/**
 * Searches all states of a case and returns the result. Throws bad input if the machine does not support a requested
 * reduction.
 */
export const check = (asked: Case, limits: Limits, watch: Watch, keep?: Keep): Promise<Run> =>
  asked.run(async (machine, properties, view): Promise<Run> => {
    const { symmetry = false, partialOrder = false, workers = 1 } = limits
    const byFingerprints = keep?.byFingerprints === true
    refuse(machine, limits, keep)
    const packing = symmetry ? upToRenaming(machine) : machine
    const kept =
      keep === undefined || partialOrder
        ? undefined
        : keepSearch({ question: asked.said, symmetry }, packing, properties, { ...keep, isShared: workers > 1 })
    const search = searchFor(asked.said, machine, properties, limits, kept?.beginning)
    const { outcome, seconds, cpuSeconds, stopped } = await drive(search, limits, watch, kept?.keeper)
    const { distinct, generated, widest, depth, frontier, bytes, levels, verdict, breach } = outcome
    return {
      format: 1,
      title: asked.title,
      scope: [
        ...asked.scope,
        ...(symmetry ? [ONE_OF_ALL] : []),
        ...(partialOrder ? [ONE_ORDER] : []),
        ...(byFingerprints ? [BY_BITS] : []),
      ],
      question: asked.said,
      ...(symmetry ? { symmetry } : {}),
      ...(search.spared === undefined ? {} : { spared: search.spared }),
      ...(byFingerprints ? { fingerprints: true } : {}),
      ...(search.lost ? { lostThreads: search.lost } : {}),
      verdict,
      ...(stopped === undefined ? {} : { stopped, ...keptIn(kept) }),
      ...{ distinct, generated, widest, depth, levels, frontier, bytes, seconds, cpuSeconds },
      facts: outcome.facts.map(({ name, required, depth: met }) => ({
        ...{ name, required },
        ...(met === undefined ? {} : { depth: met }),
      })),
      ...(breach === undefined ? {} : { failure: failureOf(asked, machine, view, breach) }),
    }
  })

/** Where a search is saved, and how much of it. */
const keptIn = (kept?: Kept): Pick<Run, 'kept'> =>
  kept === undefined ? {} : { kept: { path: kept.folder, ...kept.keeper.kept } }

/** Throws bad input if the options contradict each other, or if this machine does not support them. */
const refuse = <S, A>(
  { renamings, footprints }: Machine<S, A>,
  { symmetry = false, partialOrder = false, workers = 1 }: Limits,
  keep?: Keep,
): void => {
  if (symmetry && partialOrder) throw badInput('--partial-order does not go with --symmetry')
  if (workers > 1 && partialOrder) throw badInput('--partial-order does not go with --workers')
  if (keep?.byFingerprints && partialOrder) throw badInput('--partial-order does not go with --fingerprints')
  if (keep?.isResuming && partialOrder) throw badInput('--partial-order does not go with --resume')
  if (symmetry && renamings === undefined) throw badInput(`--symmetry: ${NO_PEERS}`)
  if (partialOrder && footprints === undefined) throw badInput(`--partial-order: ${NO_FOOTPRINTS}`)
}

/** `spared` is the number of steps left out so far. */
const searchFor = <S, A>(
  said: Said,
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { states, symmetry = false, partialOrder = false, workers = 1 }: Limits,
  beginning: Beginning = {},
): Search<A> & { readonly spared?: number } => {
  const limits = states === undefined ? {} : { maxStates: states }
  const { from, store } = beginning
  const going = { ...(from === undefined ? {} : { from }), ...(store instanceof FileStore ? { store } : {}) }
  const hire = (hired: Hired): Worker => startThread(`${__dirname}/search-thread`, { ...hired, said, symmetry })
  if (symmetry)
    return breadthFirstUpToRenaming(machine, properties, limits, (folded) =>
      workers === 1
        ? breadthFirst(folded, properties, limits, steps, beginning)
        : breadthFirstByTeam(folded, properties, limits, { hands: workers, hire, stepping: steps, ...going }),
    )
  if (workers > 1) return breadthFirstByTeam(machine, properties, limits, { hands: workers, hire, ...going })
  if (partialOrder) return breadthFirstInOneOrder(machine, properties, limits)
  return breadthFirst(machine, properties, limits, undefined, beginning)
}

const ONE_ORDER = 'partial-order reduction: independent steps are taken in one order only (--partial-order)'

const NO_FOOTPRINTS =
  'expected a machine that declares what its steps read and write: Kafka without --unlike, two-phase-commit, kip-320'

const BY_BITS = 'states are compared by 64-bit fingerprints and kept on disk (--fingerprints)'

const ONE_OF_ALL = 'symmetry reduction: states that differ only in the names of peers count once (--symmetry)'

const NO_PEERS =
  'expected a machine whose peers are interchangeable (kip-320, two-phase-commit); in Kafka the controller prefers brokers by their position in the assignment'

/** Replays the steps of a token until one breaks a property or is not enabled. */
export const checkAgain = (asked: Case, codes: readonly string[]): Rerun =>
  asked.run((machine, properties, view) => rerunOf(asked, view, codes, retake(machine, properties, codes)))

/** The result of a replay. */
export const rerunOf = <S, A>(
  asked: Case,
  view: View<S, A>,
  codes: readonly string[],
  retaken: Retaken<S, A>,
): Rerun => {
  const { diverged, breaches } = retaken
  const common = {
    format: 1,
    ...{ title: asked.title, scope: asked.scope, question: asked.said, planned: codes.length },
    trace: traceOf(view, { ...retaken, codes }),
    findings: breaches.map((breach) => findingOf(asked, breach)),
    token: writeToken({ said: asked.said, codes }),
  } as const
  if (breaches.length > 0) return { ...common, verdict: 'still fails' }
  return diverged === undefined ? { ...common, verdict: 'fixed' } : { ...common, verdict: 'diverged', diverged }
}

/** The fields that one step of a schedule changed. Undefined if the schedule has no such step. */
export const lookAt = (
  asked: Case,
  codes: readonly string[],
  step: number,
): { readonly event: string; readonly changes: readonly Change[] } | undefined =>
  asked.run((machine, properties, view) => {
    const { initial, steps } = retake(machine, properties, codes)
    const taken = steps[step - 1]
    if (taken === undefined) return undefined
    const before = steps[step - 2]?.state ?? initial
    const changes = shownOf(view, difference(machine.schema, before, taken.state))
    return { event: view.event(taken.action), changes }
  })

/** If a state contains two states, the fields of the one that is shown, under their own names. */
export const shownOf = <F extends { readonly path: string }>(
  { part }: Pick<View<never, never>, 'part'>,
  fields: readonly F[],
): readonly F[] =>
  part === undefined
    ? fields
    : fields
        .filter(({ path }) => path.startsWith(`${part}.`))
        .map((field) => ({ ...field, path: field.path.slice(part.length + 1) }))

/** A complete state, and the event that led to it. */
export interface WholeState {
  readonly event: string
  readonly fields: readonly Field[]
}

/** Every state of a schedule, field by field. The initial state comes first. */
export const wholeStates = (asked: Case, codes: readonly string[]): readonly WholeState[] =>
  asked.run((machine, properties, view) => {
    const { initial, steps } = retake(machine, properties, codes)
    return [
      { event: 'initial state', fields: shownOf(view, fieldsOf(machine.schema, initial)) },
      ...steps.map(({ action, state }) => ({
        event: view.event(action),
        fields: shownOf(view, fieldsOf(machine.schema, state)),
      })),
    ]
  })

interface Retaken<S, A> extends Pick<Replay<S, A>, 'initial' | 'steps'> {
  readonly breaches: readonly Breach[]
  readonly diverged?: NonNullable<Rerun['diverged']>
}

/** Replays steps until one breaks a property or is not enabled. */
export const retake = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  codes: readonly string[],
): Retaken<S, A> => {
  const { initial, actions } = machine
  const known = codes.map((code) => actions.decode(code))
  const firstUnknown = known.indexOf(undefined)
  const decoded = known.slice(0, firstUnknown < 0 ? known.length : firstUnknown) as readonly A[]
  const initially = judge(properties).initially(initial)
  if (initially.length > 0) return { initial, steps: [], breaches: initially }

  const { steps, diverged } = replay(machine, decoded, properties)
  const failing = steps.findIndex(({ breaches }) => breaches.length > 0)
  if (failing >= 0) return { initial, steps: steps.slice(0, failing + 1), breaches: steps[failing]?.breaches ?? [] }
  if (diverged !== undefined) {
    const { step, action, because } = diverged
    return { initial, steps, breaches: [], diverged: { step, event: actions.print(action), because } }
  }
  if (firstUnknown < 0) return { initial, steps, breaches: [] }
  const unknown = {
    step: firstUnknown + 1,
    event: codes[firstUnknown] ?? '',
    because: 'this action does not exist here',
  }
  return { initial, steps, breaches: [], diverged: unknown }
}

const failureOf = <S, A>(
  asked: Case,
  machine: Machine<S, A>,
  view: View<S, A>,
  { actions, breaches }: { readonly actions: readonly A[]; readonly breaches: readonly Breach[] },
): NonNullable<Run['failure']> => {
  const [blamed, ...others] = breaches.map((breach) => findingOf(asked, breach))
  const retaken = replay(machine, actions)
  if (blamed === undefined || retaken.diverged !== undefined)
    throw new Error(`a failure of ${asked.title} cannot be replayed: fire and successors of the machine disagree`)
  const codes = actions.map((action) => machine.actions.encode(action))
  return {
    ...{ blamed, others },
    trace: traceOf(view, { ...retaken, codes }),
    token: writeToken({ said: asked.said, codes }),
  }
}

const findingOf = (asked: Case, { property, verdict }: Breach): Finding => {
  const rung = asked.rungOf(property)
  return { property, sentence: verdict, ...(rung === undefined ? {} : { rung }) }
}

const traceOf = <S, A>(
  view: View<S, A>,
  { initial, steps, codes }: Pick<Replay<S, A>, 'initial' | 'steps'> & { readonly codes: readonly string[] },
): Trace => {
  const shown = steps.map(({ action, state }, index) => {
    const before = steps[index - 1]?.state ?? initial
    const fault = view.fault(before, state)
    return {
      event: view.event(action),
      code: codes[index] ?? '',
      ...(fault === undefined ? {} : { fault }),
      cells: view.cells(state),
      notes: view.notes(before, action, state),
    }
  })
  const first = view.cells(initial)
  const cells = [first, ...shown.map((step) => step.cells)].flat()
  const legend = view.legend.filter(({ sign }) => cells.some((cell) => sign.test(cell)))
  return { columns: view.columns, legend: legend.map(({ meaning }) => meaning), initial: first, steps: shown }
}
