/** `tidemark real record` and `real judge`, with traces that are recorded already, and with a driver that sees nothing. */
import { readFileSync } from 'node:fs'
import { actionsWithin } from '../model/action-texts'
import type { Action } from '../model/actions'
import { bounds } from '../model/bounds'
import { blindDriver } from '../conformance/blind.fixture'
import { TRACE_OF_B01, tracePath, tracesOfClasses } from '../conformance/traces/recorded-traces.fixture'
import { realJudgeJson, realRecordJson } from '../reports/json-recorded'
import { tidemark, type Printed } from './harness'

const OLD = readFileSync(tracePath(TRACE_OF_B01.name), 'utf8').replace('"grain":"message"', '"grain":"atomic"')
const NEW = readFileSync(tracePath(tracesOfClasses[0].name), 'utf8')
const files = new Map([
  ...[['old.jsonl', OLD] as const, ['new.jsonl', NEW] as const, ['cut.jsonl', OLD.slice(0, -9)] as const],
  ['world.jsonl', OLD.replace('"brokers":"3"', '"brokers":"x"')] as const,
  ['words.jsonl', OLD.replace('"acks":"all"', '"akcs":"all"')] as const,
  ['disk.jsonl', OLD.replace('"acks":"all"', '"acks":"all","storage":"yes"')] as const,
  ['release.jsonl', OLD.replace('0.10.2.2', '9.9')] as const,
])
const real = (line: string): Promise<Printed> => tidemark(`real ${line}`, { files: new Map(files) })

test('a trace is accepted by the release that was recorded', async () => {
  const { code, out, err } = await real('judge new.jsonl')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('A trace of Kafka 2.1.1 (by classes), judged by the model of 2.1.1')
  expect(out).toContain('between two observations: at most 3 hidden steps and 200,000 states')
  expect(out).toContain('accepted  the model explains 19 observations')
  expect(out).toMatch(/explained 19 of 19 observations, 1,092 values; 19 ruled out some state/)
  expect(out).toMatch(/\nnext {6}tidemark real judge new\.jsonl --kafka 0\.10\.2\n$/)
})

test('a record that 0.10.2.2 has cut by the high watermark is rejected by 1.1.1: the line, and what the model has', async () => {
  expect(await real('judge old.jsonl')).toMatchObject({ code: 0 })
  const { code, out } = await real('judge old.jsonl --kafka 1.1.1')
  expect(code).toBe(10)
  expect(out).toContain('REJECTED  line 6: nothing explains what was observed')
  expect(out).toContain('broker 3, partition 0, logEndOffset: 1 in the model, 0 in the trace')
  expect(out).toMatch(/\nnext {6}tidemark real judge old\.jsonl\n$/)
  const { verdict, exitCode, at } = realJudgeJson.parse(
    JSON.parse((await real('judge old.jsonl --kafka 1.1.1 --json')).out),
  )
  expect({ verdict, exitCode, line: at?.line }).toEqual({ verdict: 'rejected', exitCode: 10, line: 6 })
})

test.each([
  ['--max-states 20', /line \d is not judged: more than 20 states lie before it/, /--max-states 200\n$/],
  ['--hidden 1', /line 3 is not judged: it may take more than 1 hidden step/, /--hidden 2\n$/],
])('judge with %s is inconclusive, and says how to go on', async (limit, said, next) => {
  const { code, out } = await real(`judge old.jsonl ${limit}`)
  expect(code).toBe(3)
  expect(out).toMatch(said)
  expect(out).toMatch(/left out {2}lines \d to 6: they are not judged/)
  expect(out).toMatch(next)
})

test('a recording is printed, or written, and can be judged', async () => {
  const all = actionsWithin(bounds({ grain: 'message' })).kinds.map(({ type }) => type as Action['type'])
  const outside = { startKafka: () => Promise.resolve(blindDriver(all)) }
  const line = 'real record --by classes --seed x --steps 9 --brokers 2 --records 1 --faults none --hidden 2'
  const kept = new Map<string, string>()
  const { code, out } = await tidemark(`${line} --out t.jsonl`, { outside, files: kept })
  expect(code).toBe(0)
  expect(out).toMatch(/^written {3}t\.jsonl: \d observations of 9 steps\n\nnext {6}tidemark real judge t\.jsonl\n$/)
  expect((await tidemark(line, { outside })).out).toBe(kept.get('t.jsonl'))
  const json = realRecordJson.parse(JSON.parse((await tidemark(`${line} --json`, { outside })).out))
  expect(json).toMatchObject({ steps: 9, trace: kept.get('t.jsonl') })
  expect(await tidemark('real judge t.jsonl', { files: kept })).toMatchObject({ code: 0 })
})

test.each<[string, string]>([
  ['judge nothing.jsonl', "'nothing.jsonl' does not exist: expected a trace"],
  ['judge cut.jsonl', 'cut.jsonl, line 6: it is cut off: expected {"observation": {...}}'],
  ['judge world.jsonl', "world.jsonl, line 1: brokers is 'x': expected a whole number from 1 to 5"],
  ['judge world.jsonl --kafka 2.1', "world.jsonl, line 1: brokers is 'x'"],
  ['judge words.jsonl', "words.jsonl, line 1: the world has 'akcs': expected"],
  ['judge disk.jsonl', "disk.jsonl, line 1: the world has 'storage': expected"],
  ['judge release.jsonl', "release.jsonl, line 1: kafka is '9.9'"],
  ['judge old.jsonl --kafka 9.9', "--kafka is '9.9'"],
  ['judge old.jsonl --hidden 0', "--hidden is '0': expected a whole number from 1"],
  ['judge old.jsonl --max-states x', "--max-states is 'x': expected a whole number from 1"],
  ['judge', "missing required argument 'trace'"],
  ['record --by classes --hidden 0', "--hidden is '0'"],
  ['record --by classes --seconds 9', '--seconds is about brokers that run free: expected --steps'],
  ['record --kafka 4.3.1 --by wire', "--by is 'wire': expected classes"],
  ['record --hidden 3', '--hidden is about a schedule: expected --stepped beside it, or --by classes'],
  ['record --by classes --seed a*b', "--seed is 'a*b'"],
  ['record --seed a*b', "--seed is 'a*b'"],
  ['record --seconds 0', "--seconds is '0': expected a whole number from 1 to 3600"],
  ['record --by classes', 'real runs Kafka 2.1.1 itself: there is no Kafka here'],
  ['record', 'real runs Kafka 2.1.1 itself: there is no Kafka here'],
])('%s: exit code 2 and one line, "%s"', async (line, said) => {
  const { code, out, err } = await real(line)
  expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
  expect(err).toContain(said)
})
