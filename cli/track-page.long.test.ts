/** Commands of docs/track-record.md that are really run. The others are read: track-page.test.ts. */
import { EXIT } from './exit'
import { tidemark } from './harness'

test('a row is repeated by its command', async () => {
  const { code, out } = await tidemark('ablate B18 --untimed')
  expect(code).toBe(EXIT.holds)
  expect(out).toContain('1 answer, as on record')
})
