/** L3, L5 and L10: what they say of a state, and to whom they do not apply. */
import { bounds, defaultSettings } from '../model/bounds'
import { replicaOf, withBroker, withReplica } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { logOf } from '../model/replica/log'
import type { Broker, Cluster, Replica } from '../model/state'
import { preset } from '../model/versions/timeline'
import { activeInIsr } from './active-in-isr'
import { highWatermarkArrives } from './high-watermark-arrives'
import type { World } from './history'
import type { Judged, PropertyOf } from './scope'
import { truncationEnds } from './truncation-ends'
import { world } from './world'

const scope = (kafka: string, minIsr = 1): Judged => {
  const protocol = preset(kafka)
  if (protocol === undefined) throw new Error(`${kafka} is no release`)
  const within = { brokers: 2, records: 1, faults: { 'isr-shrink': 1 } }
  const kraft = kafka.startsWith('4') ? { kraft: { metadataLag: 2, elr: false } } : {}
  return { protocol, runs: 'clean', settings: { ...defaultSettings, minIsr }, bounds: bounds({ ...within, ...kraft }) }
}

const zookeeper = scope('2.1')
const { initial } = world(zookeeper)
const start = initial.cluster

const broker = (cluster: Cluster, id: number, changes: Partial<Broker>): Cluster => withBroker(cluster, id, changes)
const replica = (cluster: Cluster, id: number, changes: Partial<Replica>): Cluster =>
  withReplica(cluster, id, 0, { ...replicaOf(cluster, id, 0), ...changes })
const agreed = (cluster: Cluster, isr: number): Cluster => ({
  ...cluster,
  coordinator: { ...cluster.coordinator, znodes: [{ ...stateOf(cluster, 0), isr }] },
})
const withRecord = (
  cluster: Cluster,
  id: number,
  epoch = 0,
  epochs: Replica['disk']['epochs'] = [{ epoch, startOffset: 0 }],
): Cluster => {
  const { disk } = replicaOf(cluster, id, 0)
  return replica(cluster, id, { disk: { ...disk, log: logOf([{ value: 0, epoch }]), epochs } })
}

/** What a property says that a state lacks; undefined: nothing. */
const lack = (property: PropertyOf, cluster: Cluster, judged = zookeeper): string | undefined => {
  const asked = property(judged)
  if (asked?.kind !== 'converges') throw new Error('this is no property of convergence')
  const at: World = { ...initial, cluster }
  expect(asked.stays).toBe(true)
  return asked.settled(at) ? undefined : asked.lacks?.(at)
}

describe('L3', () => {
  const waits = withRecord(start, 0)
  test('is about a leader whose log min.insync.replicas active replicas have', () => {
    expect(lack(highWatermarkArrives, start)).toBeUndefined()
    expect(lack(highWatermarkArrives, waits)).toBe(
      'The high watermark of broker 1 is 0, and its log ends at 1; the active replicas {1} have it.',
    )
    expect(lack(highWatermarkArrives, waits, scope('2.1', 2))).toBeUndefined()
    expect(lack(highWatermarkArrives, withRecord(waits, 1), scope('2.1', 2))).toMatch(/replicas \{1 2\} have it/)
    expect(lack(highWatermarkArrives, withRecord(waits, 1, 1), scope('2.1', 2))).toBeUndefined()
    expect(lack(highWatermarkArrives, withRecord(waits, 1), scope('2.1', 3))).toMatch(/replicas \{1 2\} have it/)
  })

  test.each<readonly [string, Partial<Broker>]>([
    ['down', { isUp: false }],
    ['paused', { isPaused: true }],
    ['cut off', { isCutOff: true }],
    ['out of reach of the controller', { isOutOfReach: true }],
    ['stopping', { isStopping: true }],
  ])('is not about a leader that is %s, nor does such a copy count', (_, changes) => {
    expect(lack(highWatermarkArrives, broker(waits, 0, changes))).toBeUndefined()
    expect(lack(highWatermarkArrives, broker(withRecord(waits, 1), 1, changes), scope('2.1', 2))).toBeUndefined()
  })

  test('leaves out what only an ISR shrink could drop, once none is left', () => {
    const asked = highWatermarkArrives(zookeeper)
    if (asked?.kind !== 'converges') throw new Error('L3 is a property of convergence')
    const spent = { ...waits, spent: { ...waits.spent, 'isr-shrink': 1 } }
    const leftOut = (cluster: Cluster): boolean | undefined => asked.leftOut?.({ ...initial, cluster })
    expect(leftOut(broker(waits, 1, { isPaused: true }))).toBe(false)
    expect(leftOut(broker(spent, 1, { isPaused: true }))).toBe(true)
    expect(leftOut(replica(spent, 1, { fetcher: 'none' }))).toBe(true)
    expect(leftOut(spent)).toBe(false)
  })
})

describe('L5', () => {
  const alone = agreed(start, 0b01)
  test('is about an active replica outside the ISR', () => {
    expect(lack(activeInIsr, start)).toBeUndefined()
    expect(lack(activeInIsr, alone)).toBe('Broker 2 is active, and is not in the ISR.')
    expect(lack(activeInIsr, broker(alone, 1, { isPaused: true }))).toBeUndefined()
    expect(lack(activeInIsr, broker(alone, 1, { unreachable: 0b01 }))).toBeUndefined()
    expect(lack(activeInIsr, broker(alone, 0, { unreachable: 0b10 }))).toBeUndefined()
  })
})

describe('L10', () => {
  test('is about a follower that has still to truncate', () => {
    expect(lack(truncationEnds, start)).toBeUndefined()
    expect(lack(truncationEnds, replica(start, 1, { fetcher: 'truncating' }))).toBe(
      'Broker 2 has not finished truncating.',
    )
    expect(lack(truncationEnds, replica(start, 1, { fetcher: 'truncating', leaderEpoch: 1 }))).toBeUndefined()
    expect(lack(truncationEnds, withRecord(start, 1))).toBe('Broker 2 has a longer log than broker 1.')
  })

  test('is about one that would be told so by the answer to its next fetch', () => {
    const kraft = scope('4.3')
    const { cluster } = world(kraft).initial
    const [first, led] = [
      { epoch: 0, startOffset: 0 },
      { epoch: 1, startOffset: 1 },
    ]
    const ahead = withRecord(cluster, 0, 0, [first, { epoch: 2, startOffset: 1 }])
    expect(lack(truncationEnds, withRecord(ahead, 1), kraft)).toBeUndefined()
    expect(lack(truncationEnds, withRecord(ahead, 1, 0, [first, led]), kraft)).toBe(
      'Broker 2 would be told by broker 1 that its log diverges.',
    )
    expect(lack(truncationEnds, withRecord(withRecord(cluster, 0), 1, 0, [first, led]), kraft)).toBe(
      'Broker 2 would be told OFFSET_OUT_OF_RANGE by broker 1.',
    )
  })
})
