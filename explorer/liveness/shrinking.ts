import type { Machine, Property } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import { breadthFirst } from '../breadth'
import { judge, type Breach } from '../judge'
import { steps } from '../steps'
import { convergesIn, endingsOf } from './endings'

/** A property to blame, among all properties in the order of blame. */
interface Blame<S, A> {
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
  readonly target: string
}

/** There are two ways never to settle. A failure that is shrunk stays of its kind. */
export type EndingKind = 'dead end' | 'loop'

const endingKind = ({ isDeadEnd, loop }: Breach): EndingKind | undefined =>
  isDeadEnd ? 'dead end' : loop === undefined ? undefined : 'loop'

export const isConvergence = <S, A>({ properties, target }: Omit<Blame<S, A>, 'machine'>): boolean =>
  convergesIn(properties).some(({ name }) => name === target)

/** How a schedule that can be taken ends, if it breaks the target with its end and nothing before. */
export const endingOfTarget = <S extends object, A>(
  { machine, properties, target }: Blame<S, A>,
  actions: readonly A[],
): EndingKind | undefined => {
  const { breaks } = judge(properties, machine.looksSame)
  const states = [machine.initial]
  for (const action of actions) {
    const before = states.at(-1) as S
    const next = machine.fire(before, action)
    if (isRefused(next) || breaks(before, action, next, next !== before)) return undefined
    states.push(next)
  }
  const [blamed] = endingsOf(machine, properties, { actions, states })
  return blamed?.property === target ? endingKind(blamed) : undefined
}

/** A schedule to a state from which healing never settles, with its loop. */
export interface Nearest<A> {
  readonly actions: readonly A[]
  /** No such state is reached in fewer steps: the search was complete. */
  readonly isNearest: boolean
}

/**
 * The nearest state from which healing never settles, among the states that `some` of the actions reach. Undefined if
 * there is none within the limit, or if it is of another kind. All healing actions are taken, because a dead end and a
 * fair loop depend on those that are enabled.
 */
export const nearestEnding = <S extends object, A>(
  blame: Blame<S, A>,
  some: readonly A[],
  maxStates: number,
  kind?: EndingKind,
): Nearest<A> | undefined => {
  const { machine, properties, target } = blame
  const goal = convergesIn(properties).filter(({ name }) => name === target)
  const allowed = machine.actions.all.filter(
    (action) => some.includes(action) || goal.some(({ heals }) => heals(action)),
  )
  const { breaks } = judge(properties, machine.looksSame)
  const towards: Machine<S, A> = {
    ...machine,
    successors(state, visit) {
      for (const action of allowed) {
        const next = machine.fire(state, action)
        if (!isRefused(next) && !breaks(state, action, next, true)) visit(action, next)
      }
    },
  }
  const search = breadthFirst(towards, goal, { maxStates: Math.ceil(maxStates / DEARER) }, steps)
  search.advance(Infinity)
  const { breach, frontier } = search.outcome
  if (breach === undefined) return undefined
  const found = endingOfTarget(blame, breach.actions)
  if (found === undefined || (kind !== undefined && found !== kind)) return undefined
  return { actions: breach.actions, isNearest: frontier === 0 && allowed.length === machine.actions.all.length }
}

/** A state costs so many times more, because the search takes all actions of the list, and judges what it found. */
const DEARER = 8
