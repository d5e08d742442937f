/** The walks of a model by itself, each as a short text: two models with the same texts show the same in all of them. */
import { createHash } from 'node:crypto'
import { observe } from '../../conformance/observe'
import { drawSchedule } from '../../conformance/real-walk'
import { isRefused } from '../../kit/refused'
import { planOf } from './plan'

/** What dropping a guard does to the walks: nothing that could be seen, an error in the model itself, or something else. */
export type Effect = 'none' | 'throws' | 'some'

/** What each of the walks takes as steps and shows after them. */
export const walksOf = (runs: number): readonly string[] =>
  Array.from({ length: runs }, (_, number) => walkOf(runs, number))

/** By the first walk that is not as it was. */
export const effectBeside = (walks: readonly string[]): Effect => {
  for (const [number, before] of walks.entries())
    try {
      if (walkOf(walks.length, number) !== before) return 'some'
    } catch {
      return 'throws'
    }
  return 'none'
}

const walkOf = (runs: number, number: number): string => {
  const { machine, actions } = drawSchedule(planOf(runs), number)
  const seen = createHash('sha256')
  let state = machine.initial
  for (const action of actions) {
    const next = machine.fire(state, action)
    if (isRefused(next)) throw new Error(`a step of the walk is not enabled: ${next.refused}`)
    state = next
    seen.update(JSON.stringify([action, observe(state)]))
  }
  return seen.digest('base64').slice(0, 12)
}
