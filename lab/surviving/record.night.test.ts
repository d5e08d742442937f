import survivals from '../records/survivals.json'
import { settingsText, type SurvivalRow } from './record'
import { asksAgain, isMinimalBothWays } from './surviving.fixture'

const rows = (survivals as unknown as readonly SurvivalRow[]).map((row): [string, SurvivalRow] => [
  settingsText(row),
  row,
])

test.each(rows)('%s: asked again, the answer is that of the record', (_, row) => asksAgain(row))

test.each(rows)('%s: each minimal set breaks, and each set with one fault less is searched to its end', (_, row) =>
  isMinimalBothWays(row),
)
