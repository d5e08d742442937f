/** The laws of machines, in the states of random walks: few walks in npm test, more at night. */
import seedrandom from 'seedrandom'
import { laws, walkAtRandom } from '../explorer/laws'
import { specimens } from './catalogue'

const STEPS = 40

export const obeyLaws = (walks: number): void =>
  describe.each(specimens)('the machine $name obeys the law that', (specimen) => {
    specimen.build().run((machine) => {
      const source = seedrandom(machine.name)
      const random = (bound: number): number => Math.floor(source.quick() * bound)
      const walked = Array.from({ length: walks }, () => walkAtRandom(machine, STEPS, random))
      test.each(laws(machine))('$claim', ({ fault }) => {
        for (const state of walked.flat()) expect(fault(state)).toBeUndefined()
      })
    })
  })
