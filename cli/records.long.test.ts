/** The report of a run with a longer search, reports of many walks, and walks that continue on several threads. */
import { shapes } from '../reports/json'
import { tidemark } from './harness'

const disk = (): Map<string, string> => new Map()

test('a report of the same run with B01 says that nothing changed', async () => {
  const files = disk()
  await tidemark('ablate kip-101 B01 --untimed', { files })
  await tidemark('baseline --accept', { files })
  const { code, out } = await tidemark('report', { files })
  expect(out).toContain('No change: 4 answers as on record.')
  expect(code).toBe(0)
  expect(files.get('.tidemark/report.md')).toContain('No change')
})

describe('walks that continue', () => {
  test('report with what confidence they break nothing, if there are enough of them', async () => {
    const { out } = await tidemark('walk --kafka baseline --runs 300 --steps 20 --untimed')
    expect(out).toContain('fewer than one in 100 such walks breaks anything, with 95 % confidence')
  })

  test('print and save the same on several threads, and continue from there', async () => {
    const [one, two] = [disk(), disk()]
    const line = 'walk --kafka baseline --seed threads --runs 10 --untimed'
    const alone = await tidemark(line, { files: one })
    const shared = await tidemark(`${line} --workers 2`, { files: two })
    expect([shared.code, shared.out, two]).toEqual([alone.code, alone.out, one])
    const further = await tidemark('walk --continue --json --untimed', { files: one })
    const { out } = await tidemark('walk --continue --workers 2 --json --untimed', { files: two })
    expect(out).toBe(further.out)
    expect(shapes.walk.parse(JSON.parse(out)).first).toBe(10)
  })
})
