import { onDemand } from '../kit/on-demand'
import { question } from '../lab/questions/question'
import { shapes } from '../reports/json'
import type { Answer } from './io'
import type { Typed } from './options'
import { runRows } from './rows'
import { nowhere } from './nowhere'
import type { Pinned } from '../lab/records/pinned'

const small = { brokers: 2, records: 1, faults: { 'process-crash': 1 } }
const holding = question({ kafka: '2.1', settings: { minIsr: 2 }, bounds: small })
const breaking = question({ kafka: '0.10.2', settings: { minIsr: 2 }, bounds: { ...small, brokers: 3 } })

const holds: Pinned = { name: 'it holds', question: holding, expected: { verdict: 'holds' } }
const breaks: Pinned = {
  name: 'it breaks',
  question: breaking,
  expected: { verdict: 'broken' },
  heldBy: '2.1',
  held: { verdict: 'holds' },
}

const rowsOf = (asked: readonly Pinned[], typed: Typed = {}, isInterrupted = false): Promise<Answer> =>
  runRows(
    'ladder',
    asked,
    { untimed: 'yes', ...typed },
    { ...nowhere(), listen: () => ({ isWanted: () => isInterrupted, release: () => undefined }) },
  )

const both = onDemand(() => rowsOf([holds, breaks]))

test('answers that agree with the record end with exit code 0', async () => {
  const { exitCode, text, json } = await both()
  expect(exitCode).toBe(0)
  expect(text).toContain('2 answers, all as on record')
  expect(shapes.ladder.parse(json)).toMatchObject({
    verdict: 'as on record',
    rows: [{ verdict: 'holds' }, { verdict: 'broken' }],
  })
})

test('an answer that differs from the record is named, and ends with exit code 1', async () => {
  const { exitCode, text } = await rowsOf([{ ...holds, expected: { verdict: 'broken', property: 'S1', steps: 3 } }])
  expect(exitCode).toBe(1)
  expect(text).toContain('differs from the record: it holds\n')
  expect(text).toContain(
    '  it holds: verdict holds, on record broken; property none, on record S1; steps none, on record 3',
  )
})

test('rows without an answer because of a limit or Ctrl-C end with exit code 3', async () => {
  const limited = await rowsOf([holds], { 'max-states': '10' })
  expect(limited).toMatchObject({ exitCode: 3, json: { verdict: 'inconclusive' } })
  const { exitCode, text } = await rowsOf([{ ...holds, question: larger }, holds], {}, true)
  expect(exitCode).toBe(3)
  expect(text).toContain('2 of 2 rows have no answer')
})

const larger = question({ settings: { minIsr: 2 }, bounds: { faults: { 'process-crash': 1 } } })

test('the next step is to replay the shortest failure', async () => {
  const { text } = await both()
  expect(text).toMatch(/\nnext {2}tidemark replay tm1:kafka=0\.10\.2:/)
})

test('the table can be printed as Markdown', async () => {
  const { text } = await rowsOf([holds, breaks], { markdown: 'yes' })
  const [head, rule, ...rows] = text.split('\n')
  expect(head).toBe(
    '| what | verdict | shortest failure | lowest broken rung | steps | states | depth | under the same bounds |',
  )
  expect(rule).toBe('| --- | --- | --- | --- | --- | --- | --- | --- |')
  expect(rows).toHaveLength(2)
})
