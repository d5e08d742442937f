import fc from 'fast-check'
import { arbitrary } from './arbitrary'
import { codec } from './codec'
import { difference } from './difference'
import { interpretedCodec, misfit } from './interpreted'
import { permutations, rename } from './renaming'
import {
  flag,
  flagWhen,
  int,
  list,
  maybePeer,
  oneOf,
  peer,
  peers,
  perPeer,
  perPlace,
  record,
  type Schema,
  type Shape,
} from './schema'

/** A random schema, nested up to three levels: the two codecs must also agree on shapes that no model has yet. */
const anySchema: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape; scalar: Shape }>((tie) => ({
  scalar: fc.oneof(
    fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat({ max: 70 })).map(([min, extra]) => int(min, min + extra)),
    fc.boolean().map(flagWhen),
    fc.constantFrom(oneOf('one'), oneOf('one', 'two'), oneOf('one', 'two', 'three')),
    fc.integer({ min: 1, max: 5 }).map(peer),
    fc.integer({ min: 1, max: 5 }).map(maybePeer),
    fc.integer({ min: 1, max: 6 }).map(peers),
  ),
  shape: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('scalar'),
    fc.tuple(tie('shape'), fc.nat({ max: 3 })).map(([item, most]) => list(item, most)),
    fc.tuple(tie('shape'), fc.integer({ min: 1, max: 3 })).map(([item, count]) => perPeer(count, item)),
    fc.tuple(tie('shape'), fc.integer({ min: 1, max: 3 })).map(([item, count]) => perPlace(count, item)),
    fc.array(tie('shape'), { minLength: 1, maxLength: 4 }).map((parts) => ({
      kind: 'record' as const,
      fields: parts.map((shape, index) => ({ name: `f-${index}`, shape })),
    })),
  ),
})).shape

const schemaWithValue = anySchema.chain((shape) =>
  fc.tuple(fc.constant(shape as Schema<unknown>), arbitrary(shape as Schema<unknown>)),
)

describe('the codec', () => {
  test('the compiled codec writes the same bits as the interpreted one', () => {
    fc.assert(
      fc.property(schemaWithValue, ([schema, value]) => {
        const [fast, slow] = [codec(schema), interpretedCodec(schema)]
        const [a, b] = [new Int32Array(fast.words + 2), new Int32Array(slow.words + 2)]
        fast.write(value, a, 1)
        slow.write(value, b, 1)
        expect(a).toEqual(b)
      }),
      { numRuns: 500 },
    )
  })

  test('both codecs read back what was written', () => {
    fc.assert(
      fc.property(schemaWithValue, ([schema, value]) => {
        const packed = new Int32Array(codec(schema).words)
        codec(schema).write(value, packed, 0)
        expect(codec(schema).read(packed, 0)).toEqual(value)
        expect(interpretedCodec(schema).read(packed, 0)).toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  test('a number outside its range is an error that names the field', () => {
    const schema = record<{ offset: number; isr: number }>({ offset: int(0, 3), isr: peers(3) })
    const packed = new Int32Array(1)
    expect(() => codec(schema).write({ offset: 4, isr: 0 }, packed, 0)).toThrow('state.offset is 4, 0 to 3 expected')
    expect(() => codec(schema).write({ offset: 0, isr: 8 }, packed, 0)).toThrow('state.isr is 8, 0 to 7 expected')
  })

  test('a list that is too long is an error that names the field', () => {
    const schema = record<{ log: readonly number[] }>({ log: list(int(0, 1), 2) })
    expect(() => codec(schema).write({ log: [0, 1, 0] }, new Int32Array(1), 0)).toThrow(
      'state.log has 3 items, at most 2 expected',
    )
  })

  test('a field with one possible value takes no bits', () => {
    const schema = record<{ off: boolean; zero: number }>({ off: flagWhen(false), zero: int(7, 7) })
    const packed = new Int32Array(1)
    codec(schema).write({ off: false, zero: 7 }, packed, 0)
    expect(packed[0]).toBe(0)
    expect(codec(schema).read(packed, 0)).toEqual({ off: false, zero: 7 })
    expect(misfit(schema, { off: true, zero: 7 })).toBe('state.off is true, expected to be off')
  })
})

describe('a renaming', () => {
  const schema = record<{ leader: number; isr: number; ends: readonly number[]; leaders: readonly number[] }>({
    leader: maybePeer(3),
    isr: peers(3),
    ends: perPeer(3, int(0, 3)),
    leaders: perPlace(2, maybePeer(3)),
  })

  test('renames peers in every place that holds one', () => {
    const state = { leader: 0, isr: 0b011, ends: [1, 2, 3], leaders: [1, 2] }
    expect(rename(schema, state, [2, 0, 1])).toEqual({ leader: 2, isr: 0b101, ends: [2, 3, 1], leaders: [0, 1] })
  })

  test('followed by its inverse changes nothing', () => {
    fc.assert(
      fc.property(arbitrary(schema), fc.constantFrom(...permutations(3)), (state, permutation) => {
        const inverse = permutation.map((_, index) => permutation.indexOf(index))
        expect(rename(schema, rename(schema, state, permutation), inverse)).toEqual(state)
      }),
    )
  })

  test('there are six of three peers, each once', () => {
    expect(new Set(permutations(3).map(String)).size).toBe(6)
  })
})

describe('a difference', () => {
  const schema = record<{ up: boolean; isr: number; logs: readonly (readonly number[])[] }>({
    up: flag,
    isr: peers(2),
    logs: perPeer(2, list(int(0, 3), 2)),
  })

  test('names each field that changed, peers counted from 1', () => {
    const before = { up: true, isr: 0b11, logs: [[1], []] }
    const after = { up: true, isr: 0b01, logs: [[1], [3]] }
    expect(difference(schema, before, after)).toEqual([
      { path: 'isr', before: '{1 2}', after: '{1}' },
      { path: 'logs[2]', before: '[]', after: '[3]' },
    ])
  })
})
