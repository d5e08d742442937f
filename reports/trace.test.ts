/** A trace in a terminal: every line fits, and only the ends of events are cut. */
import type { Trace } from '../contract/run'
import { noPaint } from './paint'
import { traceText } from './trace'

const trace: Trace = {
  columns: ['broker 1', 'broker 2'],
  legend: ['L1  leads epoch 1'],
  initial: ['L0 |', 'F0 |'],
  steps: [
    { event: 'producer sends a record to broker 1', code: 'p1', cells: ['L0 |a₀', 'F0 |'], notes: [] },
    {
      ...{ event: 'the process of broker 1 crashes', code: 'k1', fault: 'process-crash' },
      ...{ cells: ['down |a₀', 'F0 |'], notes: ['a committed', 'a acknowledged'] },
    },
  ],
}

const lines = (width?: number): readonly string[] =>
  traceText(trace, width === undefined ? noPaint : { ...noPaint, width }, 'BROKEN S1').split('\n')

const widest = (text: readonly string[]): number => Math.max(...text.map((line) => line.length))

test('a trace that goes to a file is as wide as necessary', () => {
  expect(lines()[3]).toMatch(
    /^2 {2}the process of broker 1 crashes \[process-crash\] .* a committed, a acknowledged, BROKEN S1$/,
  )
  expect(lines(500)).toEqual(lines())
})

test('in a narrow terminal the notes are below the step', () => {
  const narrow = lines(80)
  expect(widest(narrow)).toBeLessThanOrEqual(80)
  expect(narrow.slice(3, 5).map((line) => line.trim())).toEqual([
    expect.stringMatching(/^2 .*\[process-crash\] +down \|a₀ +F0 \|$/) as string,
    'a committed, a acknowledged, BROKEN S1',
  ])
})

test('in a very narrow terminal events are cut and cells are not', () => {
  const narrow = lines(50)
  expect(widest(narrow)).toBeLessThanOrEqual(50)
  expect(narrow[3]).toMatch(/^2 {2}the process of .*… +down \|a₀ +F0 \|$/)
})

test('colours do not count towards the width of a line', () => {
  const red = (text: string | number | null | undefined): string => `\u001b[31m${String(text)}\u001b[39m`
  const paint = { ...noPaint, bold: red, dim: red, red, yellow: red, width: 80 }
  expect(traceText(trace, paint).split('\n').length).toBe(lines(80).length)
})
