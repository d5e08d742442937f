/** `tidemark real record` and `real judge` with brokers that ran free. */
import { readFileSync } from 'node:fs'
import { freePath, freeTrace } from '../conformance/free/recorded-free.fixture'
import type { FreePlan, FreeRecording } from '../conformance/free/recording'
import { realJudgeJson, realRecordJson } from '../reports/json-recorded'
import { tidemark, type Printed } from './harness'

const OLD = readFileSync(freePath('0.10.2.2'), 'utf8')
const files = new Map([
  ...[['old.jsonl', OLD] as const, ['cut.jsonl', OLD.slice(0, -9)] as const],
  ['words.jsonl', OLD.replace('"acks":"all"', '"akcs":"all"')] as const,
])
const judge = (line: string): Promise<Printed> => tidemark(`real judge ${line}`, { files: new Map(files) })

test('a free run is accepted by the release that ran', async () => {
  const { code, out, err } = await judge('old.jsonl')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('A free run of Kafka 0.10.2.2 (seed f2), judged by the model of 0.10.2.2')
  expect(out).toMatch(/accepted {2}the model explains \d+ events/)
  expect(out).toMatch(/\d+ ruled out some state\n/)
})

test('a later release rejects it: the line, the event in words, and what the model has', async () => {
  const { code, out } = await judge('old.jsonl --kafka 2.1.1')
  expect(code).toBe(10)
  expect(out).toContain('REJECTED  line 101: nothing explains what was seen')
  expect(out).toContain('broker 3 fetches from offset 4 of broker 2')
  const { verdict, at } = realJudgeJson.parse(JSON.parse((await judge('old.jsonl --kafka 2.1.1 --json')).out))
  expect({ verdict, line: at?.line }).toEqual({ verdict: 'rejected', line: 101 })
})

test('too many states: nothing is said, and how to go on', async () => {
  const { code, out } = await judge('old.jsonl --max-states 5')
  expect(code).toBe(3)
  expect(out).toMatch(/unknown {3}line \d+ is not judged: more than 5 states lie before it/)
  expect(out).toMatch(/left out {2}lines \d+ to \d+: they are not judged/)
  expect(out).toMatch(/--max-states 50\n$/)
})

test.each([
  ['cut.jsonl', /^tidemark: .*cut\.jsonl, line \d+: it is cut off: expected \{"event": "fetch", \.\.\.\}/],
  ['words.jsonl', /words\.jsonl, line 1: /],
  ['old.jsonl --hidden 3', /--hidden is '3', and old\.jsonl is of brokers that ran free: expected no --hidden/],
])('judge %s: exit code 2', async (line, said) => {
  const { code, out, err } = await judge(line)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(said)
})

const { head, events } = freeTrace('2.1.1')
const asked: FreePlan[] = []
const running = (because?: string) => ({
  runFree: (plan: FreePlan): Promise<FreeRecording> => {
    asked.push(plan)
    return Promise.resolve({ head, events, ...(because !== undefined && { because }) })
  },
})

test('what was recorded is printed, or written; the seed and the rest of the plan are what was typed', async () => {
  const kept = new Map<string, string>()
  const line = 'real record --kafka 2.1.1 --seed s --seconds 9 --records 5'
  const { code, out } = await tidemark(`${line} --out t.jsonl`, { outside: running(), files: kept })
  expect({ code, written: kept.get('t.jsonl') }).toEqual({ code: 0, written: readFileSync(freePath('2.1.1'), 'utf8') })
  expect(out).toMatch(/^written {3}t\.jsonl: \d+ events of Kafka 2\.1\.1\n\nnext {6}tidemark real judge t\.jsonl\n$/)
  expect(asked.at(-1)).toEqual({ release: '2.1.1', seed: 's', brokers: 3, records: 5, seconds: 9, minIsr: 2 })
  const json = realRecordJson.parse(JSON.parse((await tidemark(`${line} --json`, { outside: running() })).out))
  expect(json).toMatchObject({ by: 'wire', observations: events.length })
})

test('what there is after Ctrl-C is written as well: exit code 3', async () => {
  const { code, out } = await tidemark('real record --out t.jsonl', {
    outside: running('interrupted'),
    files: new Map(),
  })
  expect(code).toBe(3)
  expect(out).toContain('stopped   interrupted')
})
