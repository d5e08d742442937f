import { isRefused } from '../../kit/refused'
import type { ConvergesProperty, Machine, Property } from '../../contract/machine'
import type { Breach } from '../judge'

/** A schedule that was taken: its actions, and all states on the way, the initial state first. */
export interface Way<S, A> {
  readonly actions: readonly A[]
  readonly states: readonly S[]
}

/** The properties of convergence that a schedule breaks with its end: a dead end, or a fair loop. */
export const endingsOf = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  way: Way<S, A>,
): readonly Breach[] =>
  convergesIn(properties).flatMap((property) => {
    const ending = endingOf(machine, property, way)
    return ending === undefined ? [] : [ending]
  })

export const convergesIn = <S, A>(properties: readonly Property<S, A>[]): readonly ConvergesProperty<S, A>[] =>
  properties.filter((property): property is ConvergesProperty<S, A> => property.kind === 'converges')

/** Throws if a search that leaves out states or steps is asked to judge how healing ends. */
export const refuseConvergence = <S, A>(properties: readonly Property<S, A>[], reduction: string): void => {
  const [first] = convergesIn(properties)
  if (first !== undefined) throw new Error(`'${first.name}' cannot be judged with ${reduction}`)
}

const endingOf = <S, A>(
  machine: Machine<S, A>,
  property: ConvergesProperty<S, A>,
  { actions, states }: Way<S, A>,
): Breach | undefined => {
  const last = states.at(-1) as S
  if (property.settled(last)) return undefined
  const lacks = property.lacks?.(last) ?? 'The last state is not settled.'
  const { name } = property
  if (healingIn(machine, property, last).size === 0)
    return { property: name, verdict: `${lacks} No healing step leads on from here.`, isDeadEnd: true }
  const from = loopIn(machine, property, { actions, states })
  if (from === undefined) return undefined
  const [first, end] = [from + 1, actions.length]
  const isPassing = states.slice(first).some((state) => property.settled(state))
  const verdict = `${lacks} Steps ${first} to ${end} lead back to the state before step ${first} and can repeat for ever ${isPassing ? 'without staying settled' : 'without settling'}.`
  return { property: name, verdict, loop: first }
}

/** The number of steps before a fair loop with which the schedule ends, if it ends with one. */
const loopIn = <S, A>(
  machine: Machine<S, A>,
  property: ConvergesProperty<S, A>,
  { actions, states }: Way<S, A>,
): number | undefined => {
  const key = keyOf(machine)
  const last = key(states[actions.length] as S)
  /** The actions that were enabled in all states of the loop so far, and not taken. */
  let waiting = healingIn(machine, property, states[actions.length] as S)
  for (let step = actions.length - 1; step >= 0; step--) {
    const action = actions[step] as A
    const before = states[step] as S
    if (!property.heals(action) || isOutside(property, before)) return undefined
    const enabled = healingIn(machine, property, before)
    const ordinal = machine.actions.ordinal(action)
    waiting = new Set([...waiting].filter((one) => one !== ordinal && enabled.has(one)))
    if (waiting.size === 0 && key(before) === last) return step
  }
  return undefined
}

/** No loop may pass this state. */
const isOutside = <S, A>({ settled, stays, leftOut }: ConvergesProperty<S, A>, state: S): boolean =>
  stays ? leftOut?.(state) === true : settled(state)

/** The healing actions that are enabled in a state and change it, by ordinal. */
const healingIn = <S, A>(
  machine: Machine<S, A>,
  { heals }: Pick<ConvergesProperty<S, A>, 'heals'>,
  state: S,
): Set<number> => {
  const { all } = machine.actions
  const key = keyOf(machine)
  const own = key(state)
  const changes = (action: A): boolean => {
    const next = machine.fire(state, action) as S & object
    return !isRefused(next) && key(next) !== own
  }
  return new Set(all.flatMap((action, ordinal) => (heals(action) && changes(action) ? [ordinal] : [])))
}

/** Packed words as text: equal for equal states. */
const keyOf = <S, A>({ states }: Machine<S, A>): ((state: S) => string) => {
  const packed = new Int32Array(states.words)
  return (state) => {
    states.write(state, packed, 0)
    return packed.join(' ')
  }
}
