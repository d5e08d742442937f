/** Machines that are small graphs: a state is a number, and each action has a table of where it leads. */
import fc from 'fast-check'
import { catalogue } from '../../kit/catalogue'
import { codec } from '../../kit/codec'
import { refuse } from '../../kit/refused'
import { transitions } from '../../kit/rules'
import { int, record } from '../../kit/schema'
import type { ConvergesProperty, Machine } from '../../contract/machine'

export interface Place {
  readonly at: number
}

export interface Move {
  readonly type: 'move'
  readonly which: number
}

/** `moves[a][s]`: where action a leads from state s; absent or -1 if it is disabled there. The initial state is 0. */
export type Moves = readonly (readonly number[])[]

const nowhere = refuse('leads nowhere from here')

export const graphMachine = (size: number, moves: Moves): Machine<Place, Move> => {
  const schema = record<Place>({ at: int(0, size - 1) })
  const actions = catalogue<Move>({
    move: { code: 'm', text: 'move {which}', fields: { which: int(0, moves.length - 1) } },
  })
  return {
    name: 'a graph',
    initial: { at: 0 },
    ...{ schema, actions, states: codec(schema) },
    ...transitions<Place, Move>(actions, {
      move({ at }, { which }) {
        const to = moves[which]?.[at] ?? -1
        return to < 0 ? nowhere : { at: to }
      },
    }),
  }
}

/** `leftOut`: settled states that are not judged. */
export const settles = (
  healing: readonly number[],
  settled: readonly number[],
  { stays = false, leftOut = [] }: { readonly stays?: boolean; readonly leftOut?: readonly number[] } = {},
): ConvergesProperty<Place, Move> => ({
  kind: 'converges',
  name: 'it settles',
  heals: ({ which }) => healing.includes(which),
  settled: ({ at }) => settled.includes(at),
  stays,
  leftOut: ({ at }) => leftOut.includes(at),
})

/** A small graph, which actions heal, and which states are settled. */
export interface RandomGraph {
  readonly size: number
  readonly moves: Moves
  readonly healing: readonly number[]
  readonly settled: readonly number[]
  /** What is settled has to stay so. */
  readonly stays: boolean
  /** Some of the settled states. */
  readonly leftOut: readonly number[]
}

/** The property that is asked about a random graph. */
export const askedOf = ({ healing, settled, ...rest }: RandomGraph): ConvergesProperty<Place, Move> =>
  settles(healing, settled, rest)

export const randomGraph: fc.Arbitrary<RandomGraph> = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.integer({ min: 1, max: 4 }).chain((actions) => {
    const target = fc.oneof({ weight: 2, arbitrary: fc.constant(-1) }, { weight: 3, arbitrary: fc.nat(size - 1) })
    const states = Array.from({ length: size }, (_, state) => state)
    const drawn = fc.record({
      size: fc.constant(size),
      moves: fc.array(fc.array(target, { minLength: size, maxLength: size }), {
        minLength: actions,
        maxLength: actions,
      }),
      healing: fc.subarray(Array.from({ length: actions }, (_, action) => action)),
      settled: fc.subarray(states, { maxLength: Math.ceil(size / 2) }),
      stays: fc.boolean(),
      unjudged: fc.subarray(states, { maxLength: Math.ceil(size / 3) }),
    })
    return drawn.map(({ unjudged, ...rest }) => ({
      ...rest,
      leftOut: rest.settled.filter((state) => unjudged.includes(state)),
    }))
  }),
)
