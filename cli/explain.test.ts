/** `explain` on the command line: what it prints, its exit codes, and what it explains where nothing is named. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tidemark } from './harness'

const STORY = 'scenarios/kip-279-two-fast-leader-changes.md'
const DAY = 'scenarios/a-normal-day.md'
const PART = 'scenarios/bugs/B39-behind-a-part-of-a-batch.md'
const WAITING = 'scenarios/bugs/B31-a-producer-that-waits-with-kraft.md'
const files = (): Map<string, string> =>
  new Map([STORY, DAY, PART, WAITING].map((path) => [path, readFileSync(join(__dirname, '..', path), 'utf8')]))

test('KIP-279 in ten lines', async () => {
  const { code, out } = await tidemark(`explain ${STORY}`, { files: files() })
  expect(code).toBe(10)
  expect(out).toMatchSnapshot()
})

test('where nothing was broken one step before, and nothing settles, it names no steps to take', async () => {
  const { out } = await tidemark(
    'explain tm1:kafka=0.10.2:brokers=2:records=2:epochs=3:leader=2:faults=process-crash=2,controller-failover=1:acks=all:min-isr=1:judge=clean:p2,f1,f1,k1,u1,cf,l1.1,k2,nf2:0bd904e8',
  )
  expect(out).toContain('one step before, nothing breaks, however it heals, but the cluster never settles\n')
})

test('a step that breaks a property itself is the point of no return, and that is proved too', async () => {
  const { out } = await tidemark(`explain ${PART}`, { files: files() })
  expect(out).toContain(
    'that step itself breaks it; proved by search: at each step before it, some order of healing avoids it\n',
  )
})

test('it heals as the property that is asked heals', async () => {
  const { out } = await tidemark(`explain ${WAITING}`, { files: files() })
  expect(out).toContain('healing   what goes on in L2 (docs/properties.md), in any order; ')
  expect(out).toContain(': it settles in the orders of healing that were tried\n')
})

test('a schedule that breaks nothing has nothing to explain', async () => {
  const { code, out } = await tidemark(`explain ${DAY}`, { files: files() })
  expect([code, out.split('\n')[1]]).toEqual([0, 'nothing to explain: 7 steps replayed, no property is broken'])
})

test('without a schedule it is the first failure of the latest run', async () => {
  const saved = files()
  await tidemark('check --kafka 0.8.0 --brokers 2 --records 1 --epochs 1 --faults isr-shrink=1', { files: saved })
  const { code, out } = await tidemark('explain', { files: saved })
  expect([code, out.split('\n')[0]]).toEqual([10, 'Kafka 0.8.0'])
})

test.each([
  ['explain', "there is no '.tidemark/runs/latest.json'"],
  ['explain tm1:machine=die-hard:fb,bs,es,bs,fb,bs:1e605dec', 'explain is about Kafka'],
  [`explain ${STORY} --max-states many`, "--max-states is 'many'"],
])('%s is refused', async (line, says) => {
  const { code, err } = await tidemark(line, { files: files() })
  expect(code).toBe(2)
  expect(err).toContain(says)
})

test('Ctrl-C stops it with what it has, and it says what was not proved and not tried', async () => {
  const { code, out, err } = await tidemark(`explain ${STORY}`, { files: files(), interruptAfter: 4 })
  expect(code).toBe(10)
  expect(out).toMatch(/not proved after .*: stopped by an interrupt$/m)
  expect(out).toContain('without   none found, but not all were tried: stopped by an interrupt\n')
  expect(out).toContain('stopped by an interrupt before all was tried\n')
  expect(err).toMatch(/^\d+ s {2}\S.* states$/m)
})
