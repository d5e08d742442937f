import { short, ticks } from './app/plots/scale'
import { pageData } from './data'
import { pageWith } from './fixture'
import { plotsOfEntries, plotsOfRun, plotsOfRuns } from './plots'

const broken = (id: string, property: string, steps: number): Parameters<typeof plotsOfEntries>[0][number] => ({
  ...{ id, verdict: 'broken', property, steps, distinct: 10 * steps },
})

const ENTRIES = [broken('ablate kip-101', 'S19 ISR', 7), broken('ablate kip-279', "S4' log prefix", 10)]

test.each([
  [0, '0'],
  [411, '411'],
  [9999, '9999'],
  [97_610, '97.6k'],
  [1_200_000, '1.2M'],
  [0.25, '0.25'],
])('%d is printed as %s', (value, said) => expect(short(value)).toBe(said))

test('an axis has round numbers from 0 to at least the maximum', () => {
  expect(ticks(57)).toEqual([0, 20, 40, 60])
  expect(ticks(8)).toEqual([0, 2, 4, 6, 8])
  expect(ticks(0)).toEqual([0, 1])
})

test('many answers are a map with one column per property, in order', () => {
  const [heat, steps, states] = plotsOfEntries(ENTRIES)
  expect(heat).toMatchObject({
    columns: ["S4'", 'S19'],
    rows: [
      { label: 'kip-101', cells: [null, 7] },
      { label: 'kip-279', cells: [10, null] },
    ],
  })
  expect(steps).toMatchObject({ bars: [{ values: [7] }, { values: [10] }] })
  expect(states).toMatchObject({ bars: [{ values: [70] }, { values: [100] }] })
  expect(plotsOfEntries(ENTRIES.slice(1))).toEqual([])
})

test('a search is plotted by depth, by time, and by facts', () => {
  const facts = [
    { name: 'an election', required: true, depth: 3 },
    { name: 'a fence', required: false },
  ]
  const samples = [
    { seconds: 1, states: 100 },
    { seconds: 3, states: 500 },
  ]
  const plots = plotsOfRun({ facts, levels: [1, 4, 9] }, samples)
  expect(plots.map(({ title }) => title)).toEqual(['States per depth', 'Rate over time', 'Reachable facts'])
  expect(plots[1]).toMatchObject({ series: [{ points: [[3, 200]] }] })
  expect(plots[2]).toMatchObject({ about: '1 of 2 reached; never: a fence', series: [{ points: [[0, 0], [3, 1]] }] }) // oxfmt-ignore
  expect(pageData.safeParse({ ...pageWith(), plots }).success).toBe(true)
  expect(plotsOfRun({ facts: [] })).toEqual([])
})

test('commands are compared by the shortest schedule that each found', () => {
  const runs = [
    { command: 'check', entries: [broken('check', 'S19 ISR', 8)] },
    { command: 'walk', entries: [broken('walk', 'S19 ISR', 13), broken('walk 2', 'S19 ISR', 12)] },
    { command: 'ladder', entries: [] },
  ]
  expect(plotsOfRuns(runs)).toMatchObject([
    { series: ['check', 'walk'], bars: [{ label: 'S19 ISR', values: [8, 12] }] },
  ])
  expect(plotsOfRuns(runs.slice(0, 1))).toEqual([])
})
