import type { ConvergesProperty, Machine } from '../../contract/machine'
import { catalogue, type Kinds } from '../../kit/catalogue'
import { codec } from '../../kit/codec'
import { refuse } from '../../kit/refused'
import { transitions, type Rules } from '../../kit/rules'
import { maybePeer, oneOf, peer, perPeer, record } from '../../kit/schema'

const PHASES = ['thinks', 'hungry', 'holdsOne', 'eats'] as const
type Phase = (typeof PHASES)[number]

/**
 * The dining philosophers of Dijkstra (EWD 310): philosopher p needs fork p, at the left, and the next fork, at the
 * right. Each takes one fork after the other, eats, and puts both down.
 */
export interface Table {
  readonly phases: readonly Phase[]
  /** By fork: the philosopher who holds it, or -1. */
  readonly holders: readonly number[]
}

export type Deed =
  | { readonly type: 'getHungry'; readonly philosopher: number }
  | { readonly type: 'takeFirst'; readonly philosopher: number }
  | { readonly type: 'takeSecond'; readonly philosopher: number }
  | { readonly type: 'putDown'; readonly philosopher: number }

/**
 * Which fork is taken first. `left`: if all do so at the same time, everyone holds one fork and waits for ever. `lower`:
 * the fork with the lower number, so the last philosopher takes the right one first. Then there is always someone who
 * can go on, but under weak fairness one philosopher may starve: a fork is free again and again, and somebody else takes
 * it each time.
 */
export type First = 'left' | 'lower'

const isBusy = refuse('is not thinking')
const isNotHungry = refuse('is not hungry')
const hasNoFork = refuse('does not hold exactly one fork')
const isTaken = refuse('finds the fork taken')
const isNotEating = refuse('is not eating')

const NOBODY = -1

const rules = (count: number, first: First): Rules<Table, Deed> => {
  const forksOf = (philosopher: number): readonly [number, number] => {
    const [left, right] = [philosopher, (philosopher + 1) % count]
    return first === 'left' || left < right ? [left, right] : [right, left]
  }
  const take = (table: Table, philosopher: number, fork: number, phase: Phase): Table => ({
    phases: table.phases.with(philosopher, phase),
    holders: table.holders.with(fork, philosopher),
  })
  return {
    getHungry(table, { philosopher }) {
      if (table.phases[philosopher] !== 'thinks') return isBusy
      return { ...table, phases: table.phases.with(philosopher, 'hungry') }
    },
    takeFirst(table, { philosopher }) {
      const [fork] = forksOf(philosopher)
      if (table.phases[philosopher] !== 'hungry') return isNotHungry
      if (table.holders[fork] !== NOBODY) return isTaken
      return take(table, philosopher, fork, 'holdsOne')
    },
    takeSecond(table, { philosopher }) {
      const [, fork] = forksOf(philosopher)
      if (table.phases[philosopher] !== 'holdsOne') return hasNoFork
      if (table.holders[fork] !== NOBODY) return isTaken
      return take(table, philosopher, fork, 'eats')
    },
    putDown(table, { philosopher }) {
      if (table.phases[philosopher] !== 'eats') return isNotEating
      return {
        phases: table.phases.with(philosopher, 'thinks'),
        holders: table.holders.map((holder) => (holder === philosopher ? NOBODY : holder)),
      }
    },
  }
}

const kinds = (count: number): Kinds<Deed> => {
  const fields = { philosopher: peer(count) }
  return {
    getHungry: { code: 'h', text: 'philosopher {philosopher} gets hungry', fields },
    takeFirst: { code: 'f', text: 'philosopher {philosopher} takes the first fork', fields },
    takeSecond: { code: 's', text: 'philosopher {philosopher} takes the second fork', fields },
    putDown: { code: 'd', text: 'philosopher {philosopher} puts both forks down', fields },
  }
}

export const philosophers = (count: number, first: First): Machine<Table, Deed> => {
  const schema = record<Table>({
    phases: perPeer(count, oneOf(...PHASES)),
    holders: perPeer(count, maybePeer(count)),
  })
  const actions = catalogue(kinds(count))
  return {
    name: `philosophers who take the ${first} fork first`,
    initial: {
      phases: Array.from<Phase>({ length: count }).fill('thinks'),
      holders: Array.from<number>({ length: count }).fill(NOBODY),
    },
    ...{ schema, actions, states: codec(schema) },
    ...transitions(actions, rules(count, first)),
  }
}

/** The philosophers as a whole go on. */
export const someoneEats: ConvergesProperty<Table, Deed> = {
  kind: 'converges',
  name: 'someone eats again',
  heals: () => true,
  settled: ({ phases }) => phases.includes('eats'),
  lacks: () => 'Nobody eats.',
}

/** No philosopher stays hungry for ever. Nothing here does harm, so all actions heal. */
export const nobodyStarves = (count: number): readonly ConvergesProperty<Table, Deed>[] =>
  Array.from({ length: count }, (_, philosopher) => ({
    kind: 'converges',
    name: `philosopher ${philosopher + 1} eats again`,
    heals: () => true,
    settled: ({ phases }) => phases[philosopher] === 'thinks' || phases[philosopher] === 'eats',
    lacks: () => `Philosopher ${philosopher + 1} is hungry.`,
  }))
