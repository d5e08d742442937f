/** What the lines of `explain` say of proofs, and what they leave to --json. */
import { createColors } from 'picocolors'
import type { Explanation } from '../contract/explanation'
import { explainLines } from './explain'

const TOLD: Explanation = {
  ...{ title: 'Kafka 1.1', question: {}, token: 'tm1:x', verdict: 'still fails', steps: 4 },
  ...{ last: 'broker 2 truncates', property: 'S1 no acknowledged loss', sentence: 'a is lost' },
  faults: [],
  noReturn: { step: 3, event: 'broker 2 starts', isAtLatest: true },
  after: [
    { step: 0, event: 'the beginning', outlook: 'unknown', states: 9, limit: 'states' },
    { step: 1, event: 'one', outlook: 'unknown', states: 5, limit: 'bounds' },
    { step: 2, event: 'two', outlook: 'unknown', states: 5, limit: 'bounds' },
    { step: 3, event: 'broker 2 starts', outlook: 'lost', states: 2 },
    { step: 4, event: 'broker 2 truncates', outlook: 'lost', states: 0 },
  ],
  ...{ states: 21, most: 8, counterfactuals: [], undecided: [], beliefs: [], beliefsAfter: 4 },
}

const lines = (told: Partial<Explanation> = {}): readonly string[] =>
  explainLines({ ...TOLD, ...told }, createColors(false))

test('where the point may be earlier it says after which steps that is not known, and why', () => {
  expect(lines().slice(3, 7)).toEqual([
    'no return at the latest after step 3, broker 2 starts',
    '          proved by search: healing reaches 2 states from there, and none of them avoids it',
    '          not proved after the beginning: more than 8 states; --max-states searches more',
    '          not proved after steps 1 and 2: the bounds of the question leave out steps that heal',
  ])
})

test('a step that breaks a property itself is not called proved where steps before it are not known', () => {
  const noReturn = { step: 4, event: 'broker 2 truncates', isAtLatest: true }
  expect(lines({ noReturn })[4]).toBe('          that step itself breaks it')
})

test('that nobody believed anything false is said, and no more than what was looked for', () => {
  expect(lines()).toContain('believed  nothing false that the rules of explain look for, before step 4 or after it')
})

test('one line more than usual is printed, and of several it is said how many there are', () => {
  const said = (count: number): readonly string[] =>
    lines({ beliefs: Array.from({ length: count }, (_, at) => `belief ${at}`), beliefsAfter: 3 })
  expect(said(3).filter((line) => line.includes('belief '))).toHaveLength(3)
  expect(said(4).filter((line) => line.includes('belief '))).toHaveLength(2)
  expect(said(4)).toContain('          and 2 more; --json lists them')
})

test('what an amendment repairs is said in a phrase, or else its title', () => {
  const change = { kind: 'change', what: 'kip-1', isPromised: true, isSure: true, steps: 1, token: '' } as const
  const of = (repairs: string): string | undefined =>
    lines({ counterfactuals: [{ ...change, title: 'A title', repairs, decisions: ['asks'] }] }).at(-2)
  expect(of('a loss')).toBe('remedy    kip-1, by its decision asks: prevents a loss')
  expect(of('some of what kip-2 repairs')).toBe('remedy    kip-1, by its decision asks: A title')
})

test('where not all is known it is not said that nothing prevents it', () => {
  const undecided = [
    { kind: 'step', step: 1, what: 'one', limit: 'states' },
    { kind: 'step', step: 3, what: 'broker 2 starts', limit: 'bounds' },
    { kind: 'change', what: 'kip-1', limit: 'states' },
  ] as const
  expect(lines({ undecided }).slice(-6, -1)).toEqual([
    'without   none found, but not all are known',
    '          not known without step 1: more than 8 states; --max-states searches more',
    '          not known without step 3: the bounds of the question leave out steps that heal',
    'remedy    none found, but not all are known',
    '          not known for kip-1: more than 8 states; --max-states searches more',
  ])
})
