/**
 * A small mistake in the model is noticed. More mutants: mutants.night.test.ts. `npm run mutants` checks all of them.
 */
import { question } from '../lab/questions/question'
import type { Expected, Pinned } from '../lab/records/pinned'
import { equivalents } from './equivalent'
import { failureIn } from './failure'
import { movedIn, otherVerdictIn } from './judge'
import { mutantsOf, mutated, nameOf } from './mutant'
import { isEquivalent, mistaken, page, type Judged } from './page'
import { areNoticed, inWorkshop, mutants, oneIn } from './noticing.fixture'

const EVERY = 1000

describe('a mutant', () => {
  const made = (source: string): readonly string[] => mutantsOf('a.ts', source).map((one) => mutated(source, one))

  test('of a guard drops it, and negates it', () => {
    expect(made('const f = () => { if (a) return b; return c }')).toEqual([
      'const f = () => {  return c }',
      'const f = () => { if (!(a)) return b; return c }',
    ])
  })

  test('of a join leaves out either half, and negates an answer', () => {
    expect(made('const f = () => a > 1 || b')).toEqual([
      'const f = () => !(a > 1 || b)',
      'const f = () => (b)',
      'const f = () => (a > 1)',
    ])
  })

  test('of an amendment leaves out a decision', () => {
    expect(made('const k = { decide: (was) => ({ fences: was, counts }) }')).toEqual([
      'const k = { decide: (was) => ({  counts }) }',
      'const k = { decide: (was) => ({ fences: was,  }) }',
    ])
  })

  test('of true is false', () => expect(made('const f = () => true')).toEqual(['const f = () => false']))

  test('of an expression without a decision does not exist', () =>
    expect(made('const f = (): true => a + b')).toEqual([]))
})

test('there are more than six hundred', () => expect(mutants.length).toBeGreaterThan(600))

test('every mutant that is listed as equivalent still exists', () => {
  const names = new Set(mutants.map(nameOf))
  expect(equivalents.filter(({ name }) => !names.has(name))).toEqual([])
})

describe('what a check noticed', () => {
  const pinned: Pinned = {
    ...{ name: 'loss', question: question({}) },
    expected: { verdict: 'broken', property: 'S1', steps: 5, distinct: 100 },
  }
  const broken: Expected = { verdict: 'broken', property: 'S1', steps: 5, distinct: 100, depth: 5 }

  test('is a verdict if a property holds, if another one is blamed, or if the schedule has another length', () => {
    expect(otherVerdictIn({ verdict: 'holds', distinct: 100 }, pinned)).toMatch(/verdict holds where broken/)
    expect(otherVerdictIn({ ...broken, property: 'S14' }, pinned)).toMatch(/property S14 where S1/)
    expect(otherVerdictIn({ ...broken, steps: 4 }, pinned)).toMatch(/steps 4 where 5/)
    expect(otherVerdictIn(broken, pinned)).toBeUndefined()
  })

  test('is only a figure if nothing but a number of states is another, or if the search stopped at its limit', () => {
    const more = { ...broken, distinct: 101 }
    expect([otherVerdictIn(more, pinned), movedIn(more, pinned)]).toEqual([
      undefined,
      'distinct 101 where 100 is on record',
    ])
    const unknown: Expected = { verdict: 'inconclusive', distinct: 1200 }
    expect([otherVerdictIn(unknown, pinned), movedIn(unknown, pinned)]).toEqual([
      undefined,
      'verdict inconclusive where broken is on record',
    ])
  })

  const printed = (title: string, ...rest: readonly string[]): string =>
    ['PASS model/a.test.ts', 'FAIL model/b.test.ts (5 s)', `  ● ${title}`, '', ...rest].join('\n')

  test('is the first test that fails, in its file', () =>
    expect(failureIn(printed('a leader › waits', '    expect(received)'), 'test')).toEqual({
      ...{ killed: true, by: 'test', how: 'a leader › waits', where: 'model/b.test.ts' },
    }))

  test('is a test as well if a schedule is refused before any test runs, but not if the model throws', () => {
    const title = 'Test suite failed to run'
    expect(failureIn(printed(title, '    "broker 1 starts" is refused: it is running'), 'test')).toMatchObject({
      ...{ by: 'test', how: '"broker 1 starts" is refused: it is running' },
    })
    expect(failureIn(printed(title, '    TypeError: x is undefined'), 'test')).toMatchObject({ by: 'error' })
  })

  test('is nothing if the tests cannot be run', () =>
    expect(() => failureIn('Could not resolve a module for a custom reporter.', 'test')).toThrow(/cannot be run/))
})

describe('the page', () => {
  const [killed] = mutants.filter((one) => !isEquivalent(one))
  const [judged, argued] = mutants.filter(isEquivalent)
  if (killed === undefined || judged === undefined || argued === undefined) throw new Error('too few mutants')
  const verdicts: readonly Judged[] = [
    { mutant: killed, verdict: { killed: true, by: 'test', how: 'a leader › waits', where: 'model/b.test.ts' } },
    { mutant: judged, verdict: { killed: false } },
  ]

  test('says of an equivalent mutant whether it was asked in this run', () => {
    const text = page(verdicts, [argued])
    expect(text).toContain('3 mutants: 1 killed, 2 equivalent, 0 survived.')
    expect(text).toContain('1 of the equivalent mutants: listed with a reason, not asked in this run.')
    expect(text.match(/\| no check noticed it \|/g)).toHaveLength(1)
    expect(text.match(/\| listed with a reason, not asked in this run \|/g)).toHaveLength(1)
  })

  test('lists a mutant as equivalent by mistake if a check noticed it', () => {
    expect(mistaken(verdicts)).toEqual([])
    expect(mistaken([{ mutant: judged, verdict: { killed: true, by: 'test' } }])).toEqual([judged])
  })

  test('says nothing of that if all were asked', () => expect(page(verdicts)).not.toContain('not asked'))
})

inWorkshop('test', (bench) => areNoticed(bench, oneIn(EVERY)))
