import { isKraft } from '../../model/versions/timeline'
import survivals from '../records/survivals.json'
import { settingsText, type SurvivalRow } from './record'
import { areAskedAlike, askingAgain, isMinimalBothWays } from './surviving.fixture'

const rows = survivals as unknown as readonly SurvivalRow[]
const named = (some: readonly SurvivalRow[]): [string, SurvivalRow][] => some.map((row) => [settingsText(row), row])

/** One replica, and of few versions. All rows are asked again at night. */
const again = rows.filter(
  ({ kafka, brokers, acks, unclean }) =>
    brokers === 1 && (kafka === '2.1' || (kafka === '4.3' && acks === 'all' && !unclean)),
)

const asksAgain = askingAgain(again)

test.each(named(again))('%s: asked again, the answer is that of the record', (_, row) => asksAgain(row))

test('rows of one replica that one search answers for are those that are found if each is asked alone', async () => {
  const some = rows.filter(({ brokers, acks, unclean }) => brokers === 1 && acks === 'all' && !unclean)
  expect(await areAskedAlike(some)).toBeLessThan(some.length)
})

const bothWays = rows.filter(({ kafka, brokers }) => kafka === '2.1' && brokers <= 2)

test.each(named([...bothWays, ...again.filter(({ kafka }) => isKraft(kafka))]))(
  '%s: each minimal set breaks, and each set with one fault less is searched to its end',
  (_, row) => isMinimalBothWays(row),
)
