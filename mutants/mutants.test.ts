/**
 * A small mistake in the model is noticed. More mutants: mutants.night.test.ts. `npm run mutants` checks all of them.
 */
import { equivalents } from './equivalent'
import { mutantsOf, mutated, nameOf } from './mutant'
import { areNoticed, inWorkshop, mutants, oneIn } from './noticing.fixture'

const EVERY = 300

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

inWorkshop('test', (bench) => areNoticed(bench, oneIn(EVERY)))
