/** The comparison with Kafka can fail: in each folder the mutant is noticed again that was noticed soonest by `npm run mutants:real`. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readMutantRun } from '../../conformance/agreed/mutants'
import { everyMutant } from '../catalogue'
import { guardsAmong } from './chosen'
import { trying } from './trying'

const ROOT = resolve(__dirname, '..', '..')
const RUNS = 100

const all = trying(ROOT, RUNS)
afterAll(() => all.close())

const guards = guardsAmong(everyMutant(ROOT))

/** What was noticed, soonest first, and is in the model as it was then. A line may have moved. */
const noticed = readMutantRun(readFileSync(resolve(ROOT, 'conformance/agreed/mutants-noticed.json'), 'utf8'))
  .tried.filter(({ looked }) => looked.noticed !== undefined)
  .sort((one, other) => one.looked.walks - other.looked.walks)
  .flatMap(({ file, text }) => guards.find((guard) => guard.file === file && guard.text === text) ?? [])

test.each(['model/broker/', 'model/replica/', 'model/versions/'])(
  'walks notice a dropped guard of %s',
  async (folder) => {
    const [soonest] = noticed.filter(({ file }) => file.startsWith(folder))
    expect(soonest).toBeDefined()
    const tried = soonest && (await all.tried(soonest))
    expect(tried?.looked.noticed).toBeDefined()
  },
  600_000,
)
