import survivals from '../records/survivals.json'
import { settingsText, type SurvivalRow } from './record'
import { areAskedAlike, askingAgain, isMinimalBothWays } from './surviving.fixture'

const rows = (survivals as unknown as readonly SurvivalRow[]).map((row): [string, SurvivalRow] => [
  settingsText(row),
  row,
])

const asksAgain = askingAgain(rows.map(([, row]) => row))

test.each(rows)('%s: asked again, the answer is that of the record', (_, row) => asksAgain(row))

test.each(rows)('%s: each minimal set breaks, and each set with one fault less is searched to its end', (_, row) =>
  isMinimalBothWays(row),
)

test('rows of two replicas that one search answers for are those that are found if each is asked alone', async () => {
  const some = rows.map(([, row]) => row).filter(({ kafka, brokers }) => brokers === 2 && /^2|^4/.test(kafka))
  expect(await areAskedAlike(some)).toBeLessThan(some.length)
})
