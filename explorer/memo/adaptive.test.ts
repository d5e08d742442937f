/** Memory is used where it pays, and given up where it does not. What pays is measured by counts. */
import type { Machine, Property } from '../../contract/machine'
import { catalogue } from '../../kit/catalogue'
import { codec } from '../../kit/codec'
import { refuse } from '../../kit/refused'
import { transitions } from '../../kit/rules'
import { flag, int, record } from '../../kit/schema'
import { specimens } from '../../specimens/catalogue'
import { Arena } from '../arena'
import { explore } from '../breadth'
import { steps } from '../steps'
import { adaptive, mayGoOn, trustAfter } from './adaptive'

/** A whole search, and between which states it was from memory. */
interface Searched {
  readonly distinct: number
  readonly generated: number
  readonly begun: readonly number[]
  readonly givenUp: readonly number[]
  /** The share of questions that the last memory did not know. */
  readonly unknown: number
}

const search = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  firstByRules: number,
  most = Infinity,
  mostBytes?: number,
): Searched => {
  const arena = new Arena(machine.states.words)
  const best = adaptive(machine, properties, { firstByRules, mostBytes })
  const packed = new Int32Array(machine.states.words)
  machine.states.write(machine.initial, packed, 0)
  arena.link(arena.add(packed), -1, 0)
  const found = { distinct: 0, generated: 0, begun: [] as number[], givenUp: [] as number[], unknown: 0 }
  let last = best(0)
  for (let index = 0; index < arena.count && index < most; index++) {
    const now = best(index)
    if (now !== last) (now.bytes > 0 ? found.begun : found.givenUp).push(index)
    last = now
    now.expand(arena.chunk(index), arena.offset(index), () => {
      found.generated++
      const added = arena.add(now.packed)
      if (added >= 0) arena.link(added, index, now.ordinal())
      now.judge()
    })
  }
  const questions = machine.actions.all.length + properties.length
  return { ...found, distinct: arena.count, unknown: last.asked / Math.max(1, last.count.expanded) / questions }
}

const specimen = (
  name: string,
  constants: Readonly<Record<string, number>>,
  first: number,
  most?: number,
): Searched => {
  const found = specimens.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no specimen ${name}`)
  return found.build(constants).run((machine, properties) => search(machine, properties, first, most))
}

it.each([5, 6])('R32: two-phase commit with %d resource managers is never searched from memory', (managers) => {
  const { begun } = specimen('two-phase-commit', { 'resource-managers': managers }, 1000, 15_000)
  expect(begun).toEqual([])
})

it('KIP-320 is searched from memory to the end, and hardly a question is new', () => {
  const { begun, givenUp, unknown } = specimen('kip-320', { 'max-epoch': 2 }, 2000, 20_000)
  expect({ begun, givenUp }).toEqual({ begun: [2000], givenUp: [] })
  expect(unknown).toBeLessThan(0.02)
})

/** A coordinate is a record, because a copy of a record reads all of its numbers. */
interface Coordinate {
  readonly at: number
}

interface Grid {
  readonly x: Coordinate
  readonly y: Coordinate
  readonly isMixed: boolean
}

type Move = { readonly type: 'right' } | { readonly type: 'up' } | { readonly type: 'mix'; readonly way: number }

const SIDE = 100
const atTheEdge = refuse('is at the edge')
const isMixed = refuse('is mixed already')
const isElsewhere = refuse('is not where it could be mixed')

/** The steps on a grid read one coordinate each, until it is mixed. Then they read both, and memory knows nothing. */
const grid: Machine<Grid, Move> = (() => {
  const coordinate = record<Coordinate>({ at: int(0, SIDE) })
  const schema = record<Grid>({ isMixed: flag, x: coordinate, y: coordinate })
  const actions = catalogue<Move>({
    right: { code: 'r', text: 'right', fields: {} },
    up: { code: 'u', text: 'up', fields: {} },
    mix: { code: 'm', text: 'mix {way}', fields: { way: int(1, 30) } },
  })
  const far = (state: Grid): boolean =>
    state.isMixed && state.x.at * state.y.at + state.x.at + state.y.at >= SIDE * SIDE
  return {
    name: 'grid',
    initial: { isMixed: false, x: { at: 0 }, y: { at: 0 } },
    schema,
    states: codec(schema),
    actions,
    ...transitions<Grid, Move>(actions, {
      right: (state) => (state.x.at === SIDE || far(state) ? atTheEdge : { ...state, x: { at: state.x.at + 1 } }),
      up: (state) => (state.y.at === SIDE || far(state) ? atTheEdge : { ...state, y: { at: state.y.at + 1 } }),
      mix(state, { way }) {
        if (state.isMixed) return state.x.at * state.y.at === way * SIDE + 1 ? isElsewhere : isMixed
        if (state.x.at < SIDE) return isElsewhere
        return state.y.at === way ? { isMixed: true, x: { at: 0 }, y: { at: 0 } } : isElsewhere
      },
    }),
  }
})()

it('memory that pays at first and stops paying later is given up, and the search finds the same', () => {
  const { begun, givenUp, ...found } = search(grid, [], 500)
  expect(begun).toEqual([500])
  expect(givenUp).toHaveLength(1)
  expect(givenUp[0]).toBeGreaterThan(5000)
  const { distinct, generated } = explore(grid, [], {}, steps)
  expect(found).toMatchObject({ distinct, generated })
})

it('a memory that has reached its size is replaced by an empty one, and the search finds the same', () => {
  const searched = (mostBytes?: number): Searched => {
    const found = specimens.find((one) => one.name === 'kip-320')
    if (found === undefined) throw new Error('there is no specimen kip-320')
    return found
      .build({ 'max-epoch': 2 })
      .run((machine, properties) => search(machine, properties, 2000, 10_000, mostBytes))
  }
  const [whole, small] = [searched(), searched(1)]
  expect(whole.begun).toHaveLength(1)
  expect(small.begun.length).toBeGreaterThan(3)
  expect([small.distinct, small.generated]).toEqual([whole.distinct, whole.generated])
})

it('a memory is given up if too much is new to it, and the older it is the less may be', () => {
  expect(mayGoOn(1, 0, 0)).toBe(true)
  expect([0.04, 0.02].map((share) => mayGoOn(share, 100_000, 0))).toEqual([false, true])
  expect([0.02, 0.01].map((share) => mayGoOn(share, 10_000_000, 0))).toEqual([false, true])
})

it('a memory that takes the place of a full one that has paid is not given up before it has served as long', () => {
  const asked = (share: number): Parameters<typeof trustAfter>[0] => ({
    asked: share * 1_000_000 * 150,
    count: { expanded: 1_000_000, taken: 5_000_000 },
  })
  const trusted = trustAfter(asked(0.006), 150)
  expect(trusted).toBe(1_000_000)
  expect([100_000, 1_000_000, 1_250_000].map((states) => mayGoOn(0.04, states, trusted))).toEqual([true, true, false])
  expect(trustAfter(asked(0.02), 150)).toBe(0)
})
