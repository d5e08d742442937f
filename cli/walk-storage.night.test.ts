/** Longer walks with the log on disk, and a failure that one finds. */
import { tidemark } from './harness'
import { baselineHolds } from './walk-storage.fixture'

baselineHolds(3, 200)

test('a walk finds what KAFKA-13194 prevents, and its token can be replayed', async () => {
  const asked =
    'walk --kafka 2.1 --storage --cleanup compact --keys 2 --tombstones b --runs 4 --steps 300 --property S22'
  const { code, out } = await tidemark(`${asked} --json`)
  expect(code).toBe(10)
  const { token } = JSON.parse(out) as { readonly token: string }
  expect(token).toContain(':storage=yes:keys=2:tombstones=b:cleanup=compact:')
  expect(await tidemark(`replay ${token} --json`)).toMatchObject({ code: 10, err: '' })
})
