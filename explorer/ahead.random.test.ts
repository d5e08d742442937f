/** Steps that are taken ahead find the same as steps that are taken one by one, whatever stops the search. */
import fc from 'fast-check'
import type { Property } from '../contract/machine'
import { explore } from './breadth'
import { graphMachine, type Move, type Moves, type Place } from './liveness/graph-machine.fixture'
import { remembered } from './memo/remembered'
import { steps, type Stepping } from './steps'

const SIZE = 400
const place = fc.integer({ min: 0, max: SIZE - 1 })
const moves = fc.array(fc.array(fc.option(place, { nil: -1 }), { minLength: SIZE, maxLength: SIZE }), {
  minLength: 1,
  maxLength: 4,
})

const avoids = (wrong: number): Property<Place, Move> => ({
  kind: 'always',
  name: 'avoids a place',
  check: ({ at }) => (at === wrong ? 'it is there' : undefined),
})

const neverMoves = (from: number, way: number): Property<Place, Move> => ({
  kind: 'step',
  name: 'avoids a move',
  check: ({ at }, { which }) => (at === from && which === way ? 'it went there' : undefined),
})

const finds = (goal: number): Property<Place, Move> => ({
  kind: 'reachable',
  name: 'finds a place',
  found: ({ at }) => at === goal,
})

const found = (
  graph: Moves,
  properties: readonly Property<Place, Move>[],
  maxStates: number,
  by: Stepping,
): unknown => {
  const { bytes: _, ...outcome } = explore(graphMachine(SIZE, graph), properties, { maxStates }, by)
  return outcome
}

it('R33: steps ahead give the same result, whether a property breaks, a limit stops the search, or nothing does', () => {
  fc.assert(
    fc.property(moves, place, place, fc.nat(3), place, fc.integer({ min: 1, max: 2 * SIZE }), (graph, ...asked) => {
      const [wrong, from, way, goal, most] = asked
      const properties = [finds(goal), avoids(wrong), neverMoves(from, way)]
      for (const some of [properties, properties.slice(0, 1)])
        expect(found(graph, some, most, remembered)).toEqual(found(graph, some, most, steps))
    }),
    { numRuns: 25 },
  )
})
