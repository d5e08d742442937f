/** A crash at every point of longer schedules. */
import { crashesOf } from './crash-points.fixture'

test.each([
  ['delete', 16, 30871],
  ['compact', 7, 6640],
  ['compact,delete', 7, 8174],
] as const)(
  'a log with cleanup.policy %s is loaded rightly after every stop at every point of %i steps',
  (cleanup, steps, points) => {
    expect(crashesOf(cleanup, steps)).toEqual({ points, broken: [] })
  },
)
