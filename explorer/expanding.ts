import { Ahead, canForesee } from './ahead'
import { judge, type Breach } from './judge'
import type { Machine, Property } from '../contract/machine'
import { adaptive } from './memo/adaptive'
import type { Position, Standing } from './standing'
import type { Stepping, Steps } from './steps'
import type { Store } from './store'
import { noteStuck } from './stuck'
import type { FactMet } from './witnesses'

/** A running breadth-first search: its result so far, and the expansion of one state after the other. */
export interface Expanding<T extends Store = Store> {
  readonly arena: T
  readonly at: Position
  /** Expands the next state. */
  expand(): void
  /** Records that the next states were expanded elsewhere, and what was counted. The arena has their successors. */
  skip(states: number, counts: Pick<Position, 'generated' | 'widest' | 'stuck' | 'firstStuck'>): void
  /** The first breach, with its step and the state before. The state is absent if the initial state is broken. */
  breach(): Broken | undefined
  /** True if something is broken, or no state is left to expand. */
  isOver(): boolean
  met(): readonly FactMet[]
  /** How the next step is best taken. */
  readonly taking: () => Steps
  /** The states found, and the memory in use for them and for taking steps, in bytes. */
  held(): Pick<Store, 'count' | 'bytes'>
}

export interface Broken {
  readonly parent: number
  readonly ordinal: number
  readonly breaches: readonly Breach[]
}

/**
 * `from` is the position of a search to resume. By default the search begins with the initial state. `mostBytes`: of a memory of
 * steps (explorer/memo).
 */
export const expanding = <S, A, T extends Store>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  arena: T,
  stepping?: Stepping,
  from?: Standing,
  mostBytes?: number,
): Expanding<T> => {
  const at = { expanding: 0, depth: 0, levelEnd: 1, generated: 0, widest: 0, stuck: 0, firstStuck: -1, ...from?.at }
  const best = adaptive(machine, properties, { met: from?.met, stepping, mostBytes })
  let taking = best(at.expanding)
  let breach = from === undefined ? begin(machine, properties, arena) : undefined
  from?.fill(arena)

  const expandAhead = expandingAhead(machine, properties, arena)

  const visit = (): void => {
    if (breach !== undefined) return
    at.generated++
    const added = arena.add(taking.packed)
    if (added >= 0) {
      arena.link(added, at.expanding, taking.ordinal())
      taking.meet(taking.packed, 0, at.depth + 1)
    }
    const judgement = taking.judge()
    const isSound = added < 0 || judgement === 'looks the same' || !taking.isBroken(taking.packed, 0)
    if (judgement !== 'breaks' && isSound) return
    breach = { parent: at.expanding, ordinal: taking.ordinal(), breaches: taking.breaches() }
  }

  const passOn = (states: number): void => {
    at.expanding += states
    const isNextLevel = at.expanding === at.levelEnd && arena.count > at.levelEnd && breach === undefined
    if (isNextLevel) Object.assign(at, { depth: at.depth + 1, levelEnd: arena.count })
  }

  return {
    ...{ arena, at, breach: () => breach, met: () => taking.met, taking: () => (taking = best(at.expanding)) },
    held: () => ({ count: arena.count, bytes: arena.bytes + taking.bytes }),
    expand() {
      taking = best(at.expanding)
      const { generated } = at
      if (expandAhead !== undefined && taking.isPacked) breach = expandAhead(at, taking)
      else taking.expand(arena.chunk(at.expanding), arena.offset(at.expanding), visit)
      at.widest = Math.max(at.widest, at.generated - generated)
      if (at.generated === generated) noteStuck(at, 1, at.expanding)
      passOn(1)
    },
    skip(states, { generated, widest, stuck, firstStuck }) {
      at.generated += generated
      at.widest = Math.max(at.widest, widest)
      if (stuck > 0) noteStuck(at, stuck, firstStuck)
      passOn(states)
    },
    isOver: () => breach !== undefined || at.expanding >= arena.count,
  }
}

/** Expands the next state with steps that are taken ahead, and returns its breach. Undefined if that would not help. */
const expandingAhead = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  arena: Store,
): ((at: Position & { generated: number }, taking: Steps) => Broken | undefined) | undefined => {
  if (!canForesee(arena)) return undefined
  const ahead = new Ahead(arena, machine.actions.all.length)
  return (at, taking) => {
    const parent = at.expanding
    ahead.reach(parent, at.levelEnd, taking)
    const end = ahead.end(parent)
    for (let step = ahead.begin(parent); step < end; step++) {
      at.generated++
      if (isSoundAhead(ahead, step, at, taking)) continue
      const ordinal = ahead.ordinals[step] as number
      return { parent, ordinal, breaches: breachesAhead(machine, properties, ahead, step) }
    }
    return undefined
  }
}

/** Adds the state after a step that was taken ahead. False if it breaks a property. */
const isSoundAhead = (
  { store, states, ordinals, judgements, hashes }: Ahead,
  step: number,
  { expanding: parent, depth }: Position,
  taking: Steps,
): boolean => {
  const place = step * store.words
  const added = store.addForeseen(states, place, hashes[step] as number)
  if (added >= 0) {
    store.link(added, parent, ordinals[step] as number)
    taking.meet(states, place, depth + 1)
  }
  const judgement = judgements[step]
  if (judgement === 'breaks') return false
  return added < 0 || judgement === 'looks the same' || !taking.isBroken(states, place)
}

/** What it breaks. */
const breachesAhead = <S, A>(
  { states, actions }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  ahead: Ahead,
  step: number,
): readonly Breach[] => {
  const { store } = ahead
  const parent = ahead.parent(step)
  const before = states.read(store.chunk(parent), store.offset(parent))
  const after = states.read(ahead.states, step * store.words)
  return judge(properties).breaches(before, actions.all[ahead.ordinals[step] as number] as A, after)
}

/** Inserts the initial state into the store. Returns its breach, if there is one. */
const begin = <S, A>(
  { states, initial }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  arena: Store,
): Broken | undefined => {
  const packed = new Int32Array(states.words)
  states.write(initial, packed, 0)
  arena.link(arena.add(packed), -1, 0)
  const breaches = judge(properties).initially(initial)
  return breaches.length > 0 ? { parent: -1, ordinal: 0, breaches } : undefined
}
