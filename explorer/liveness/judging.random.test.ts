/** Small random graphs: the answer equals that of a slow search that uses no components. */
import fc from 'fast-check'
import { explore } from '../breadth'
import { askedOf, graphMachine, randomGraph, type RandomGraph as Asked } from './graph-machine.fixture'

interface Answer {
  /** Steps to the nearest state from which healing never settles, and of the shortest fair loop from there. */
  readonly way: number
  readonly loop: number
}

/** By definition: looks for a dead end or a fair closed walk from each reachable state, nearest first. */
const slowAnswer = (graph: Asked): Answer | undefined => {
  for (const [way, level] of levelsOf(graph).entries()) {
    const loops = level.map((state) => loopFrom(graph, state)).filter((loop) => loop !== undefined)
    if (loops.length > 0) return { way, loop: Math.min(...loops) }
  }
  return undefined
}

const levelsOf = ({ moves }: Asked): readonly (readonly number[])[] => {
  const known = new Set([0])
  const levels = [[0]]
  for (let level = [0]; level.length > 0;) {
    level = [...new Set(level.flatMap((from) => moves.map((move) => move[from] ?? -1)))].filter(
      (to) => to >= 0 && !known.has(to),
    )
    level.forEach((state) => known.add(state))
    levels.push(level)
  }
  return levels
}

/**
 * The length of the shortest closed walk from an unsettled state that takes each healing action, or passes a state where it is
 * disabled. It passes no settled state; where what is settled has to stay so, none that is left out.
 */
const loopFrom = ({ moves, healing, settled, stays, leftOut }: Asked, start: number): number | undefined => {
  if (settled.includes(start)) return undefined
  const next = (state: number, action: number): number => {
    const to = moves[action]?.[state] ?? -1
    return to === state ? -1 : to
  }
  const disabled = (state: number): readonly number[] => healing.filter((action) => next(state, action) < 0)
  if (disabled(start).length === healing.length) return 0
  const first: Walk = { state: start, met: disabled(start), length: 0 }
  const keyOf = ({ state, met }: Walk): string => `${state} ${[...met].sort().join()}`
  const known = new Set([keyOf(first)])
  const walks = [first]
  for (const { state, met, length } of walks) {
    for (const action of healing) {
      const to = next(state, action)
      if (to < 0 || (stays ? leftOut : settled).includes(to)) continue
      const walk = { state: to, met: [...new Set([...met, action, ...disabled(to)])], length: length + 1 }
      if (to === start && walk.met.length === healing.length) return walk.length
      if (!known.has(keyOf(walk))) walks.push(walk)
      known.add(keyOf(walk))
    }
  }
  return undefined
}

interface Walk {
  readonly state: number
  readonly met: readonly number[]
  readonly length: number
}

const fastAnswer = (graph: Asked): Answer | undefined => {
  const { verdict, breach } = explore(graphMachine(graph.size, graph.moves), [askedOf(graph)])
  if (verdict === 'holds') return undefined
  const [broken] = breach?.breaches ?? []
  const steps = breach?.actions.length ?? NaN
  if (broken?.isDeadEnd) return { way: steps, loop: 0 }
  const way = (broken?.loop ?? NaN) - 1
  return { way, loop: steps - way }
}

test('the nearest state from which healing never settles, and the shortest fair loop from it, are found', () => {
  const found = { nothing: 0, deadEnds: 0, loops: 0, passing: 0 }
  fc.assert(
    fc.property(randomGraph, (graph) => {
      const answer = fastAnswer(graph)
      expect(answer).toEqual(slowAnswer(graph))
      found[answer === undefined ? 'nothing' : answer.loop === 0 ? 'deadEnds' : 'loops']++
      if (answer !== undefined && slowAnswer({ ...graph, stays: false }) === undefined) found.passing++
    }),
    { numRuns: 1000, seed: 1 },
  )
  expect(Math.min(...Object.values(found))).toBeGreaterThan(10)
})
