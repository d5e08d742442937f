/** Every figure that TLC gave, of up to 3,000 states, and small rows that break. Larger ones: oracle.long.test.ts. */
import { walkAtRandom } from '../../explorer/laws'
import { oracle } from '../oracle'
import { kip101 } from './kip-101'
import { kafkaMachine } from './machine'
import { agreesOn, isSmall, packing, renamingByHand } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter((row) => isSmall(row)))

  test('the renamings of the machine agree with those of this test', () => {
    const machine = kafkaMachine(kip101, { replicas: 3, logSize: 2, records: 2, maxEpoch: 1 })
    const keyOf = packing(machine)
    const states = walkAtRandom(machine, 40, (bound) => bound - 1)
    for (const renaming of machine.renamings ?? []) {
      const byHand = renamingByHand(renaming.permutation)
      expect(states.map((state) => keyOf(renaming.state(state)))).toEqual(states.map((state) => keyOf(byHand(state))))
    }
  })
})
