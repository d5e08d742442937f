/** Machines that are small graphs: a state is a number, and each action has a table of where it leads. */
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

export const settles = (healing: readonly number[], settled: readonly number[]): ConvergesProperty<Place, Move> => ({
  kind: 'converges',
  name: 'it settles',
  heals: ({ which }) => healing.includes(which),
  settled: ({ at }) => settled.includes(at),
})
