import fc from 'fast-check'
import { arbitrary } from './arbitrary'
import { codec } from './codec'
import { compileRenamedWriter } from './compiled'
import { interpretedCodec } from './interpreted'
import { permutations, rename } from './renaming'
import { flag, int, list, maybePeer, peers, perPeer, record } from './schema'

interface Broker {
  readonly up: boolean
  readonly isr: number
  readonly log: readonly number[]
}

interface Cluster {
  readonly epoch: number
  readonly leader: number
  readonly brokers: readonly Broker[]
  readonly sent: readonly { readonly to: number; readonly ends: readonly number[] }[]
}

const schema = record<Cluster>({
  epoch: int(-1, 200),
  leader: maybePeer(3),
  brokers: perPeer(3, record<Broker>({ up: flag, isr: peers(3), log: list(int(0, 1000), 4) })),
  sent: list(record({ to: maybePeer(3), ends: perPeer(3, int(0, 60)) }), 3),
})

test('a part that is the same object as in the last read value is packed correctly', () => {
  const [fast, slow] = [codec(schema), interpretedCodec(schema)]
  fc.assert(
    fc.property(arbitrary(schema), arbitrary(schema), fc.nat({ max: 63 }), (one, other, kept) => {
      const [before, expected, packed] = [1, 2, 3].map(() => new Int32Array(fast.words)) as [
        Int32Array,
        Int32Array,
        Int32Array,
      ]
      slow.write(one, before, 0)
      const read = fast.read(before, 0)
      const keeps = (part: number): boolean => ((kept >>> part) & 1) === 1
      const next: Cluster = {
        ...(keeps(0) ? read : other),
        brokers: keeps(1)
          ? read.brokers
          : read.brokers.map((was, i) => (keeps(2 + i) ? was : (other.brokers[i] as Broker))),
        sent: keeps(5) ? read.sent : other.sent,
      }
      slow.write(next, expected, 0)
      fast.write(next, packed, 0)
      expect(packed).toEqual(expected)
    }),
  )
})

test.each(permutations(3).map((permutation) => [permutation]))(
  'packing under other names, %j, equals renaming and then packing',
  (permutation) => {
    const [write, slow] = [compileRenamedWriter(schema, permutation), interpretedCodec(schema)]
    fc.assert(
      fc.property(arbitrary(schema), (value) => {
        const [expected, packed] = [new Int32Array(slow.words), new Int32Array(slow.words)]
        slow.write(rename(schema, value, permutation), expected, 0)
        write(value, packed, 0)
        expect(packed).toEqual(expected)
      }),
    )
  },
)
