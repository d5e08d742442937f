import fc from 'fast-check'
import { arbitrary } from './arbitrary'
import { codec } from './codec'
import { flag, int, list, maybePeer, oneOf, peers, perPeer, record } from './schema'
import { tracked, type Writes } from './tracked'

interface Entry {
  readonly id: number
  readonly kind: 'one' | 'two' | 'three'
}

interface Broker {
  readonly up: boolean
  readonly leader: number
  readonly log: readonly Entry[]
  readonly ends: readonly number[]
}

interface Cluster {
  readonly epoch: number
  readonly isr: number
  readonly brokers: readonly Broker[]
}

const schema = record<Cluster>({
  epoch: int(-1, 900),
  isr: peers(3),
  brokers: perPeer(
    3,
    record<Broker>({
      up: flag,
      leader: maybePeer(3),
      log: list(record<Entry>({ id: int(0, 5), kind: oneOf('one', 'two', 'three') }), 3),
      ends: perPeer(3, int(0, 7)),
    }),
  ),
})
const states = codec(schema)

const packed = (value: Cluster): Int32Array => {
  const words = new Int32Array(states.words)
  states.write(value, words, 0)
  return words
}

const nothing = (): Writes => ({ masks: new Int32Array(states.words), bits: new Int32Array(states.words) })

const after = (words: Int32Array, { masks, bits }: Writes): Int32Array =>
  words.map((word, index) => (word & ~(masks[index] ?? 0)) | (bits[index] ?? 0))

const brokerOf = ({ brokers }: Cluster, id: number): Broker => brokers[id] as Broker

const holding = (value: Cluster): ReturnType<typeof tracked<Cluster>> => {
  const state = tracked(schema)
  state.hold(packed(value))
  return state
}

test('reading all of a tracked value gives the value', () => {
  fc.assert(
    fc.property(arbitrary(schema), (value) => expect(JSON.parse(JSON.stringify(holding(value).value))).toEqual(value)),
  )
})

test('a next state made from parts of two states is packed as it would be without tracking', () => {
  const make = (from: Cluster, other: Cluster, [kept, moved]: readonly [number, number]): Cluster => ({
    ...from,
    epoch: other.epoch,
    brokers: from.brokers.map((broker, id) => {
      if (id === kept) return broker
      if (id === moved) return { ...brokerOf(other, id), log: brokerOf(from, kept).log.slice(1) }
      return {
        ...broker,
        log: [...broker.log, ...brokerOf(from, moved).log].slice(0, 3),
        ends: other.brokers[0]?.ends ?? [],
      }
    }),
  })
  const broker = fc.nat({ max: 2 })
  fc.assert(
    fc.property(arbitrary(schema), arbitrary(schema), fc.tuple(broker, broker), (one, other, which) => {
      const [state, writes] = [holding(one), nothing()]
      state.write(make(state.value, other, which), writes)
      expect(after(packed(one), writes)).toEqual(packed(make(one, other, which)))
      expect(JSON.parse(JSON.stringify(state.after(writes)))).toEqual(make(one, other, which))
    }),
  )
})

/** The next state, computed by a rule from the state. */
const lookedAt = (value: Cluster, rule: (state: Cluster) => Cluster): number => {
  const state = holding(value)
  state.write(rule(state.value), nothing())
  return state.noted.length
}

const some: Cluster = {
  epoch: 3,
  isr: 5,
  brokers: [0, 1, 2].map((id) => ({ up: true, leader: id, log: [{ id, kind: 'two' }], ends: [1, 2, 3] })),
}

test.each([
  ['passing everything on is not a read', 0, (state: Cluster) => state],
  [
    'passing a broker on to its own position is not a read',
    2,
    (state: Cluster) => ({ ...state, brokers: [...state.brokers] }),
  ],
  [
    'copying a broker reads its scalars, but not its log',
    4,
    (state: Cluster) => ({ ...state, brokers: state.brokers.with(1, { ...brokerOf(state, 1), up: false }) }),
  ],
  [
    'moving a log to another position reads all of it',
    7,
    (state: Cluster) => ({
      ...state,
      brokers: state.brokers.with(1, { ...brokerOf(state, 1), log: brokerOf(state, 2).log, ends: [0, 0, 0] }),
    }),
  ],
] as const)('%s', (_, looks, rule) => {
  expect(lookedAt(some, rule)).toBe(looks)
})

test('the state after its writes shares what they leave as it is', () => {
  const [state, writes] = [holding(some), nothing()]
  state.write(
    { ...state.value, brokers: state.value.brokers.with(1, { ...brokerOf(state.value, 1), up: false }) },
    writes,
  )
  const next = state.after(writes)
  expect(next.brokers.map((broker, id) => broker === state.value.brokers[id])).toEqual([true, false, true])
  expect(brokerOf(next, 1).log).toBe(brokerOf(state.value, 1).log)
  expect(state.after(nothing())).toBe(state.value)
})

test('a next state outside its schema is refused', () => {
  const state = holding(some)
  expect(() => state.write({ ...state.value, isr: 8 }, nothing())).toThrow('8 is not from 0 to 7')
})
