/**
 * Kafka with and without partial-order reduction: only the steps taken differ. Larger worlds:
 * partial-order.long.test.ts.
 */
import { footprintFaults } from '../../explorer/footprint-laws'
import { statesOf } from '../../explorer/states'
import { ablations } from '../records/ablations'
import { knownLosses } from '../records/bugs'
import { numberOf, subjectOf } from '../questions/question'
import { areCorrect, areFound, findTheSame, MOST, recordOf, small, WRONG } from './partial-order.fixture'

findTheSame([...recordOf([0, MOST], [0, MOST]), ...small.slice(1)])
areCorrect([...recordOf([0, MOST / 2], [0, MOST / 2]), ...small.slice(1)], 60)

describe('a wrong footprint is found:', () => {
  areFound(WRONG.slice(0, 1), 200) // the others: partial-order.long.test.ts

  test.each([
    ['S15', 'B35', knownLosses],
    ['S17', 'kafka-1555', ablations],
    ['S19', 'kip-101', ablations],
  ] as const)('%s that sees only the parts of the step, within the bounds of %s', (number, where, pinned) => {
    const found = pinned.find(({ name }) => name === where)
    if (found === undefined) throw new Error(`nothing named ${where} is on record`)
    const { machine, properties } = subjectOf(found.question)
    const blinded = properties.filter(({ name }) => numberOf(name) === number).map((one) => ({ ...one, sees: () => 0 }))
    expect(footprintFaults(machine, blinded, statesOf(machine, 1500)).join()).toContain('sees more than it declares')
  })
})
