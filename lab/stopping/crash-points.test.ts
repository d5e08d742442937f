/** A crash at every point: recovery loses nothing that was flushed, and recovering twice is recovering once. */
import { crashesOf } from './crash-points.fixture'

test.each([
  ['delete', 3322],
  ['compact', 2264],
  ['compact,delete', 3322],
] as const)('a log with cleanup.policy %s is loaded rightly after every stop at every point', (cleanup, points) => {
  expect(crashesOf(cleanup, 3)).toEqual({ points, broken: [] })
})

test.each([
  ['kafka-10471', /, CrashWhileLoading: recovering twice is not recovering once$/],
  ['kafka-10101', /CheckpointRecoveryPoint, MachineCrash \d: the log has a batch that cannot be read$/],
])('without %s some stop is not survived', (name, sentence) => {
  expect(crashesOf('delete', 2, [name]).broken[0]).toMatch(sentence)
})
