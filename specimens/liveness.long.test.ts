/**
 * The figures of EWD998PCal with 3 nodes are those of its manifest.json in tlaplus/Examples at d96b722: 321,370 distinct
 * states on 47 levels. TLC begins in 8 states, here reached in one step from one more.
 */
import { searched } from './liveness.fixture'

test('termination detection with 3 nodes has as many states as TLC finds, and detects termination in the end', () => {
  expect(searched('ewd-998', { nodes: 3 })).toMatchObject({ verdict: 'holds', distinct: 321_370 + 1, depth: 47 })
})
