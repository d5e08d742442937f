/** The comparison with Kafka can fail: three mutants here, all that are chosen in `npm run mutants:real`. */
import { resolve } from 'node:path'
import { nameOf } from '../mutant'
import { trying } from './trying'

const RUNS = 100

/** Most of 20 mutants are noticed in 500 walks each (docs/ground-truth.md). */
const MOST = 4
const WORKERS = 2

type Chosen = Awaited<ReturnType<ReturnType<typeof trying>['choose']>>['chosen'][number]

const all = trying(resolve(__dirname, '..', '..'), RUNS)
const choosing = all.choose(20, WORKERS)
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
    const { chosen } = await choosing
    const some = chosen.filter(({ file }) => file.startsWith(folder))
    expect(some.length).toBeGreaterThan(0)
    expect(await noticedIn(some.slice(0, MOST))).toBeDefined()
  },
  600_000,
)
