/** What docs/findings says of the size of a search is on record, and asked again. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { statesOnRecord } from './record.fixture'
import { forgettingSearches, losingSearches, threeBrokerSearches } from './three-brokers'

const FOLDER = join(__dirname, '..', '..', 'docs', 'findings')

/** What a command has printed is compared by a test of its own (guide). */
const prose = (page: string): string => readFileSync(join(FOLDER, page), 'utf8').replaceAll(/```console.*?```/gs, '')

const statesIn = (text: string): readonly number[] =>
  [...text.matchAll(/(?<![\d,=])(\d[\d,]{2,}) states/g)].map(([, figure = '']) => Number(figure.replaceAll(',', '')))

/** Searched once, with 65 and 74 million states, as their sentence says. */
const ONCE: readonly number[] = [65_114_238]

const known: ReadonlySet<number> = new Set([
  ...statesOnRecord,
  ...ONCE,
  ...[...forgettingSearches, ...losingSearches, ...threeBrokerSearches].flatMap(
    ({ expected }) => expected.distinct ?? [],
  ),
])

test.each(readdirSync(FOLDER))('each count of states in docs/findings/%s is on record', (page) => {
  expect(statesIn(prose(page)).filter((figure) => !known.has(figure))).toEqual([])
})

test('counts are found in the text of a page', () => {
  expect(statesIn('holds (1,999,127 states), 621 states, min.insync.replicas=1, states')).toEqual([1_999_127, 621])
})
