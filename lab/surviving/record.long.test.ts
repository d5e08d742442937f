import survivals from '../records/survivals.json'
import { settingsText, type SurvivalRow } from './record'
import { asksAgain, isMinimalBothWays } from './surviving.fixture'

const rows = survivals as unknown as readonly SurvivalRow[]
const named = (some: readonly SurvivalRow[]): [string, SurvivalRow][] => some.map((row) => [settingsText(row), row])

test.each(named(rows.filter(({ brokers }) => brokers === 1)))(
  '%s: asked again, the answer is that of the record',
  (_, row) => asksAgain(row),
)

test.each(named(rows.filter(({ kafka, brokers }) => kafka === '2.1' && brokers <= 2)))(
  '%s: each minimal set breaks, and each set with one fault less is searched to its end',
  (_, row) => isMinimalBothWays(row),
)
