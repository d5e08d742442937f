/** Fingerprints of states, and the set that holds them. Larger sets: fingerprint-set.night.test.ts. */
import { kip101 } from '../specimens/kafka/kip-101'
import { kafkaMachine } from '../specimens/kafka/machine'
import { Arena } from './arena'
import { expanding } from './expanding'
import { isSetOf } from './fingerprint-set.fixture'
import { hash64 } from './hash64'

isSetOf({ different: 20_000, most: 200_000 })

describe('any 24 of the 64 bits', () => {
  const bits = fingerprintsOfStates()
  const count = bits.length / 2
  const chance = (count * (count - 1)) / 2 / 2 ** 24

  /** Pairs of states that have these bits in common; chance alone lets some. */
  const pairs = (of: (one: number, other: number) => number): number => {
    const seen = new Map<number, number>()
    let found = 0
    for (let at = 0; at < bits.length; at += 2) {
      const some = of(bits[at] as number, bits[at + 1] as number)
      found += seen.get(some) ?? 0
      seen.set(some, (seen.get(some) ?? 0) + 1)
    }
    return found
  }

  test.each([
    ['low bits of the first lane', (one: number) => one & 0xffffff],
    ['high bits of the first lane', (one: number) => one >>> 8],
    ['low bits of the second lane', (_: number, other: number) => other & 0xffffff],
    ['high bits of the second lane', (_: number, other: number) => other >>> 8],
    ['half of each', (one: number, other: number) => ((one >>> 20) << 12) | (other & 0xfff)],
    ['difference of the lanes', (one: number, other: number) => (one ^ other) & 0xffffff],
  ])('are the same in two states as often as chance lets them: the %s', (_, of) => {
    expect(Math.abs(pairs(of) - chance)).toBeLessThan(5 * Math.sqrt(chance))
  })
})

function fingerprintsOfStates(): Int32Array {
  const machine = kafkaMachine(kip101, { replicas: 3, logSize: 2, records: 2, maxEpoch: 1 })
  const search = expanding(machine, [], new Arena(machine.states.words))
  while (!search.isOver()) search.expand()
  const { arena } = search
  const lanes = new Int32Array(2 * arena.count)
  for (let index = 0; index < arena.count; index++)
    hash64(arena.chunk(index), arena.offset(index), arena.words, lanes.subarray(2 * index, 2 * index + 2))
  return lanes
}
