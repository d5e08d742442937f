import { readFileSync } from 'node:fs'
import { isBadInput } from '../../lab/questions/bad-input'
import { readTrace } from './read-trace'
import { TRACE_OF_B01, tracePath } from './recorded-traces.fixture'
import { traceText } from './trace'

const TEXT = readFileSync(tracePath(TRACE_OF_B01.name), 'utf8')
const LINES = TEXT.trimEnd().split('\n')

test('a trace is read as it was written', () => {
  const { head, seen } = readTrace('t', TEXT)
  expect(seen.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
  expect(traceText(head, seen)).toBe(TEXT)
})

const with2 = (change: (line: string) => string): string =>
  LINES.map((line, index) => (index === 1 ? change(line) : line)).join('\n') + '\n'

test.each<[string, string, string]>([
  ['nothing', '', 't is empty: expected a line with the release and the world, then observations'],
  ['one line only', `${LINES[0]}\n`, 't has one line only: expected observations below it'],
  ['no JSON', 'yes\n', 't, line 1: it is not JSON: expected {"trace": 1,'],
  [
    'another file',
    '{"driver":"classes"}\n{}\n',
    't, line 1: this is not the first line of a trace: expected {"trace": 1,',
  ],
  ['another version', TEXT.replace('"trace":1', '"trace":2'), 't, line 1: the trace is of version 2: expected 1'],
  ['a release that is none', TEXT.replace('"0.10.2.2"', '7'), 't, line 1: kafka: invalid input: expected string'],
  ['a last line that is cut off', TEXT.slice(0, -40), 't, line 6: it is cut off: expected {"observation": {...}}'],
  ['a line that is no JSON', with2((line) => line.slice(1)), 't, line 2: it is not JSON'],
  ['a line that is empty', with2(() => ''), 't, line 2: it is not JSON'],
  ['a line of another kind', with2(() => '{"request":1}'), 't, line 2: observation: '],
  [
    'an offset below 0',
    with2((line) => line.replace('"logEndOffset":0', '"logEndOffset":-1')),
    'logEndOffset: too small',
  ],
  [
    'a field that nobody knows',
    with2((line) => line.replace('"logEndOffset"', '"logEnd"')),
    't, line 2: observation.brokers[0].replicas[0]: unrecognized key: "logEnd"',
  ],
  [
    'a broker too few',
    with2((line) => line.replace(/,\{"id":3.*?\]\}\]/, ']')),
    't, line 2: brokers has 2 entries: expected 3',
  ],
  ['brokers in another order', with2((line) => line.replace('"id":1', '"id":2')), 'brokers[0].id is 2: expected 1'],
  [
    'two partitions',
    with2((line) => line.replace('"producers":[', '"producers":[{"acknowledged":[]},')),
    'one for each partition, 1',
  ],
])('%s is refused, with its line', (_, text, said) => {
  const read = (): unknown => readTrace('t', text)
  expect(read).toThrow(said)
  try {
    read()
  } catch (error) {
    expect(isBadInput(error)).toBe(true)
    expect((error as Error).message).not.toContain('\n')
  }
})
