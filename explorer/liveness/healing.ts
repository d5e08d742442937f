import type { ConvergesProperty, Machine } from '../../contract/machine'
import type { Rng } from '../rng'

/**
 * How healing ends that begins in one state.
 *
 * settled: it came to a settled state. left out: it came to a state that the property leaves out. never: it came to a dead end, or went round a fair loop. broken: its last step
 * breaks another property. open: it took as many steps as it may, so nothing is known.
 */
export interface Healing<A> {
  readonly end: 'settled' | 'left out' | 'never' | 'broken' | 'open'
  /** The steps that were taken. */
  readonly actions: readonly A[]
}

/** Takes healing steps from a state on, at most `most`, in an order that is drawn. */
export type Heal<S, A> = (start: S, chance: Rng, most: number) => Healing<A>

/**
 * Heals as a random walk does at its end, for one property.
 *
 * It begins with some random healing steps. Then the actions take turns, in a drawn order: an enabled action waits for
 * at most one round. So the run is fair. There are finitely many states, so in the end it settles, stops in a dead end,
 * or is in the same state at the same turn again. Then it has gone round a fair loop.
 *
 * It ends as soon as the steps since the first visit of the current state are a fair loop: each healing action was
 * taken or disabled since then. `breaks` judges each step by the other properties.
 *
 * Where what is settled has to stay so, it goes on in settled states, to a dead end or a fair loop. One of settled states alone has settled.
 */
export const healing = <S extends object, A>(
  machine: Machine<S, A>,
  property: Pick<ConvergesProperty<S, A>, 'heals' | 'settled' | 'stays' | 'leftOut'>,
  breaks: (before: S, action: A, after: S) => boolean,
): Heal<S, A> => {
  const { actions, states } = machine
  const ordinals = actions.all.flatMap((action, ordinal) => (property.heals(action) ? [ordinal] : []))
  const enabledIn = enabling(machine, ordinals)
  return (start, chance, most) => {
    const choose = choosing(ordinals, chance)
    const packed = new Int32Array(states.words)
    /** By packed state: the number of steps before its first visit. */
    const visits = new Map<string, number>()
    /** By ordinal: the last state in which the action was disabled or taken. */
    const met = new Int32Array(actions.all.length).fill(-1)
    const taken: A[] = []
    let state = start
    let lastUnsettled = -1
    for (;;) {
      const at = taken.length
      const isSettled = property.settled(state)
      if (property.leftOut?.(state)) return { end: 'left out', actions: taken }
      if (isSettled && !property.stays) return { end: 'settled', actions: taken }
      if (!isSettled) lastUnsettled = at
      const enabled = enabledIn(state)
      if (enabled.size === 0) return { end: isSettled ? 'settled' : 'never', actions: taken }
      for (const ordinal of ordinals) if (!enabled.has(ordinal)) met[ordinal] = at
      states.write(state, packed, 0)
      const key = packed.join(' ')
      const first = visits.get(key)
      if (first === undefined) visits.set(key, at)
      else if (ordinals.every((ordinal) => (met[ordinal] as number) >= first)) {
        if (lastUnsettled < first) return { end: 'settled', actions: taken }
        // The loop is taken once more, up to an unsettled state: a schedule that never settles ends in one.
        return { end: 'never', actions: [...taken, ...taken.slice(first, lastUnsettled < at ? lastUnsettled : first)] }
      }
      if (at >= most) return { end: 'open', actions: taken }
      const ordinal = choose(enabled)
      const action = actions.all[ordinal] as A
      const next = enabled.get(ordinal) as S
      met[ordinal] = at
      taken.push(action)
      if (breaks(state, action, next)) return { end: 'broken', actions: taken }
      state = next
    }
  }
}

/** The healing actions that are enabled in a state and change it, by ordinal, each with the state after it. */
const enabling = <S extends object, A>(
  { actions, states, successors }: Machine<S, A>,
  ordinals: readonly number[],
): ((state: S) => ReadonlyMap<number, S>) => {
  const asleep = new Uint8Array(actions.all.length).fill(1)
  for (const ordinal of ordinals) asleep[ordinal] = 0
  const [own, other] = [new Int32Array(states.words), new Int32Array(states.words)]
  return (state) => {
    const enabled = new Map<number, S>()
    states.write(state, own, 0)
    successors(
      state,
      (action, next) => {
        const ordinal = actions.ordinal(action)
        if (asleep[ordinal] !== 0) return
        states.write(next, other, 0)
        if (other.some((word, index) => word !== own[index])) enabled.set(ordinal, next)
      },
      asleep,
    )
    return enabled
  }
}

/** Draws how many steps are random, and in which order the actions take turns after that. */
const choosing = (ordinals: readonly number[], chance: Rng): ((enabled: ReadonlyMap<number, unknown>) => number) => {
  const round = shuffled(ordinals, chance)
  const at = { turn: 0, random: chance.pick(RANDOM_STEPS) }
  return (enabled) => {
    if (at.random > 0) {
      at.random--
      return [...enabled.keys()][chance.below(enabled.size)] as number
    }
    while (!enabled.has(round[at.turn] as number)) at.turn = (at.turn + 1) % round.length
    const ordinal = round[at.turn] as number
    at.turn = (at.turn + 1) % round.length
    return ordinal
  }
}

/** A loop may need an order in which no round comes by. Turns alone find what happens in every order. */
const RANDOM_STEPS = [0, 0, 8, 32] as const

const shuffled = (numbers: readonly number[], chance: Rng): readonly number[] => {
  const order = [...numbers]
  for (let last = order.length - 1; last > 0; last--) {
    const other = chance.below(last + 1)
    const moved = order[last] as number
    order[last] = order[other] as number
    order[other] = moved
  }
  return order
}
