/** Random schedules in which some kinds of step are taken more often than others. */
import { rng, type Rng } from '../explorer/rng'
import { isRefused } from '../kit/refused'
import { subjectOf, type Question } from '../lab/questions/question'
import type { Action } from '../model/actions'
import type { World } from '../properties/history'
import type { Drawn } from './real-walk'

/** How often a step of a kind is taken, beside the others; 1, where nothing is said. */
export type Weights = Readonly<Partial<Record<Action['type'], number>>>

/** A step of a schedule, and the state in which it is taken. */
export type IsWanted = (state: World, action: Action) => boolean

/** So many schedules of 40 steps, each with a step that is wanted. */
export function* drawWeighted(
  question: Question,
  weights: Weights,
  isWanted: IsWanted,
  { seed, wanted }: { readonly seed: string; readonly wanted: number },
): Generator<Drawn> {
  const { machine } = subjectOf(question)
  for (let [walk, found] = [0, 0]; found < wanted; walk++) {
    const { actions, hasWanted } = drawActions(machine, weights, isWanted, `${seed}/${walk}`)
    if (!hasWanted) continue
    found++
    yield { question, machine, actions }
  }
}

const drawActions = (
  machine: Drawn['machine'],
  weights: Weights,
  isWanted: IsWanted,
  seed: string,
): { readonly actions: readonly Action[]; readonly hasWanted: boolean } => {
  const chance = rng(seed)
  const all = machine.actions.kinds.flatMap(({ actions: ofKind }) =>
    ofKind.map((action) => ({ action, weight: (weights[action.type] ?? 1) / ofKind.length })),
  )
  const actions: Action[] = []
  let hasWanted = false
  for (let state = machine.initial; actions.length < STEPS;) {
    const taken = drawStep(machine, all, state, chance)
    if (taken === undefined) break
    hasWanted ||= isWanted(state, taken.action)
    actions.push(taken.action)
    state = taken.next
  }
  return { actions, hasWanted }
}

interface Weighted {
  readonly action: Action
  readonly weight: number
}

/** One of the steps that can be taken. What is refused is drawn no more. */
const drawStep = (
  machine: Drawn['machine'],
  all: readonly Weighted[],
  state: World,
  chance: Rng,
): { readonly action: Action; readonly next: World } | undefined => {
  const left = all.slice()
  while (left.length > 0) {
    let place = (chance.below(FINE) / FINE) * left.reduce((sum, { weight }) => sum + weight, 0)
    const at = left.findIndex(({ weight }) => (place -= weight) < 0)
    const [one] = left.splice(at, 1) as [Weighted]
    const next = machine.fire(state, one.action)
    if (!isRefused(next)) return { action: one.action, next }
  }
  return undefined
}

const STEPS = 40
const FINE = 1 << 20
