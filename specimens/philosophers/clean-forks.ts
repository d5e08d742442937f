import type { ConvergesProperty, Machine } from '../../contract/machine'
import { add, firstOf, has, none, remove, type Bits } from '../../kit/bits'
import { catalogue, type Kinds } from '../../kit/catalogue'
import { codec } from '../../kit/codec'
import { refuse } from '../../kit/refused'
import { transitions, type Rules } from '../../kit/rules'
import { oneOf, peer, peers, perPeer, record } from '../../kit/schema'

const PLACES = ['atTheTable', 'mayEat', 'thinks'] as const
type Place = (typeof PLACES)[number]

/**
 * The philosophers of Chandy and Misra ("The drinking philosophers problem", 1984), after the TLA+ module
 * DiningPhilosophers of tlaplus/Examples. A fork is always held by one of its two neighbours. Eating makes it dirty, and
 * a dirty fork is cleaned and handed over. Philosopher p has fork p at the left, and the next fork at the right.
 */
export interface Table {
  readonly places: readonly Place[]
  readonly hungry: Bits
  /** By fork: the philosopher who holds it. */
  readonly holders: readonly number[]
  /** The forks that are clean. */
  readonly clean: Bits
}

export type Deed =
  | { readonly type: 'look'; readonly philosopher: number }
  | { readonly type: 'eat'; readonly philosopher: number }
  | { readonly type: 'think'; readonly philosopher: number }

const isElsewhere = refuse('is not at the table')
const mayNotEat = refuse('may not eat')
const isNotThinking = refuse('is not thinking')

const rules = (count: number): Rules<Table, Deed> => ({
  look(table, { philosopher }) {
    if (table.places[philosopher] !== 'atTheTable') return isElsewhere
    const place = placeAfter(table, philosopher, count)
    return { ...handedOver(table, philosopher, count), places: table.places.with(philosopher, place) }
  },
  eat(table, { philosopher }) {
    if (table.places[philosopher] !== 'mayEat') return mayNotEat
    return {
      ...table,
      places: table.places.with(philosopher, 'atTheTable'),
      hungry: remove(table.hungry, philosopher),
      clean: remove(remove(table.clean, philosopher), (philosopher + 1) % count),
    }
  },
  think(table, { philosopher }) {
    if (table.places[philosopher] !== 'thinks') return isNotThinking
    return {
      ...table,
      places: table.places.with(philosopher, 'atTheTable'),
      hungry: add(table.hungry, philosopher),
    }
  },
})

/** Who is hungry and has two clean forks may eat; who is not hungry thinks. */
const placeAfter = ({ hungry, holders, clean }: Table, philosopher: number, count: number): Place => {
  if (!has(hungry, philosopher)) return 'thinks'
  const forks = [philosopher, (philosopher + 1) % count]
  const mayEat = forks.every((fork) => holders[fork] === philosopher && has(clean, fork))
  return mayEat ? 'mayEat' : 'atTheTable'
}

/** One dirty fork is cleaned and handed to the neighbour: the left one first. */
const handedOver = (table: Table, philosopher: number, count: number): Table => {
  const { holders, clean } = table
  const next = (philosopher + 1) % count
  const isDirty = (fork: number): boolean => holders[fork] === philosopher && !has(clean, fork)
  const hand = (fork: number, to: number): Table => ({
    ...table,
    holders: holders.with(fork, to),
    clean: add(clean, fork),
  })
  if (isDirty(philosopher)) return hand(philosopher, (philosopher + count - 1) % count)
  return isDirty(next) ? hand(next, next) : table
}

const kinds = (count: number): Kinds<Deed> => {
  const fields = { philosopher: peer(count) }
  return {
    look: { code: 'l', text: 'philosopher {philosopher} hands over a dirty fork, if there is one, and looks', fields },
    eat: { code: 'e', text: 'philosopher {philosopher} eats', fields },
    think: { code: 't', text: 'philosopher {philosopher} thinks', fields },
  }
}

export const cleanForks = (count: number): Machine<Table, Deed> => {
  const schema = record<Table>({
    places: perPeer(count, oneOf(...PLACES)),
    hungry: peers(count),
    holders: perPeer(count, peer(count)),
    clean: peers(count),
  })
  const actions = catalogue(kinds(count))
  return {
    name: 'philosophers who clean forks',
    initial: {
      places: Array.from<Place>({ length: count }).fill('atTheTable'),
      hungry: firstOf(count),
      holders: Array.from({ length: count }, (_, fork) => (fork === 1 ? 0 : fork)),
      clean: none,
    },
    ...{ schema, actions, states: codec(schema) },
    ...transitions(actions, rules(count)),
  }
}

/** Nothing here does harm, so all actions heal. */
export const everyoneEats = (count: number): readonly ConvergesProperty<Table, Deed>[] =>
  Array.from({ length: count }, (_, philosopher) => ({
    kind: 'converges',
    name: `philosopher ${philosopher + 1} eats again`,
    heals: () => true,
    settled: ({ hungry }) => !has(hungry, philosopher),
    lacks: () => `Philosopher ${philosopher + 1} is hungry.`,
  }))
