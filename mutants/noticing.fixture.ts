/** Mutants that checks notice: a few in npm test, more at night. */
import { join, resolve } from 'node:path'
import { everyMutant } from './catalogue'
import { equivalents } from './equivalent'
import { nameOf, type Mutant } from './mutant'
import { workshop } from './workshop'

const ROOT = resolve(__dirname, '..')

export const mutants = everyMutant(ROOT)

const isEquivalent = (mutant: Mutant): boolean => equivalents.some(({ name }) => name === nameOf(mutant))

/** Mutants that are not equivalent. */
const wrong = mutants.filter((mutant) => !isEquivalent(mutant))

/** One in `every` of the mutants that are not equivalent. */
export const oneIn = (every: number): readonly Mutant[] => wrong.filter((_, index) => index % every === 0)

type Bench = ReturnType<typeof workshop>

/** These tests judge mutants in a copy of the project, which is removed after them. */
export const inWorkshop = (name: string, tests: (bench: Bench) => void): void =>
  describe('a check notices', () => {
    const bench = workshop(ROOT, join(ROOT, '.cache', 'mutants', name))
    afterAll(() => bench.close())
    tests(bench)
  })

export const areNoticed = (bench: Bench, sample: readonly Mutant[]): void =>
  test.each(sample.map((mutant) => [nameOf(mutant), mutant] as const))('%s', async (_, mutant) => {
    const rehearsed = await bench.rehearse(mutant)
    expect(rehearsed.killed ? rehearsed : await bench.search(mutant)).toMatchObject({ killed: true })
  })
