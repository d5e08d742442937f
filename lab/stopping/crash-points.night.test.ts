/** A crash at every point of schedules that are longer still. */
import { versionAsked } from '../questions/version'
import { crashRecord } from './crash-record'
import { crashesOf } from './crash-schedules'

test.each(crashRecord['test:night'])(
  'a log with cleanup.policy $cleanup is loaded rightly after every stop at every point of $steps steps',
  ({ cleanup, steps, points }) => {
    expect(crashesOf(versionAsked('baseline', [], []), cleanup, steps)).toMatchObject({ points, broken: [] })
  },
)
