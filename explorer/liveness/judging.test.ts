/** Small graphs with a known answer. */
import { schedule } from '../../contract/schedule'
import { Arena } from '../arena'
import { breadthFirst, explore } from '../breadth'
import type { Outcome } from '../search'
import { exploreInOneOrder } from '../partial-order'
import { retake } from '../replay'
import { statesOf } from '../states'
import { isStuck } from '../stuck'
import { exploreUpToRenaming } from '../symmetry'
import { graphMachine, settles, type Move, type Moves } from './graph-machine.fixture'

/** The verdict of a graph in which some actions heal and some states are settled. */
const judged = (
  size: number,
  moves: Moves,
  healing: readonly number[],
  settled: readonly number[],
  more: Parameters<typeof settles>[2] = {},
): Outcome<Move> => explore(graphMachine(size, moves), [settles(healing, settled, more)])

const told = ({ verdict, breach }: Outcome<Move>): unknown => {
  const [broken] = breach?.breaches ?? []
  return broken === undefined
    ? verdict
    : { ways: breach?.actions.map(({ which }) => which), loop: broken.loop, isDeadEnd: broken.isDeadEnd }
}

describe('R5: a property of convergence', () => {
  test('that no state satisfies is broken', () => {
    expect(judged(1, [[-1]], [0], [])).toMatchObject({ verdict: 'broken' })
  })

  test('holds if every healing step leads to a settled state', () => {
    expect(told(judged(3, [[1, 2, -1]], [0], [2]))).toBe('holds')
  })

  test('is broken by a dead end: an unsettled state without a healing step', () => {
    const graph: Moves = [
      [1, -1, -1],
      [2, -1, -1],
    ]
    expect(told(judged(3, graph, [0, 1], [1]))).toEqual({ ways: [1], loop: undefined, isDeadEnd: true })
  })

  test('is broken by a state whose only healing step changes nothing, as in TLA+', () => {
    expect(told(judged(2, [[1, 1]], [0], []))).toEqual({ ways: [0], loop: undefined, isDeadEnd: true })
  })

  test('is not broken by a loop that some healing action could leave at any time', () => {
    const graph: Moves = [
      [1, 0, -1],
      [2, 2, -1],
    ]
    expect(told(judged(3, graph, [0, 1], [2]))).toBe('holds')
  })

  test('is broken by a loop in which that action is disabled once', () => {
    const graph: Moves = [
      [1, 0, -1],
      [2, -1, -1],
    ]
    expect(told(judged(3, graph, [0, 1], [2]))).toEqual({ ways: [0, 0], loop: 1, isDeadEnd: undefined })
  })

  test('is not broken by a loop that needs an action that does not heal', () => {
    const graph: Moves = [
      [1, -1, -1],
      [-1, 0, -1],
      [-1, 2, -1],
    ]
    expect(told(judged(3, graph, [0, 2], [2]))).toBe('holds')
  })

  test('may leave a settled state again, if it comes back to one', () => {
    expect(told(judged(3, [[1, 2, 0]], [0], [1]))).toBe('holds')
  })

  test('is broken by the shortest loop that is fair, which may pass a state twice', () => {
    // 0 <-> 1 by action 0, and 0 <-> 2 by action 1. Both are enabled everywhere, so both must be taken.
    const graph: Moves = [
      [1, 0, 3, -1],
      [2, 3, 0, -1],
    ]
    expect(told(judged(4, graph, [0, 1], [3]))).toEqual({ ways: [0, 0, 1, 1], loop: 1, isDeadEnd: undefined })
  })
})

describe('a property that has to stay so', () => {
  const there: Moves = [[1, 2, 0]]
  test('is broken by a fair loop that passes settled states, and begins in one that is not', () => {
    expect(told(judged(3, there, [0], [1]))).toBe('holds')
    const outcome = judged(3, there, [0], [1], { stays: true })
    expect(told(outcome)).toEqual({ ways: [0, 0, 0], loop: 1, isDeadEnd: undefined })
    expect(outcome.breach?.breaches[0]?.verdict).toMatch(/can repeat for ever without staying settled\.$/)
  })

  test('is not broken by a loop of settled states', () => {
    expect(told(judged(3, [[1, 2, 1]], [0], [1, 2], { stays: true }))).toBe('holds')
  })

  test('is not broken by a loop that passes a state which is not judged', () => {
    expect(told(judged(3, there, [0], [1, 2], { stays: true, leftOut: [1] }))).toBe('holds')
    const machine = graphMachine(3, there)
    const round = schedule(
      '',
      machine,
      [0, 0, 0].map((which) => machine.actions.all[which] as Move),
    )
    const broken = (leftOut: readonly number[]): unknown =>
      retake(round, [settles([0], [1, 2], { stays: true, leftOut })]).breaches.map(({ loop }) => loop)
    expect([broken([]), broken([1])]).toEqual([[1], []])
  })

  test('is not broken by a loop that some healing action could leave at any time', () => {
    const graph: Moves = [
      [1, 0, -1],
      [2, 2, -1],
    ]
    expect(told(judged(3, graph, [0, 1], [1, 2], { stays: true }))).toBe('holds')
  })

  test('is broken by a dead end that is not settled, and not by one that is', () => {
    expect(told(judged(2, [[1, -1]], [0], [1], { stays: true }))).toBe('holds')
    expect(told(judged(2, [[1, -1]], [0], [0], { stays: true }))).toMatchObject({ ways: [0], isDeadEnd: true })
  })
})

describe('a search that was stopped', () => {
  const stoppedAt = (maxStates: number, graph: Moves, settled: readonly number[]): unknown => {
    const search = breadthFirst(graphMachine(6, graph), [settles([0, 1], settled)], { maxStates })
    search.advance(Infinity)
    return told(search.outcome)
  }

  const withLoop: Moves = [
    [1, 2, 3, 4, 5, -1],
    [-1, -1, 1, -1, -1, -1],
  ]
  const withDeadEnd: Moves = [
    [1, -1, 3, 4, 5, -1],
    [2, -1, -1, -1, -1, -1],
  ]

  test('finds a loop among the states that it expanded, and nothing beyond', () => {
    expect(stoppedAt(4, withLoop, [3])).toEqual({ ways: [0, 0, 1], loop: 2, isDeadEnd: undefined })
    expect(stoppedAt(3, withLoop, [3])).toBe('inconclusive')
  })

  test('finds a dead end among them, and takes no other state for one', () => {
    expect(stoppedAt(4, withDeadEnd, [3, 4, 5])).toEqual({ ways: [0], loop: undefined, isDeadEnd: true })
    expect(stoppedAt(3, withDeadEnd, [3, 4, 5])).toBe('inconclusive')
  })

  test('never says that healing always settles', () => {
    expect(stoppedAt(4, [[1, 2, 3, 4, 5, -1]], [5])).toBe('inconclusive')
  })
})

test('a stopped search that has not judged yet is inconclusive, even if it has all states', () => {
  const search = breadthFirst(graphMachine(3, [[1, 2, -1]]), [settles([0], [2])])
  for (let more = true; more; more = search.progress.frontier > 0) search.advance(1)
  expect(search.outcome.verdict).toBe('inconclusive')
  search.advance(Infinity)
  expect(search.outcome.verdict).toBe('holds')
})

test('a reduction of states or steps refuses a property of convergence, and so does a store that cannot look up states', () => {
  const machine = graphMachine(2, [[1, -1]])
  const properties = [settles([0], [])]
  expect(() => exploreUpToRenaming(machine, properties)).toThrow(
    "'it settles' cannot be judged with symmetry reduction",
  )
  expect(() => exploreInOneOrder(machine, properties)).toThrow("'it settles' cannot be judged with partial-order")
  class Blind extends Arena {
    override find = undefined as unknown as Arena['find']
  }
  const search = breadthFirst(machine, properties, {}, undefined, { store: new Blind(machine.states.words) })
  expect(() => search.advance(Infinity)).toThrow('keeps all states in memory')
})

test('a schedule that ends with a fair loop, or in a dead end, breaks the property when it is taken again', () => {
  const machine = graphMachine(2, [[1, 0]])
  const broken = explore(machine, [settles([0], [])])
  const again = retake(schedule('', machine, broken.breach?.actions ?? []), [settles([0], [])])
  expect(again.breaches).toEqual(broken.breach?.breaches)
  expect(
    retake(
      schedule(
        '',
        machine,
        again.steps.slice(1).map(({ action }) => action),
      ),
      [settles([0], [])],
    ).breaches,
  ).toEqual([])
})

test('R8: states without a step are counted, and the nearest is the one that is shown', () => {
  const machine = graphMachine(5, [
    [1, 2, -1, -1, -1],
    [3, -1, -1, 4, -1],
  ])
  const { stuck } = explore(machine)
  expect(stuck).toEqual({ states: 2, actions: [0, 0].map((which) => machine.actions.all[which]) })
  expect(statesOf(machine).filter((state) => isStuck(machine, state))).toHaveLength(2)
  expect(explore(graphMachine(2, [[1, 0]])).stuck).toBeUndefined()
})
