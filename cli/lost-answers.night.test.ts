/**
 * One record, one answer: the whole ladder is searched for this. The others: lost-answers.test.ts. `.ci/run` asks the same
 * of the run that `npm start` has saved.
 */
import { readFileSync } from 'node:fs'
import { tidemark } from './harness'

test('R4: what npm start calls as on record, the report calls as on record', async () => {
  const files = new Map([['reports/baseline.json', readFileSync('reports/baseline.json', 'utf8')]])
  expect((await tidemark('ladder --untimed', { files })).out).toContain('as on record')
  const { code, out } = await tidemark('report', { files })
  expect({ code, says: out.split('\n')[2] }).toEqual({ code: 0, says: 'No change: 34 answers as on record.' })
})
