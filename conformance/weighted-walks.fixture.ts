/** Random schedules in which some kinds of step are taken more often than others. */
import { rng } from '../explorer/rng'
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
  for (let [walk, found] = [0, 0]; found < wanted; walk++) {
    const { drawn, hasWanted } = drawSchedule(question, weights, isWanted, `${seed}/${walk}`)
    if (!hasWanted) continue
    found++
    yield drawn
  }
}

const drawSchedule = (
  question: Question,
  weights: Weights,
  isWanted: IsWanted,
  seed: string,
): { readonly drawn: Drawn; readonly hasWanted: boolean } => {
  const { machine } = subjectOf(question)
  const chance = rng(seed)
  const all = machine.actions.kinds.flatMap(({ actions: ofKind }) =>
    ofKind.map((action) => ({ action, weight: (weights[action.type] ?? 1) / ofKind.length })),
  )
  const actions: Action[] = []
  let hasWanted = false
  for (let state = machine.initial; actions.length < STEPS;) {
    const enabled = all.flatMap(({ action, weight }) => {
      const next = machine.fire(state, action)
      return isRefused(next) ? [] : [{ action, weight, next }]
    })
    let place = (chance.below(FINE) / FINE) * enabled.reduce((sum, { weight }) => sum + weight, 0)
    const taken = enabled.find(({ weight }) => (place -= weight) < 0)
    if (taken === undefined) break
    hasWanted ||= isWanted(state, taken.action)
    actions.push(taken.action)
    state = taken.next
  }
  return { drawn: { question, machine, actions }, hasWanted }
}

const STEPS = 40
const FINE = 1 << 20
