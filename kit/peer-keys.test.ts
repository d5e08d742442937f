import fc from 'fast-check'
import { arbitrary } from './arbitrary'
import { compilePeerKeys } from './peer-keys'
import { permutations, rename } from './renaming'
import { flag, int, list, maybePeer, oneOf, peers, perPeer, perPlace, record, type Schema, type Shape } from './schema'

const PEERS = 3

/** A random schema of values about three peers. */
const anySchema: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape; scalar: Shape }>((tie) => ({
  scalar: fc.constantFrom<Shape>(int(-1, 2), flag, oneOf('one', 'two', 'three'), maybePeer(PEERS), peers(PEERS)),
  shape: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('scalar'),
    fc.tuple(tie('shape'), fc.nat({ max: 2 })).map(([item, most]) => list(item, most)),
    tie('shape').map((item) => perPeer(PEERS, item)),
    fc.tuple(tie('shape'), fc.integer({ min: 1, max: 2 })).map(([item, count]) => perPlace(count, item)),
    fc.array(tie('shape'), { minLength: 1, maxLength: 3 }).map((parts) => ({
      kind: 'record' as const,
      fields: parts.map((shape, index) => ({ name: `f-${index}`, shape })),
    })),
  ),
})).shape

const keysOf = <T>(schema: Schema<T>, value: T): readonly number[] => {
  const keys = new Int32Array(PEERS)
  compilePeerKeys(schema, PEERS)(value, keys)
  return [...keys]
}

describe('the keys of peers', () => {
  test('move with the peers when these are renamed', () => {
    const any = anySchema.chain((shape) => fc.tuple(fc.constant(shape as Schema<unknown>), arbitrary(shape)))
    fc.assert(
      fc.property(any, fc.constantFrom(...permutations(PEERS)), ([schema, value], permutation) => {
        const keys = keysOf(schema, value)
        const renamed = keysOf(schema, rename(schema, value, permutation))
        expect(permutation.map((to) => renamed[to])).toEqual(keys)
      }),
      { numRuns: 200 },
    )
  })

  test('tell apart what a row, a name, a set and another peer say', () => {
    const schema = record({
      row: perPeer(PEERS, record({ place: int(0, 5), knows: perPeer(PEERS, int(0, 5)) })),
      leader: maybePeer(PEERS),
      isr: peers(PEERS),
    })
    const knowsNothing = { place: 0, knows: [0, 0, 0] }
    const value = { row: [knowsNothing, knowsNothing, knowsNothing], leader: -1, isr: 0 }
    const differing = (changed: Partial<typeof value>): number => new Set(keysOf(schema, { ...value, ...changed })).size
    expect(differing({})).toBe(1)
    expect(differing({ row: [knowsNothing, { ...knowsNothing, place: 4 }, knowsNothing] })).toBe(2)
    expect(differing({ row: [{ place: 0, knows: [0, 0, 2] }, knowsNothing, knowsNothing] })).toBe(2)
    expect(differing({ leader: 1 })).toBe(2)
    expect(differing({ isr: 0b011, leader: 1 })).toBe(3)
  })
})
