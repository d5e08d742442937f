import type { Bits } from '../kit/bits'
import { Arena } from './arena'
import { progressOf, stuckIn, type Limits, type Outcome, type Progress, type Search } from './breadth'
import { judge } from './judge'
import { levelsOf } from './levels'
import { refuseConvergence } from './liveness/endings'
import type { Footprints, Machine, Property, StepProperty } from '../contract/machine'
import { Sleep } from './sleep'
import { pathTo } from './store'
import { noteStuck } from './stuck'
import { witnesses, type FactMet } from './witnesses'

/** A search that leaves out steps. */
export interface SparingSearch<A> extends Search<A> {
  /** Steps left out: enabled steps to states that other steps reach. Together with `generated` they are all steps. */
  readonly spared: number
}

/**
 * Partial-order reduction: one order of two independent steps is enough. This breadth-first search takes fewer steps
 * and finds the same states in the same order, the same facts, and the same breach.
 *
 * It uses Godefroid's sleep sets, which breadth-first order makes simple. A state is first reached by the first, in the
 * order of the machine, of all shortest schedules to it. If an action was tried earlier on this path and is independent
 * of every step since, it leads to a state that an earlier schedule of the same length reaches. So it sleeps until a
 * step depends on it. No state is lost, and no state is expanded twice (docs/decisions/0014).
 */
export const breadthFirstInOneOrder = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity }: Limits = {},
): SparingSearch<A> => {
  refuseConvergence(properties, 'partial-order reduction')
  const { at, arena, sleep, expand, breach, met } = expansion(machine, properties)
  const progress = (): Progress => ({ ...progressOf(arena, at), bytes: arena.bytes + sleep.bytes })
  const isOver = (): boolean => breach() !== undefined || at.expanding >= arena.count || arena.count >= maxStates
  return {
    advance(expansions) {
      for (let left = expansions; left > 0 && !isOver(); left--) expand()
      return !isOver()
    },
    // For those who look at the states: such a search is not resumed, because its sleep sets are not in it.
    snapshot: () => ({ store: arena, at: { ...at, levelEnd: arena.count }, met: met() }),
    get progress() {
      return progress()
    },
    get spared() {
      return at.spared
    },
    get outcome(): Outcome<A> {
      const known = { ...progress(), facts: met(), levels: levelsOf(arena), ...stuckIn(arena, at, machine.actions.all) }
      const broken = breach()
      if (broken !== undefined) return { verdict: 'broken', ...known, breach: broken }
      return { verdict: known.frontier === 0 ? 'holds' : 'inconclusive', ...known }
    },
  }
}

/** Runs it to its end in one call, like `explore`. */
export const exploreInOneOrder = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[] = [],
  limits: Limits = {},
): Outcome<A> & { readonly spared: number } => {
  const search = breadthFirstInOneOrder(machine, properties, limits)
  search.advance(Infinity)
  return { ...search.outcome, spared: search.spared }
}

interface Expansion<A> {
  /** The position of the search. `expand` moves it. */
  readonly at: {
    readonly expanding: number
    readonly depth: number
    readonly generated: number
    readonly spared: number
    readonly widest: number
    readonly stuck: number
    readonly firstStuck: number
  }
  readonly arena: Arena
  readonly sleep: Sleep
  expand(): void
  breach(): Outcome<A>['breach']
  met(): readonly FactMet[]
}

const expansion = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[]): Expansion<A> => {
  const { states, actions } = machine
  const { looksAt, changes } = footprintsOf(machine)
  const { facts, breaks, breaches, initially } = judge(properties, machine.looksSame)
  const { meet, met } = witnesses(facts)
  const sees = seenBy(properties)
  const arena = new Arena(states.words)
  const sleep = new Sleep(actions.all.length)
  const packed = new Int32Array(states.words)
  const at = { expanding: 0, depth: 0, levelEnd: 1, generated: 0, spared: 0, widest: 0, stuck: 0, firstStuck: -1 }
  let breach: Outcome<A>['breach']

  const start = (): void => {
    states.write(machine.initial, packed, 0)
    arena.link(arena.add(packed), -1, 0)
    sleep.found(none, none)
    const broken = initially(machine.initial)
    if (broken.length > 0) breach = { actions: [], breaches: broken }
    meet(machine.initial, 0)
  }

  const take = (before: S, action: A, after: S): void => {
    const ordinal = actions.ordinal(action)
    if (breach !== undefined || sleep.asleep[ordinal] !== 0) return
    at.generated++
    states.write(after, packed, 0)
    const added = arena.add(packed)
    const changed = changes(before, after)
    const touched = changed | looksAt(before, action, after)
    if (added >= 0) {
      arena.link(added, at.expanding, ordinal)
      sleep.found(touched, changed)
      meet(after, at.depth + 1)
    }
    sleep.tried(ordinal, touched | sees(before, action, after), changed)
    if (!breaks(before, action, after, added >= 0)) return
    breach = {
      actions: [...pathTo(arena, actions.all, at.expanding), action],
      breaches: breaches(before, action, after),
    }
    at.spared += sleep.countBelow(ordinal)
  }

  const expand = (): void => {
    const before = states.read(arena.chunk(at.expanding), arena.offset(at.expanding))
    const enabled = at.generated + at.spared
    sleep.next()
    machine.successors(before, (action, after) => take(before, action, after), sleep.asleep)
    if (breach === undefined) at.spared += sleep.countBelow(Infinity)
    at.widest = Math.max(at.widest, at.generated + at.spared - enabled)
    if (at.generated + at.spared === enabled) noteStuck(at, 1, at.expanding)
    at.expanding++
    const isNextLevel = at.expanding === at.levelEnd && arena.count > at.levelEnd && breach === undefined
    if (isNextLevel) Object.assign(at, { depth: at.depth + 1, levelEnd: arena.count })
  }

  start()
  return { at, arena, sleep, expand, breach: () => breach, met }
}

const none: Bits = 0
const everything: Bits = -1

const footprintsOf = <S, A>({ name, footprints }: Machine<S, A>): Footprints<S, A> => {
  if (footprints === undefined) throw new Error(`${name} does not declare what its steps read and write`)
  return footprints
}

/** The parts that any property of steps sees, in addition to those that the step touches. */
const seenBy = <S, A>(properties: readonly Property<S, A>[]): ((before: S, action: A, after: S) => Bits) => {
  const steps = properties.filter((property): property is StepProperty<S, A> => property.kind === 'step')
  if (steps.some(({ sees }) => sees === undefined)) return () => everything
  return (before, action, after) =>
    steps.reduce((seen, { sees }) => seen | (sees?.(before, action, after) ?? none), none)
}
