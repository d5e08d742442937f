/** What can happen in a state: for people whose step cannot. */
import type { Machine } from '../../contract/machine'
import { nearestOf } from '../../kit/nearest'

/** The texts of all enabled actions, in the order of the machine. */
export const possibleIn = <S, A>(machine: Machine<S, A>, state: S): readonly string[] => {
  const found: string[] = []
  machine.successors(state, (action) => void found.push(machine.actions.print(action)))
  return found
}

/** The steps of a machine that are written most like this: those that contain it, or else the most similar. */
export const nearestSteps = <S, A>({ actions }: Machine<S, A>, said: string): readonly string[] => {
  const texts = actions.all.map((action) => actions.print(action))
  const part = said.trim().toLowerCase()
  const containing = part === '' ? [] : texts.filter((text) => text.toLowerCase().includes(part))
  if (containing.length > 0) return containing.slice(0, MOST_NEAREST)
  const like = nearestOf(said, texts, MOST_NEAREST)
  if (like.length > 0) return like
  const codes = actions.all.map((action) => actions.encode(action))
  return nearestOf(said, codes, MOST_NEAREST).flatMap((code) => {
    const action = actions.decode(code)
    return action === undefined ? [] : [`${code} (${actions.print(action)})`]
  })
}

/** The end of an error about a step: the nearest steps, if the step does not exist, and what can happen instead. */
export const hintIn = <S, A>(machine: Machine<S, A>, state: S, unknown?: string): string => {
  const near = unknown === undefined ? [] : nearestSteps(machine, unknown)
  const possible = possibleIn(machine, state)
  const meant = near.length === 0 ? '' : `; did you mean ${near.map((text) => `'${text}'`).join(' or ')}?`
  const more = possible.length > MOST_SHOWN ? ` and ${possible.length - MOST_SHOWN} more` : ''
  const shown = possible.slice(0, MOST_SHOWN).map((text) => `'${text}'`)
  return `${meant}${meant === '' ? ';' : ''} possible here: ${shown.length === 0 ? 'nothing' : shown.join(', ')}${more}`
}

const MOST_NEAREST = 3

/** Steps that are printed where all of them would be too many. */
const MOST_SHOWN = 6
