/** The comparison with Kafka can fail: three mutants here, all that are chosen in `npm run mutants:real`. */
import { resolve } from 'node:path'
import { nameOf } from '../mutant'
import { trying } from './trying'

const RUNS = 100
const all = trying(resolve(__dirname, '..', '..'), RUNS)
afterAll(() => all.close())

test('walks notice the first dropped guard of a broker, of a replica, and of a version', async () => {
  const { chosen } = await all.choose(20)
  const firsts = ['model/broker/', 'model/replica/', 'model/versions/'].flatMap(
    (folder) => chosen.find(({ file }) => file.startsWith(folder)) ?? [],
  )
  expect(firsts).toHaveLength(3)
  for (const mutant of firsts) {
    const tried = await all.tried(mutant)
    expect({ [nameOf(mutant)]: tried?.looked.noticed }).toEqual({ [nameOf(mutant)]: expect.anything() as unknown })
  }
}, 600_000)
