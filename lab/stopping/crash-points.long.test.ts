/** A crash at every point of longer schedules. */
import { versionAsked } from '../questions/version'
import { crashRecord } from './crash-record'
import { crashesOf } from './crash-schedules'

test.each(crashRecord['test:long'])(
  'a log with cleanup.policy $cleanup is loaded rightly after every stop at every point of $steps steps',
  ({ cleanup, steps, points }) => {
    expect(crashesOf(versionAsked('baseline', [], []), cleanup, steps)).toMatchObject({ points, broken: [] })
  },
)
