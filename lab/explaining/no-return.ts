/** The first step after which nothing that heals keeps what was promised. Every step is searched: it is not monotone. */
import type { After, NoReturn } from '../../contract/explanation'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { named, type Looking } from './looking'
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
export function* aftersOf(trial: Trial, { actions, states, endsBroken }: Way, most: number): Looking<readonly After[]> {
  const texts = trial.texts(actions)
  const afters: After[] = []
  for (const [step, state] of states.entries()) {
    const event = step === 0 ? BEGINNING : (texts[step - 1] ?? '')
    if (endsBroken && step === actions.length) {
      afters.push({ step, event, outlook: 'lost', states: 0 })
      break
    }
    const searching = outlookOf(trial, state, most)
    const { outlook, states: found, limit } = yield* named(`after step ${step} of ${actions.length}`, searching)
    afters.push({ step, event, outlook, states: found, ...(limit === undefined ? {} : { limit }) })
  }
  return afters
}

const BEGINNING = 'the beginning'

/** Nothing is lost in a state that never settles, unless that is what the schedule is about. */
const isOver = ({ outlook }: After, endsBroken: boolean): boolean =>
  outlook === 'lost' || (!endsBroken && outlook === 'unsettled')

const isOpen = (after: After, endsBroken: boolean): boolean => after.outlook !== 'unknown' && !isOver(after, endsBroken)

/** Undefined if even after the last step some continuation heals. */
export function* noReturnOf(
  trial: Trial,
  way: Way,
  afters: readonly After[],
  most: number,
): Looking<NoReturn | undefined> {
  const first = afters.find((after) => isOver(after, way.endsBroken))
  if (first === undefined) return undefined
  const before = afters[first.step - 1]
  const wayOut =
    before !== undefined && isOpen(before, way.endsBroken) ? yield* wayOutOf(trial, way, before.step, most) : undefined
  const again = afters.find((after) => after.step > first.step && isOpen(after, way.endsBroken))
  return {
    ...{ step: first.step, event: first.event },
    isAtLatest: afters.slice(0, first.step).some(({ outlook }) => outlook === 'unknown'),
    ...(wayOut === undefined ? {} : { before: wayOut }),
    ...(again === undefined ? {} : { againKeptAt: again.step }),
  }
}

function* wayOutOf(trial: Trial, { actions, states }: Way, step: number, most: number): Looking<NoReturn['before']> {
  const searching = outlookOf(trial, states[step] as World, most)
  const { way = [], outlook } = yield* named('a way out', searching)
  if (outlook === 'unknown') return undefined
  return {
    steps: trial.texts(way),
    isSettled: outlook === 'kept',
    token: trial.tokenOf([...actions.slice(0, step), ...way]),
  }
}
