/** The comparison with Kafka can fail: three mutants here, all that are chosen in `npm run mutants:real`. */
import { resolve } from 'node:path'
import { nameOf } from '../mutant'
import { trying } from './trying'

const RUNS = 100

/** Of 20 mutants 18 are noticed in 500 walks each (docs/ground-truth.md). */
const MOST = 4

type Chosen = Awaited<ReturnType<ReturnType<typeof trying>['choose']>>['chosen'][number]

const all = trying(resolve(__dirname, '..', '..'), RUNS)
afterAll(() => all.close())

const noticedIn = async (some: readonly Chosen[]): Promise<string | undefined> => {
  for (const mutant of some) {
    const tried = await all.tried(mutant)
    if (tried?.looked.noticed !== undefined) return nameOf(mutant)
  }
  return undefined
}

test.each(['model/broker/', 'model/replica/', 'model/versions/'])(
  'walks notice a dropped guard of %s',
  async (folder) => {
    const { chosen } = await all.choose(20)
    const some = chosen.filter(({ file }) => file.startsWith(folder))
    expect(some.length).toBeGreaterThan(0)
    expect(await noticedIn(some.slice(0, MOST))).toBeDefined()
  },
  600_000,
)
