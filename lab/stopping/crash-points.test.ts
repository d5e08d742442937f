/** A crash at every point: recovery loses nothing that was flushed, and recovering twice is recovering once. */
import { versionAsked } from '../questions/version'
import { crashRecord } from './crash-record'
import { crashesOf, scopeOfCrashes } from './crash-schedules'

test.each(crashRecord.test)(
  'a log with cleanup.policy $cleanup is loaded rightly after every stop at every point of $steps steps',
  ({ cleanup, steps, points }) => {
    expect(crashesOf(versionAsked('baseline', [], []), cleanup, steps)).toMatchObject({ points, broken: [] })
  },
)

test.each([
  ['kafka-10471', /, CrashWhileLoading: recovering twice is not recovering once$/],
  ['kafka-10101', /CheckpointRecoveryPoint, MachineCrash \d: the log has a batch that cannot be read$/],
])('without %s some stop is not survived', (name, sentence) => {
  expect(crashesOf(versionAsked('baseline', [name], []), 'delete', 2).broken[0]).toMatch(sentence)
})

test('a Kafka with KRaft is stopped in a cluster with KRaft', () => {
  const { bounds } = scopeOfCrashes(versionAsked('4.3.1', [], []), 'delete')
  expect(bounds.kraft).toBeDefined()
  expect(crashesOf(versionAsked('4.3.1', [], []), 'delete', 1).broken).toEqual([])
})
