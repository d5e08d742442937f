/** What is dropped once nobody looks at it any more, and what is kept as long as somebody does (docs/decisions/0077). */
import { NONE } from '../../../kit/schema'
import { brokerOf, replicaOf } from '../../cluster'
import type { Bounds } from '../../bounds'
import type { Broker } from '../../state'
import { unlike } from './forms.fixture'
import { alterPartitionOf, kraftOf, memberOf, viewOf, withKraft, withMember } from './image'
import { configOf, played, type Asked, type Played } from './kraft.fixture'
import { withoutUnseenChanges } from './unseen-changes'
import { withoutUnseenContents } from './unseen-contents'
import {
  UNASSIGNED,
  type AlterPartition,
  type BrokerRegistration,
  type KraftAssignment,
  type MetadataImage,
  type PartitionRegistration,
} from './state'

const kraft = { metadataLag: 2, elr: false, forgets: true }

const forgetting = (faults: Partial<Bounds['faults']>, bounds: Asked['bounds'] = {}): Asked => ({
  settings: { minIsr: 1 },
  bounds: { records: 2, faults, kraft, ...bounds },
})

const asked = forgetting({ 'isr-shrink': 2, 'leader-move': 2, 'session-expiry': 2 })

const requestOf = ({ state }: Played, id = 0): AlterPartition => alterPartitionOf(brokerOf(state, id), 0)
/** How many changes a broker has still to replay. */
const behindOf = ({ state }: Played, id: number): number =>
  kraftOf(state).images.length - 1 - memberOf(brokerOf(state, id)).view
const seenBy = ({ state }: Pick<Played, 'state'>, id: number): MetadataImage =>
  viewOf(state, brokerOf(state, id)) as MetadataImage

const DROPS = `
  producer sends a record to broker 1
  broker 1 drops lagging broker 3 from the ISR`
const HANDLES = 'controller handles the AlterPartition of broker 1'
const MOVES = 'controller moves the leader to broker 2'

describe('an AlterPartition', () => {
  test('is kept as long as it is up to date', () =>
    expect(requestOf(played(DROPS, asked))).toMatchObject({ stage: 'request', isAwaited: true, isr: 0b011 }))

  test('is nothing but under way once the partition has changed', () =>
    expect(requestOf(played(`${DROPS}\n${MOVES}`, asked))).toMatchObject({
      ...{ stage: 'request', isAwaited: false, isr: 0, leaderEpoch: 0, partitionEpoch: NONE },
    }))

  test('is refused as it would have been', () =>
    expect(requestOf(played(`${DROPS}\n${MOVES}\n${HANDLES}`, asked))).toMatchObject({
      stage: 'answer',
      error: 'stale',
    }))

  test('is kept where partition epochs are not compared', () =>
    expect(requestOf(played(`${DROPS}\n${MOVES}`, { ...asked, without: ['kip-497'] })).isr).toBe(0b011))

  test('has an answer that is kept as long as the leader learns from it', () => {
    const answered = played(`${DROPS}\n${HANDLES}`, asked)
    expect(requestOf(answered)).toMatchObject({ stage: 'answer', isAwaited: true, error: 'none', isr: 0b011 })
    const replayed = answered.then('broker 1 replays the metadata log (0 behind)')
    expect(requestOf(replayed)).toMatchObject({ stage: 'answer', isAwaited: false, error: 'stale', isr: 0 })
  })

  test('has an answer that teaches nothing if it is of another leader epoch', () => {
    const answered = played(`${DROPS}\n${HANDLES}`, { ...asked, without: ['kafka-15021'] })
    expect(requestOf(answered)).toMatchObject({ stage: 'answer', isAwaited: false, error: 'stale', isr: 0 })
  })
})

describe('a change of the metadata log', () => {
  test('of the ISR teaches its leader something, and no follower', () => {
    const changed = played(`${DROPS}\n${HANDLES}`, asked)
    expect([0, 1, 2].map((id) => behindOf(changed, id))).toEqual([1, 0, 0])
  })

  test('of the leader teaches each replica something', () =>
    expect([0, 1, 2].map((id) => behindOf(played(MOVES, asked), id))).toEqual([1, 1, 1]))

  test('of a follower outside the ISR teaches the leader something, and no other follower', () => {
    const fenced = played(
      `
      controller fences broker 3
      broker 1 replays the metadata log (0 behind)
      controller unfences broker 3`,
      asked,
    )
    expect([0, 1, 2].map((id) => behindOf(fenced, id))).toEqual([1, 0, 0])
  })

  test('of its own registration is kept for a process that is to be unfenced', () => {
    const registered = played(
      `
      the process of broker 3 crashes
      broker 3 starts
      broker 3 replays the metadata log (0 behind)
      controller fences broker 3
      broker 3 registers`,
      forgetting({ 'process-crash': 1 }),
    )
    expect(behindOf(registered, 2)).toBe(1)
    expect(registered.refusal('controller unfences broker 3')).toBe('has not caught up with its own registration')
  })

  test('that takes a broker out of the ISR which may shut down is kept', () => {
    const faults = { 'isr-shrink': 1, 'clean-shutdown': 1 }
    const changed = played(`${DROPS}\n${HANDLES}`, forgetting(faults))
    expect([0, 1, 2].map((id) => behindOf(changed, id))).toEqual([1, 0, 1])
  })

  test('of the partition is kept for a broker whose log directory may fail: it creates its replicas anew then', () => {
    const fails = forgetting({ 'isr-shrink': 1, 'directory-failure': 1, 'session-expiry': 1 })
    expect(behindOf(played(`${DROPS}\n${HANDLES}`, fails), 1)).toBe(1)
    const fenced = played('controller fences broker 3\nbroker 2 replays the metadata log (0 behind)', fails)
    expect(behindOf(fenced.then('controller unfences broker 3'), 1)).toBe(0)
  })

  test('that takes away a replica is kept, even in the same leader epoch', () => {
    const within = forgetting({}, { reassign: { replicas: [0, 1], moves: [[0, 2]] } })
    const { state } = played('', within)
    const [image] = kraftOf(state).images as [MetadataImage]
    const without = (replicas: readonly number[]): MetadataImage => ({
      ...image,
      partitions: image.partitions.map((one) => ({
        ...one,
        partitionEpoch: 1,
        assignment: [{ replicas, adding: 0, removing: 0 }],
      })),
    })
    const viewAfter = (replicas: readonly number[]): number => {
      const heard = withKraft(state, { images: [image, without(replicas)] })
      return memberOf(brokerOf(withoutUnseenChanges(configOf(within).bounds, unlike(heard), heard), 1)).view
    }
    expect([viewAfter([0]), viewAfter([0, 1])]).toEqual([0, 1])
  })

  test('of a broker that shuts down is kept by all, also by one without a replica', () => {
    const within = forgetting({ 'clean-shutdown': 1 }, { reassign: { replicas: [0, 1], moves: [[0, 2]] } })
    const stopping = played('controller agrees to shut down broker 1', within)
    expect(behindOf(stopping, 2)).toBe(1)
  })

  test('that takes a broker out of the ISR is kept until nobody shuts down any more', () => {
    const dropped = played(
      `
      controller agrees to shut down broker 3
      broker 1 replays the metadata log (0 behind)
      producer sends a record to broker 1
      broker 1 drops lagging broker 2 from the ISR
      ${HANDLES}`,
      forgetting({ 'clean-shutdown': 1, 'isr-shrink': 1 }),
    )
    expect([dropped, dropped.then('broker 3 stops cleanly')].map((one) => behindOf(one, 1))).toEqual([1, 0])
  })

  test('of the ISR is kept as long as a log directory may fail, and then by the broker whose directory has failed', () => {
    const within = forgetting({ 'directory-failure': 1, 'isr-shrink': 1 })
    const changed = played(`${DROPS}\n${HANDLES}`, within)
    const failed = changed.then('log directory of broker 2 fails')
    expect([changed, failed].map((one) => [0, 1, 2].map((id) => behindOf(one, id)))).toEqual([
      [1, 1, 1],
      [1, 1, 0],
    ])
  })

  test('that takes away a replica is kept', () => {
    const moves = played(
      `administrator asks for the next replicas
       ${'broker 1 replays the metadata log (0 behind)'}`,
      forgetting({}, { reassign: { replicas: [0, 1], moves: [[0, 2]] } }),
    )
    expect(behindOf(moves, 2)).toBe(1)
  })
})

describe('an image at which nobody may stop any more', () => {
  /** Broker 3 hears of nothing after its leader has changed. */
  const old = played(`${MOVES}\ncontroller moves the leader to broker 3`, asked)

  test('is dropped but for what its broker looks at', () => {
    const { partitions, brokers } = seenBy(old.then('controller fences broker 1'), 1)
    expect(partitions[0]).toMatchObject({ leader: NONE, isr: 0, leaderEpoch: 0, partitionEpoch: NONE })
    expect(brokers.map(({ isFenced }) => isFenced)).toEqual([false, false, false])
  })

  /** What broker 1, which leads, and broker 2 still look at of an image after which the partition has not changed. */
  const imagesLeft = (within: Asked, change: (image: MetadataImage) => MetadataImage): readonly MetadataImage[] => {
    const { state } = played('', within)
    const image = change(kraftOf(state).images[0] as MetadataImage)
    const log = withKraft(state, { images: [image, image, image] })
    const left = withoutUnseenContents(configOf(within).bounds, unlike(log), log)
    return [0, 1].map((id) => seenBy({ state: left }, id))
  }
  const leftOf = (within: Asked): readonly PartitionRegistration[] =>
    imagesLeft(within, (image) => image).map(({ partitions }) => partitions[0] as PartitionRegistration)

  /** The same of registrations: broker, epoch, then F for a fenced one, and S for one that shuts down. */
  const registrationsLeft = (faults: Partial<Bounds['faults']>): readonly string[] =>
    imagesLeft(forgetting({ 'session-expiry': 3, ...faults }), (image) => ({
      ...image,
      brokers: image.brokers.map((one, id) => ({ ...one, epoch: id + 1, isFenced: true, inControlledShutdown: true })),
    })).map(({ brokers }) =>
      brokers.map((one) => `${one.epoch}${one.isFenced ? 'F' : ''}${one.inControlledShutdown ? 'S' : ''}`).join(' '),
    )

  test('tells a leader how its followers are registered, and each broker its own epoch', () =>
    expect(registrationsLeft({})).toEqual(['1 2FS 3FS', '0 2 0']))

  test('tells each broker who shuts down, if one may', () =>
    expect(registrationsLeft({ 'clean-shutdown': 1 })).toEqual(['1S 2FS 3FS', '1S 2S 3S']))

  const withMoving =
    (changes: Partial<KraftAssignment>) =>
    (image: MetadataImage): MetadataImage => ({
      ...image,
      partitions: image.partitions.map((partition) => ({
        ...partition,
        assignment: partition.assignment.map((assigned) => ({ ...assigned, ...changes })),
      })),
    })
  const withThird =
    (changes: Partial<BrokerRegistration>) =>
    (image: MetadataImage): MetadataImage => ({
      ...image,
      brokers: image.brokers.map((one, id) => (id === 2 ? { ...one, ...changes } : one)),
    })

  test.each<[string, (image: MetadataImage) => MetadataImage]>([
    ['a replica is to be removed', withMoving({ removing: 0b10 })],
    ['a replica is added', withMoving({ adding: 0b10 })],
    ['a follower is fenced', withThird({ isFenced: true })],
    ['a follower shuts down', withThird({ inControlledShutdown: true })],
    ['a follower has registered again', withThird({ epoch: 1 })],
  ])('is another for a leader where %s', (_, change) => {
    const within = forgetting({ 'session-expiry': 1 }, { reassign: { replicas: [0, 1], moves: [[0, 2]] } })
    const { state } = played('', within)
    const [image] = kraftOf(state).images as [MetadataImage]
    const [first, second, third] = state.brokers as [Broker, Broker, Broker]
    const leading = [first, second].map((broker, id) => ({
      ...withMember(broker, { view: id }),
      replicas: broker.replicas.map((replica) => ({ ...replica, leader: id })),
    }))
    const brokers = [...leading, withMember(third, { view: 3 })]
    const log = withKraft({ ...state, brokers }, { images: [image, change(image), image, image] })
    const left = withoutUnseenContents(configOf(within).bounds, unlike(log), log)
    expect(left.brokers.map((broker) => memberOf(broker).view)).toEqual([0, 1, 3])
  })

  test('tells a leader whether the partition has changed since, and each broker where one may shut down or lose its directory', () => {
    const epochs = (faults: Partial<Bounds['faults']>): readonly number[] =>
      leftOf(forgetting(faults)).map(({ partitionEpoch }) => partitionEpoch)
    expect(epochs({ 'leader-move': 1 })).toEqual([0, NONE])
    expect(epochs({ 'clean-shutdown': 1 })).toEqual([0, 0])
    expect(epochs({ 'directory-failure': 1 })).toEqual([0, 0])
  })

  test('tells a leader who the replicas are, and a follower whether it is one', () => {
    const moves = forgetting({}, { reassign: { replicas: [0, 1], moves: [[0, 2]] } })
    expect(leftOf(moves).map(({ assignment }) => assignment[0]?.replicas)).toEqual([[0, 1], [1]])
  })

  test('tells a broker in which directory its own replica is, if one may fail', () => {
    const directories = (fault: 'directory-failure' | 'directory-move'): readonly (readonly number[])[] =>
      leftOf(forgetting({ [fault]: 1 })).map((one) => one.directories)
    expect(directories('directory-failure')).toEqual([
      [0, UNASSIGNED, UNASSIGNED],
      [UNASSIGNED, 0, UNASSIGNED],
    ])
    expect(
      directories('directory-move')
        .flat()
        .every((one) => one === UNASSIGNED),
    ).toBe(true)
  })

  test('tells nobody of directories any more once one has failed that is not its own', () => {
    const within = forgetting({ 'directory-failure': 1 })
    const { state } = played('log directory of broker 1 fails', within)
    const [image] = kraftOf(state).images as [MetadataImage]
    const log = withKraft(state, { images: [image, image, image] })
    const left = withoutUnseenContents(configOf(within).bounds, unlike(log), log)
    expect([0, 1].map((id) => seenBy({ state: left }, id).partitions[0]?.directories[id])).toEqual([0, UNASSIGNED])
  })

  test('is one for brokers that look at the same', () => {
    const { state } = old.then('controller fences broker 1')
    const views = [1, 2].map((id) => memberOf(brokerOf(state, id)).view)
    expect(views[0]).toBe(views[1])
  })
})

describe('a checkpoint of the high watermark', () => {
  const COMMITS = `
    producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 3 fetches from its leader
    broker 2 fetches from its leader
    broker 3 fetches from its leader`
  const checkpointOf = ({ state }: Played): number => replicaOf(state, 0, 0).disk.highWatermark

  test('is kept as long as a fault may end its process', () =>
    expect(checkpointOf(played(COMMITS, forgetting({ 'process-crash': 1 })))).toBe(0))

  test('is taken for up to date once none may', () => {
    const crashed = played(`${COMMITS}\nthe process of broker 3 crashes`, forgetting({ 'process-crash': 1 }))
    expect(checkpointOf(crashed)).toBe(1)
    expect(crashed.refusal('broker 1 checkpoints its high watermark')).toBeDefined()
  })

  test('is kept where the log directory of its process has failed: who repairs it stops that', () => {
    const checkpoints = 'broker 1 checkpoints its high watermark'
    const schedule = `${COMMITS}\n${checkpoints}\nlog directory of broker 1 fails`
    expect(checkpointOf(played(schedule, forgetting({ 'directory-failure': 1 })))).toBe(1)
  })
})
