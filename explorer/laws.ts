import { intersect, none } from '../kit/bits'
import { isRefused } from '../kit/refused'
import type { Machine, Renaming } from '../contract/machine'
import { lostField, lostFieldText } from './lost-field'

/**
 * The laws that every machine must obey. The explorer, replay and symmetry rely on each of them. A law is checked for
 * one state; check it for the states of random walks.
 */
export interface Law<S> {
  readonly claim: string
  /** The violation in this state, or undefined. */
  readonly fault: (state: S) => string | undefined
}

/** A whole number from 0 to bound - 1. */
export type Random = (bound: number) => number

/** How much a law tries in one state: everything, or a few cases of each kind, which a search can afford. */
export type Thoroughness = 'all' | 'few'

export const laws = <S, A>(machine: Machine<S, A>, tried: Thoroughness = 'all'): readonly Law<S>[] => [
  { claim: 'fire agrees with successors', fault: (state) => firingDiffers(machine, state) },
  { claim: 'attempt agrees with fire', fault: (state) => attemptDiffers(machine, state, tried) },
  { claim: 'an enabled action has an occasion', fault: (state) => occasionMissing(machine, state) },
  { claim: 'actions are visited in the order of the catalogue', fault: (state) => disorder(machine, state) },
  { claim: 'the same state has the same successors every time', fault: (state) => chance(machine, state) },
  { claim: 'a state is never changed in place', fault: (state) => mutation(machine, state) },
  { claim: 'a state survives packing and unpacking', fault: (state) => packingLoss(machine, state) },
  { claim: 'an action survives printing and encoding', fault: (state) => wordingLoss(machine, state) },
  { claim: 'renaming commutes with firing', fault: (state) => preference(machine, state, tried) },
]

/** The states of one random walk, the initial state first. It ends when no action is enabled. */
export const walkAtRandom = <S, A>(machine: Machine<S, A>, steps: number, random: Random): readonly S[] => {
  const met: S[] = [machine.initial]
  for (let state = machine.initial; met.length <= steps;) {
    const next = successorsOf(machine, state)
    const chosen = next[random(next.length)]
    if (chosen === undefined) return met
    state = chosen[1]
    met.push(state)
  }
  return met
}

const successorsOf = <S, A>(machine: Machine<S, A>, state: S): readonly (readonly [A, S])[] => {
  const found: [A, S][] = []
  machine.successors(state, (action, next) => found.push([action, next]))
  return found
}

/** Packed words as text: equal for equal states, and the cheapest way to compare two. */
const keyOf = <S, A>({ states }: Machine<S, A>, state: S): string => {
  const packed = new Int32Array(states.words)
  states.write(state, packed, 0)
  return packed.join(' ')
}

const firingDiffers = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const visited = new Map(successorsOf(machine, state).map(([action, next]) => [machine.actions.ordinal(action), next]))
  return firstFault(machine.actions.all, (action) => {
    const fired = machine.fire(state, action) as S & object
    const next = visited.get(machine.actions.ordinal(action))
    const name = machine.actions.print(action)
    if (next === undefined) return isRefused(fired) ? undefined : `'${name}' can be fired and is not visited`
    if (isRefused(fired)) return `'${name}' is visited, and refused: it ${fired.refused}`
    return keyOf(machine, fired) === keyOf(machine, next) ? undefined : `'${name}' leads to two different states`
  })
}

/** From any starting position, a draw takes the next enabled action of its kind, with the same next state as `fire`. */
const attemptDiffers = <S, A>(machine: Machine<S, A>, state: S, tried: Thoroughness): string | undefined =>
  firstFault(
    machine.actions.kinds.flatMap(({ actions }, kind) =>
      startsIn(actions.length, tried).map((first) => ({ actions, kind, first })),
    ),
    ({ actions, kind, first }) => {
      const round = [...actions.slice(first), ...actions.slice(0, first)]
      const expected = round.find((action) => !isRefused(machine.fire(state, action) as S & object))
      const taken: [A, S][] = []
      const found = machine.attempt(kind, state, actions, first, (action, next) => taken.push([action, next]))
      const [action, next] = taken[0] ?? []
      if (found !== (expected !== undefined) || action !== expected)
        return `kind ${kind} from ${first} on takes another`
      if (action === undefined || next === undefined) return undefined
      const isSame = keyOf(machine, next) === keyOf(machine, machine.fire(state, action) as S)
      return isSame ? undefined : `'${machine.actions.print(action)}' leads elsewhere when it is drawn`
    },
  )

/** Positions in a list: all of them, or the first, the middle and the last. */
const startsIn = (length: number, tried: Thoroughness): readonly number[] =>
  tried === 'all' ? [...Array(length).keys()] : [...new Set([0, length >> 1, Math.max(0, length - 1)])]

/** A walk does not try the actions of kinds that have no occasion, so it would never take this one. */
const occasionMissing = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const { occasions, actions } = machine
  if (occasions === undefined) return undefined
  const idle = actions.kinds.filter(
    (_, kind) => intersect(occasions.needed[kind] ?? none, occasions.of(state)) === none,
  )
  const enabled = idle
    .flatMap((kind) => kind.actions)
    .find((action) => !isRefused(machine.fire(state, action) as S & object))
  return enabled && `'${actions.print(enabled)}' is enabled without an occasion`
}

const disorder = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const ordinals = successorsOf(machine, state).map(([action]) => machine.actions.ordinal(action))
  const late = ordinals.findIndex((ordinal, index) => index > 0 && ordinal <= (ordinals[index - 1] ?? -1))
  return late < 0 ? undefined : `action ${ordinals[late]} is visited after action ${ordinals[late - 1]}`
}

const chance = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const [once, again] = [1, 2].map(() =>
    successorsOf(machine, state).map(([action, next]) => `${machine.actions.encode(action)} ${keyOf(machine, next)}`),
  )
  return once?.join() === again?.join() ? undefined : 'two visits of one state differ'
}

/** Assigning to a frozen object throws in strict mode. This detects a rule that does so. */
const mutation = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const frozen = deepFreeze(structuredClone(state))
  try {
    successorsOf(machine, frozen)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value
  Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}

const packingLoss = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const packed = new Int32Array(machine.states.words)
  machine.states.write(state, packed, 0)
  const lost = lostField(state, machine.states.read(packed, 0))
  return lost && lostFieldText(lost)
}

const wordingLoss = <S, A>(machine: Machine<S, A>, state: S): string | undefined => {
  const { actions } = machine
  const isSame = (action: A, other: A | undefined): boolean =>
    other !== undefined && actions.ordinal(other) === actions.ordinal(action)
  return firstFault(successorsOf(machine, state), ([action]) => {
    if (!isSame(action, actions.all[actions.ordinal(action)])) return `the catalogue has no '${actions.print(action)}'`
    if (!isSame(action, actions.parse(actions.print(action)))) return `'${actions.print(action)}' cannot be read`
    return isSame(action, actions.decode(actions.encode(action))) ? undefined : `no code for '${actions.print(action)}'`
  })
}

const preference = <S, A>(machine: Machine<S, A>, state: S, tried: Thoroughness): string | undefined =>
  firstFault(renamingsOf(machine, tried), (renaming) =>
    keyOf(machine, renaming.state(machine.initial)) === keyOf(machine, machine.initial)
      ? undefined
      : `${renaming.permutation.join()} changes the initial state`,
  ) ?? unequalUnderRenaming(machine, state, tried)

/**
 * A step that is another one under other names: what symmetry reduction relies on. An impartial machine is asked this alone,
 * because its initial state may name peers: whatever is reached from it is reached from its renamings, under other names.
 */
export const unequalUnderRenaming = <S, A>(machine: Machine<S, A>, state: S, tried: Thoroughness): string | undefined =>
  firstFault(renamingsOf(machine, tried), (renaming) =>
    firstFault(machine.actions.all, (action) => renamedDiffers(machine, state, action, renaming)),
  )

const FEW_RENAMINGS = 6

/**
 * All renamings, or only those that generate all others: the exchange of the first two peers, and the shift of all by
 * one. If these commute with every step, so do the others.
 */
const renamingsOf = <S, A>({ renamings = [] }: Machine<S, A>, tried: Thoroughness): readonly Renaming<S, A>[] => {
  if (tried === 'all' || renamings.length <= FEW_RENAMINGS) return renamings
  const generating = renamings.filter(({ permutation }) => isGenerator(permutation))
  return generating.length > 0 ? generating : renamings.slice(0, FEW_RENAMINGS)
}

const isGenerator = (permutation: readonly number[]): boolean => {
  const { length } = permutation
  const isShift = permutation.every((to, from) => to === (from + 1) % length)
  return isShift || permutation.every((to, from) => to === (from > 1 ? from : 1 - from))
}

const renamedDiffers = <S, A>(
  machine: Machine<S, A>,
  state: S,
  action: A,
  renaming: Renaming<S, A>,
): string | undefined => {
  const plain = machine.fire(state, action) as S & object
  const renamed = machine.fire(renaming.state(state), renaming.action(action)) as S & object
  const name = `'${machine.actions.print(action)}', renamed by ${renaming.permutation.join()},`
  if (isRefused(plain) !== isRefused(renamed)) return `${name} is enabled under one name only`
  if (isRefused(plain) || keyOf(machine, renaming.state(plain)) === keyOf(machine, renamed)) return undefined
  return `${name} leads to another state`
}

const firstFault = <T>(items: readonly T[], faultOf: (item: T) => string | undefined): string | undefined => {
  for (const item of items) {
    const fault = faultOf(item)
    if (fault !== undefined) return fault
  }
  return undefined
}
