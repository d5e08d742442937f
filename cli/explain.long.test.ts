/** A search of `explain` that is cut short. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tidemark } from './harness'

test('steps after which the search was cut short are counted, and the option that searches more is named', async () => {
  const story = 'scenarios/kip-279-two-fast-leader-changes.md'
  const files = new Map([[story, readFileSync(join(__dirname, '..', story), 'utf8')]])
  const { out } = await tidemark(`explain ${story} --max-states 1`, { files })
  expect(out).toMatch(/^no return at the latest after step \d+, /m)
  expect(out).toMatch(/not proved after \d+ steps: more than 1 state; --max-states searches more\n/)
})
