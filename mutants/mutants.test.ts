/** A small mistake in the model is noticed. `npm run mutants` checks all of them. */
import { join, resolve } from 'node:path'
import { everyMutant } from './catalogue'
import { equivalents } from './equivalent'
import { mutantsOf, mutated, nameOf, type Mutant } from './mutant'
import { workshop } from './workshop'

const ROOT = resolve(__dirname, '..')
const mutants = everyMutant(ROOT)
const isEquivalent = (mutant: Mutant): boolean => equivalents.some(({ name }) => name === nameOf(mutant))

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

describe('a check notices', () => {
  const bench = workshop(ROOT, join(ROOT, '.cache', 'mutants', 'test'))
  afterAll(() => bench.close())

  const EVERY = 50
  const sample = mutants.filter((mutant) => !isEquivalent(mutant)).filter((_, index) => index % EVERY === 0)

  test.each(sample.map((mutant) => [nameOf(mutant), mutant] as const))('%s', async (_, mutant) => {
    expect(await bench.judge(mutant)).toMatchObject({ killed: true })
  })

  test('that a fact is no longer reached if a guard is dropped', async () => {
    const outOfRange = mutants.filter(({ operator, text }) => operator === 'guard dropped' && text.includes('isBeyond'))
    expect(outOfRange).toHaveLength(1)
    for (const mutant of outOfRange)
      expect(await bench.judge(mutant, 'fact')).toMatchObject({
        how: 'never: a follower is told that it is out of range',
      })
  })
})
