/** Every figure that TLC gave, of up to 5,000 states, and every row that breaks. Larger ones: oracle.long.test.ts. */
import { walkAtRandom } from '../../explorer/laws'
import { oracle } from '../oracle'
import { kip101 } from './kip-101'
import { kafkaMachine } from './machine'
import { agreesOn, packing, renamingByHand } from './oracle.fixture'

describe('TLC and this explorer agree', () => {
  agreesOn(oracle.filter(({ distinct = 0 }) => distinct <= 5000))

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
