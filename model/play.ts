import { isRefused } from '../kit/refused'
import type { Machine } from '../contract/machine'
import type { Action } from './actions'

/**
 * Plays a schedule written as text, one action a line, and answers the last state. Throws where a line is not an action
 * within the bounds, or is not enabled when its turn comes: for tests and stories, which know what they want.
 */
export const play = <S extends object>(machine: Machine<S, Action>, schedule: string): S =>
  lines(schedule).reduce((state, line) => {
    const action = machine.actions.parse(line)
    if (action === undefined) throw new Error(`not an action within these bounds: ${line}`)
    const next = machine.fire(state, action)
    if (isRefused(next)) throw new Error(`"${line}" is refused: it ${next.refused}`)
    return next
  }, machine.initial)

/** The reason why a line of text cannot happen now, or undefined: it can. */
export const refusal = <S extends object>(machine: Machine<S, Action>, state: S, line: string): string | undefined => {
  const action = machine.actions.parse(line)
  if (action === undefined) throw new Error(`not an action within these bounds: ${line}`)
  const next = machine.fire(state, action)
  return isRefused(next) ? next.refused : undefined
}

const lines = (schedule: string): readonly string[] =>
  schedule
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
