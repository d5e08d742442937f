/** A crash at every point of schedules that are longer still. */
import { crashesOf } from './crash-points.fixture'

test.each([
  ['delete', 92794],
  ['compact', 55288],
  ['compact,delete', 60855],
] as const)('a log with cleanup.policy %s is loaded rightly after every stop at every point', (cleanup, points) => {
  expect(crashesOf(cleanup, 40)).toEqual({ points, broken: [] })
})
