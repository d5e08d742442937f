/**
 * The figures are those of FizzBee for its example examples/references/13-03-02-leader-election (fizzbee-io/fizzbee at
 * 0f2c824). Its baseline.txt has 3 nodes and 2 elections: "Valid Nodes: 2485". The other rows are what FizzBee at that
 * commit counts with other values of NUM_NODES and of max_actions. Larger ones: election.long.test.ts.
 *
 * Of the 2,485 states FizzBee reports 2,160 as "unique": those that it found by a step before it found them by a
 * failure. That depends on the order of its search.
 */
import { raftElection } from './election'
import { elected } from './election.fixture'
import { show } from './show'
import type { Move, Raft } from './state'

test.each([
  [2, 1, 23],
  [3, 1, 49],
  [2, 2, 481],
  [3, 2, 2485],
])('%i nodes that start %i elections have the %i states that FizzBee counts', (nodes, elections, distinct) => {
  expect(elected(nodes, elections)).toMatchObject({ verdict: 'holds', distinct })
})

test('a leader of three nodes is elected after nine steps', () => {
  const { facts } = elected(3, 2)
  expect(facts).toMatchObject([{ name: 'a leader is elected', depth: 9 }])
})

test('a state is shown as one short cell for each node', () => {
  const { actions, fire, initial } = raftElection(3, 2, 'once')
  const steps = ['s1', 's2', 'n1.2', 'o1.1', 'a1.1.2', 'a1.1.3'].map((code) => actions.decode(code) as Move)
  const last = steps.reduce((state, step) => fire(state, step) as Raft, initial)
  expect(show.of(last)).toEqual(['C1 for 1 (follows 1)', 'C1 for 2 (started)', 'F1 for 1'])
})

test('if a follower votes for every node that asks, two nodes are leaders of one term', () => {
  const { verdict, breach } = elected(3, 2, 'twice')
  expect(verdict).toBe('broken')
  expect(breach?.breaches).toEqual([
    { property: 'at most one leader is elected in a term', verdict: 'Two nodes are leaders of term 1.' },
  ])
  const { actions } = raftElection(3, 2, 'twice')
  const asks = breach?.actions.filter(({ type }) => type === 'ask').map((action) => actions.print(action))
  expect(asks).toEqual([
    'node 1 asks node 2 for its vote (election 2)',
    'node 1 asks node 3 for its vote (election 1)',
    'node 2 asks node 1 for its vote (election 2)',
    'node 2 asks node 3 for its vote (election 1)',
  ])
})

test('two nodes are never leaders of one term, even if a follower votes twice, since each needs the vote of the other', () => {
  expect(elected(2, 2, 'twice')).toMatchObject({ verdict: 'holds' })
})
