import { kip101 } from '../specimens/kafka/kip-101'
import { kip320 } from '../specimens/kafka/kip-320'
import { kafkaMachine } from '../specimens/kafka/machine'
import { dieHard } from '../specimens/die-hard'
import { Arena } from './arena'
import { breadthFirst, explore } from './breadth'
import { levelsOf } from './levels'

/** The same, computed from the path to each state. */
const counted = (arena: Arena): readonly number[] => {
  const depths: number[] = []
  const levels: number[] = []
  for (let index = 0; index < arena.count; index++) {
    const parent = arena.parent(index)
    const depth = parent < 0 ? 0 : (depths[parent] ?? 0) + 1
    depths.push(depth)
    levels[depth] = (levels[depth] ?? 0) + 1
  }
  return levels
}

test.each([1, 2, 50, 1000, Infinity])(
  'levels count the states by the length of their paths, for at most %p states',
  (maxStates) => {
    for (const module of [kip101, kip320]) {
      const machine = kafkaMachine(module, { replicas: 2, logSize: 2, records: 2, maxEpoch: 1 })
      const arena = new Arena(machine.states.words)
      const search = breadthFirst(machine, [], { maxStates }, undefined, { store: arena })
      search.advance(Infinity)
      expect(search.outcome.levels).toEqual(counted(arena))
    }
  },
)

test('levels add up to the number of states, and there is one more level than the depth', () => {
  const { levels, distinct, depth } = explore(dieHard)
  expect(levels.reduce((sum, level) => sum + level, 0)).toBe(distinct)
  expect(levels.length).toBe(depth + 1)
  expect(levelsOf({ count: 0, parent: () => -1 })).toEqual([])
})
