/** A crash at every point of longer schedules. */
import { crashesOf } from './crash-points.fixture'

test.each([
  ['delete', 8849],
  ['compact', 6640],
  ['compact,delete', 8174],
] as const)('a log with cleanup.policy %s is loaded rightly after every stop at every point', (cleanup, points) => {
  expect(crashesOf(cleanup, 7)).toEqual({ points, broken: [] })
})
