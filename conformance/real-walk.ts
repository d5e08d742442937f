/** Random schedules of the walker, stepped on a real Kafka; the first one on which the two part is shrunk on both. */
import { rng } from '../explorer/rng'
import { drawSwarm } from '../explorer/swarm'
import { walk } from '../explorer/walk'
import { schedule, type Step } from '../contract/schedule'
import { isRefused } from '../kit/refused'
import type { Machine } from '../contract/machine'
import type { Action } from '../model/actions'
import { statesOf } from '../model/coordinator/coordinator'
import type { Bounds } from '../model/bounds'
import { scopeOf, subjectOf, type Question } from '../lab/questions/question'
import { withBudgetsOf } from '../lab/walking/budgets'
import { drawQuestion, sizesFor, type Open } from '../lab/walking/draw-question'
import type { World } from '../properties/history'
import { firstParting, stepBeside, type Beside } from './beside'
import type { Driver } from './driver'

/** Seed and number determine a schedule, so each can be stepped again. */
export interface RealPlan {
  readonly seed: string
  /** The number of the first walk. */
  readonly first: number
  readonly runs: number
  /** The most steps of a schedule. */
  readonly steps: number
  readonly asked: Question
  /** What each walk draws. */
  readonly open: Open
}

export interface Parted {
  /** The number of the walk. */
  readonly walk: number
  /** The steps up to the parting, as the walk had them. */
  readonly steps: number
  /** The shrunk schedule, in a world that is as small as it may be. */
  readonly question: Question
  readonly codes: readonly string[]
}

export interface RealWalk {
  readonly walks: number
  /** Steps that were taken on both, and values that were compared. */
  readonly steps: number
  readonly values: number
  readonly parted?: Parted
  readonly isInterrupted: boolean
  /** The first step that the driver cannot take. The walks end there: it would come again. */
  readonly refused?: { readonly walk: number; readonly event: string; readonly why: string }
}

/** Is asked between two walks. */
export interface RealWatch {
  isInterrupted(): boolean
  report(walks: number, steps: number): void
}

/** Steps one schedule after the other, until the two part, or a step is refused. */
export const realWalk = async (driver: Driver, plan: RealPlan, watch: RealWatch): Promise<RealWalk> => {
  const done = { walks: 0, steps: 0, values: 0 }
  for (let number = plan.first; number < plan.first + plan.runs; number++) {
    if (watch.isInterrupted()) return { ...done, isInterrupted: true }
    const { drawn, besides } = await walkBeside(driver, plan, number)
    done.walks++
    done.steps += besides.filter(({ kafka }) => kafka !== undefined).length - 1
    done.values += besides.reduce((sum, { compared }) => sum + compared, 0)
    watch.report(done.walks, done.steps)
    const at = firstParting(besides)
    if (at >= 0) return { ...done, isInterrupted: false, parted: await shrunk(driver, drawn, besides, number) }
    const stop = besides.find(({ refused }) => refused !== undefined)
    if (stop?.action === undefined) continue
    const refused = { walk: number, event: drawn.machine.actions.print(stop.action), why: stop.refused ?? '' }
    return { ...done, isInterrupted: false, refused }
  }
  return { ...done, isInterrupted: false }
}

export interface Drawn {
  readonly question: Question
  readonly machine: Machine<World, Action>
  readonly actions: readonly Action[]
}

/** One walk, up to the first step that was refused or failed. */
export const walkBeside = async (
  driver: Driver,
  plan: RealPlan,
  number: number,
): Promise<{ readonly drawn: Drawn; readonly besides: readonly Beside[] }> => {
  const drawn = drawSchedule(plan, number)
  return { drawn, besides: await stepBeside(driver, scopeOf(drawn.question), drawn.machine, drawn.actions) }
}

/** The schedule of a walk that judges nothing. */
export const drawSchedule = ({ seed, steps, asked, open }: Omit<RealPlan, 'first' | 'runs'>, number: number): Drawn => {
  const chance = rng(`${seed}/${number}`)
  const sizes = sizesFor(steps)
  const question = drawQuestion(asked, open, sizes, chance)
  const { machine } = subjectOf(question)
  const swarm = drawSwarm(machine.actions, chance, sizes.pace)
  const walking = walk(machine, [], swarm, chance, { steps, returns: 0 })
  walking.advance(Infinity)
  return { question, machine, actions: walking.outcome.actions }
}

/** Steps are deleted as long as the same part of the observation differs in the end. */
const shrunk = async (driver: Driver, drawn: Drawn, besides: readonly Beside[], number: number): Promise<Parted> => {
  const kind = kindOf(besides[firstParting(besides)])
  const parts = async (one: Drawn): Promise<Drawn | undefined> => {
    const enabled = { ...one, actions: enabledOf(one) }
    const seen = await stepBeside(driver, scopeOf(one.question), one.machine, enabled.actions)
    const at = firstParting(seen)
    return at < 0 || kindOf(seen[at]) !== kind ? undefined : { ...enabled, actions: enabled.actions.slice(0, at) }
  }
  const first = (await parts(drawn)) ?? drawn
  const fewer = await withFewerSteps(first, parts)
  const { question, machine, actions } = await inSmallerWorld(fewer, parts)
  return {
    ...{ walk: number, steps: firstParting(besides), question },
    codes: schedule(question, machine, actions).codes(),
  }
}

type Parts = (one: Drawn) => Promise<Drawn | undefined>

/** What differs, without where: the last name of its path. */
const kindOf = (beside: Beside | undefined): string =>
  beside?.error === undefined ? (beside?.differences[0]?.where.split(', ').at(-1) ?? '').replace(/\[.*/, '') : 'error'

const enabledOf = ({ machine, actions }: Drawn): readonly Action[] => {
  let state = machine.initial
  return actions.filter((action) => {
    const next = machine.fire(state, action)
    if (isRefused(next)) return false
    state = next
    return true
  })
}

const withFewerSteps = async (from: Drawn, parts: Parts): Promise<Drawn> => {
  let kept = from
  for (let before = Infinity; kept.actions.length < before;) {
    before = kept.actions.length
    for (let size = before >> 1; size >= 1; size >>= 1)
      for (let at = 0; at < kept.actions.length;) {
        const { actions } = kept
        const shorter = await parts({ ...kept, actions: [...actions.slice(0, at), ...actions.slice(at + size)] })
        if (shorter === undefined || shorter.actions.length >= actions.length) at += size
        else kept = shorter
      }
  }
  return kept
}

/** With the bounds that the steps need, and with fewer brokers, where the two part there as well. */
const inSmallerWorld = async (from: Drawn, parts: Parts): Promise<Drawn> => {
  let kept = from
  for (const bounds of smallerBounds(from)) {
    const question = { ...from.question, bounds }
    const { machine } = subjectOf(question)
    const there = schedule(kept.question, kept.machine, kept.actions).within(question, machine)
    if (there.unknown.length > 0) continue
    const smaller = await parts({ question, machine, actions: there.actions })
    if (smaller !== undefined && smaller.actions.length <= kept.actions.length) kept = smaller
  }
  return kept
}

/** The bounds of a schedule that the steps use up. */
export const fittingBounds = ({ question, machine, actions }: Drawn): Bounds => {
  const steps: Step<World, Action>[] = []
  let state = machine.initial
  for (const action of actions) {
    const next = machine.fire(state, action)
    if (isRefused(next)) continue
    steps.push({ action, state: next })
    state = next
  }
  return {
    ...withBudgetsOf(question.bounds, machine.initial, steps),
    records: Math.max(1, ...state.cluster.produced),
    epochs: 1 + Math.max(...statesOf(state.cluster).map(({ leaderEpoch }) => leaderEpoch)),
  }
}

const smallerBounds = (drawn: Drawn): readonly Bounds[] => {
  const { bounds, settings } = drawn.question
  const fitting = fittingBounds(drawn)
  const least = Math.max(2, settings.minIsr, bounds.leader + 1)
  const fewer = Array.from({ length: Math.max(0, bounds.brokers - least) }, (_, index) => bounds.brokers - 1 - index)
  return [fitting, ...fewer.map((brokers) => ({ ...fitting, brokers }))]
}
