/** Random walks of a machine that draws no bounds for each walk: a specimen, or a machine that is not ours. */
import type { Machine, Property } from '../../contract/machine'
import type { WalkFailure, WalkRun } from '../../contract/run'
import { schedule } from '../../contract/schedule'
import { judge, type Breach } from '../../explorer/judge'
import { MOST_HEALING_STEPS } from '../../explorer/liveness/walk-healing'
import type { Watch } from '../../explorer/node/drive'
import { rng } from '../../explorer/rng'
import { marking } from '../../explorer/sampling'
import { deleteAndLower, searchShorter, type Effort } from '../../explorer/shrink'
import { briskly, drawSwarm } from '../../explorer/swarm'
import { walk, type WalkOutcome } from '../../explorer/walk'
import type { Case } from '../questions/asked'
import { caseSchedule, tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { blaming, questioned } from '../searching/trust'
import { rerunOf } from '../telling/rerun'
import type { View } from '../telling/view'
import { MARKED_EVERY } from './marks'
import { tally, type Progress, type Tally } from './tally'
import type { Walks } from './take-walks'

/** Walks of one machine, each with its own seed: the seed of all and the number of the walk. */
export interface OwnPlan {
  readonly seed: string
  /** The number of walks, and the maximum number of steps in a schedule. */
  readonly runs: number
  readonly steps: number
  /** The effort of shrinking. */
  readonly effort?: Effort
  /** Seconds, at most. */
  readonly seconds?: number
}

/** Enough for schedules of a few hundred steps, in a few seconds. */
export const USUAL_EFFORT: Effort = { steps: 400_000, states: 300_000 }

/** Walks from number `first` on, until something breaks, the plan is done, or somebody says stop; what broke is shrunk. */
export const takeOwnWalks = (asked: Case, plan: OwnPlan, first: number, watch: Watch<Progress>): Promise<Walks> =>
  blaming(asked, () => walkIt(asked, plan, first, watch))

const walkIt = (asked: Case, plan: OwnPlan, first: number, watch: Watch<Progress>): Promise<Walks> =>
  asked.run(
    async <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], view: View<S, A>): Promise<Walks> => {
      const watching = questioned(asked, machine, properties, watch)
      const { clock } = watch
      const [begin, cpuBegin] = [clock.now(), clock.cpu()]
      const done = tally<Found<A>>()
      const { found, stopped } = await walkOn({ machine, properties, plan, first, done, watch: watching })
      const failure = found && shrunkOf({ asked, machine, properties, view, plan }, found)
      const { walks, steps, facts, meetings, healing } = done.progress
      const run: WalkRun = {
        ...{ format: 1, title: asked.title, question: asked.options, drawn: [], seed: plan.seed, first, walks, steps },
        ...{ seconds: clock.now() - begin, cpuSeconds: clock.cpu() - cpuBegin },
        verdict: found === undefined ? 'holds' : 'broken',
        ...(stopped === undefined ? {} : { stopped }),
        meetings,
        ...(healing && { healed: { ...healing, within: MOST_HEALING_STEPS } }),
        facts: properties.flatMap(({ kind, name }) => {
          const met = facts.get(name)
          return kind === 'reachable' ? [{ name, required: false, ...(met && { depth: met.steps }) }] : []
        }),
        ...(failure === undefined ? {} : { failure: failure.told }),
      }
      return failure === undefined ? { run } : { run, failing: failure.failing }
    },
  )

interface Walking<S, A> {
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
  readonly plan: OwnPlan
  readonly first: number
  readonly done: Tally<Found<A>>
  readonly watch: Watch<Progress>
}

/** What a walk broke. */
interface Found<A> {
  readonly walk: number
  readonly actions: readonly A[]
  readonly target: string
}

/** Steps between two looks at the clock. */
const SLICE = 5000

const walkOn = async <S, A>(
  walking: Walking<S, A>,
): Promise<{ readonly found?: Found<A>; readonly stopped?: 'time' | 'interrupt' }> => {
  const { machine, properties, plan, first, done, watch } = walking
  const [atOnce] = judge(properties).initially(machine.initial)
  if (atOnce !== undefined) return { found: { walk: first, actions: [], target: atOnce.property } }
  const [begin, next] = [watch.clock.now(), { look: SLICE }]
  for (let number = first; number < first + plan.runs; number++) {
    const found = oneWalk(walking, number)
    if (found !== undefined) return { found }
    if (done.progress.steps < next.look) continue
    next.look = done.progress.steps + SLICE
    const used = watch.clock.now() - begin
    watch.report(done.progress, used)
    await watch.clock.pause()
    if (watch.isInterrupted()) return { stopped: 'interrupt' }
    if (used >= (plan.seconds ?? Infinity)) return { stopped: 'time' }
  }
  return {}
}

/** Takes one walk, and adds it up. What it broke, if it broke something. */
const oneWalk = <S, A>({ machine, properties, plan, done }: Walking<S, A>, number: number): Found<A> | undefined => {
  const chance = rng(`${plan.seed}/${number}`)
  const { known } = done
  const left = properties.filter(({ kind, name }) => kind !== 'reachable' || !known.facts.has(name))
  const met = new Set<number>()
  const mark = number % MARKED_EVERY === 0 ? marking(machine.states, 1) : undefined
  const judged =
    mark &&
    ((state: S): void => {
      const made = mark(state, known.below)
      if (made !== undefined) met.add(made)
    })
  // A state of a machine is an object: a rule answers with a refusal or with a state, and tells them apart by a field.
  const walkable = machine as Machine<S & object, A>
  const going = walk(
    walkable,
    left as readonly Property<S & object, A>[],
    drawSwarm(machine.actions, chance),
    chance,
    { steps: plan.steps, returns: briskly.returns },
    judged,
  )
  while (going.advance(SLICE));
  const { steps, facts, healing, ...rest } = going.outcome
  const found = foundIn(number, rest)
  const reached = facts.flatMap(({ name, depth }) => (depth === undefined ? [] : [{ name, steps: depth }]))
  const judgedSo = { ...(mark && { marks: [...met] }), ...(healing && { healing: { ...healing } }) }
  done.add({ walk: number, steps, asked: [], met: reached, ...judgedSo, ...(found && { found }) })
  return found
}

const foundIn = <A>(
  walk: number,
  { actions, breaches }: Pick<WalkOutcome<A>, 'actions' | 'breaches'>,
): Found<A> | undefined => {
  const [blamed]: readonly Breach[] = breaches
  return blamed && { walk, actions: [...actions], target: blamed.property }
}

interface Shrinking<S, A> {
  readonly asked: Case
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
  readonly view: View<S, A>
  readonly plan: OwnPlan
}

const shrunkOf = <S, A>(
  { asked, machine, properties, view, plan: { effort = USUAL_EFFORT } }: Shrinking<S, A>,
  { walk: number, actions, target }: Found<A>,
): { readonly told: WalkFailure; readonly failing: CaseSchedule } => {
  const told = (some: readonly A[]): CaseSchedule => caseSchedule(schedule(asked, machine, some), properties, view)
  const shrunk = shrinkOwn(machine, properties, { actions, target }, effort)
  const failing = told(shrunk.actions)
  return {
    failing,
    told: {
      ...{ walk: number, steps: actions.length, token: tokenOf(told(actions)), shrunk: rerunOf(failing) },
      ...{ isShortest: shrunk.isShortest, isCutShort: shrunk.isCutShort },
      fingerprint: schedule(asked, machine, shrunk.actions).fingerprint(target),
    },
  }
}

/** A schedule that breaks `target`, made as short as the effort allows. */
export const shrinkOwn = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { actions, target }: { readonly actions: readonly A[]; readonly target: string },
  effort: Effort = USUAL_EFFORT,
): { readonly actions: readonly A[]; readonly isShortest: boolean; readonly isCutShort: boolean } => {
  if (actions.length === 0) return { actions, isShortest: true, isCutShort: false }
  const failing = { machine, properties, target } as unknown as {
    readonly machine: Machine<S & object, A>
    readonly properties: readonly Property<S & object, A>[]
    readonly target: string
  }
  const deleted = deleteAndLower({ ...failing, actions }, effort)
  const searched = searchShorter({ ...failing, actions: deleted.actions }, effort)
  return { ...searched, isCutShort: deleted.isCutShort || searched.isCutShort }
}
