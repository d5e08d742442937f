/** The first step after which nothing that heals keeps what was promised. Every step is searched: it is not monotone. */
import type { After, NoReturn } from '../../contract/explanation'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { outlookOf, type Trial } from './trial'

/** The steps of a failing schedule, and the states before and after each: one more than steps. */
export interface Way {
  readonly actions: readonly Action[]
  readonly states: readonly World[]
  /** The last step breaks a property; otherwise what is broken is that nothing settles after it. */
  readonly endsBroken: boolean
}

/**
 * Searches from each state of the schedule, each anew. A harm may open a way out that was closed: a crash wipes a
 * request out that would have done harm. So an answer about one step says nothing about the next, and none is left
 * out.
 */
export const aftersOf = (trial: Trial, { actions, states, endsBroken }: Way, most: number): readonly After[] => {
  const texts = trial.texts(actions)
  return states.map((state, step): After => {
    const event = step === 0 ? BEGINNING : (texts[step - 1] ?? '')
    if (endsBroken && step === actions.length) return { step, event, outlook: 'lost', states: 0 }
    const { outlook, states: found, limit } = outlookOf(trial, state, most)
    return { step, event, outlook, states: found, ...(limit === undefined ? {} : { limit }) }
  })
}

const BEGINNING = 'the beginning'

/** Nothing is lost in a state that never settles, unless that is what the schedule is about. */
const isOver = ({ outlook }: After, endsBroken: boolean): boolean =>
  outlook === 'lost' || (!endsBroken && outlook === 'unsettled')

const isOpen = (after: After, endsBroken: boolean): boolean => after.outlook !== 'unknown' && !isOver(after, endsBroken)

/** Undefined if even after the last step some continuation heals. */
export const noReturnOf = (trial: Trial, way: Way, afters: readonly After[], most: number): NoReturn | undefined => {
  const first = afters.find((after) => isOver(after, way.endsBroken))
  if (first === undefined) return undefined
  const before = afters[first.step - 1]
  const again = afters.find((after) => after.step > first.step && isOpen(after, way.endsBroken))
  return {
    ...{ step: first.step, event: first.event },
    isAtLatest: afters.slice(0, first.step).some(({ outlook }) => outlook === 'unknown'),
    ...(before !== undefined && isOpen(before, way.endsBroken)
      ? { before: wayOutOf(trial, way, before.step, most) }
      : {}),
    ...(again === undefined ? {} : { againKeptAt: again.step }),
  }
}

const wayOutOf = (
  trial: Trial,
  { actions, states }: Way,
  step: number,
  most: number,
): NonNullable<NoReturn['before']> => {
  const { way = [], outlook } = outlookOf(trial, states[step] as World, most)
  return {
    steps: trial.texts(way),
    isSettled: outlook === 'kept',
    token: trial.tokenOf([...actions.slice(0, step), ...way]),
  }
}
