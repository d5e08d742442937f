/** What a KRaft cluster may be within its bounds, and what they rule out. */
import type { Kraft, KraftMember, MetadataImage, PartitionRegistration } from './coordinator/kraft/state'
import { KRAFT, mayBeOnly, misfitIn, ofBroker, type Change, type Differing } from './schema.fixture'
import type { Fault } from './state'

const ofKraft =
  (changes: (newest: MetadataImage) => Partial<Kraft>): Change =>
  (cluster) => {
    const [kraft] = cluster.coordinator.kraft as [Kraft]
    const [image] = kraft.images as [MetadataImage]
    return { ...cluster, coordinator: { ...cluster.coordinator, kraft: [{ ...kraft, ...changes(image) }] } }
  }

const ofPartition = (changes: Partial<PartitionRegistration>): Change =>
  ofKraft((image) => ({
    images: [{ ...image, partitions: image.partitions.map((partition) => ({ ...partition, ...changes })) }],
  }))

const ofMember = (changes: Partial<KraftMember>): Change =>
  ofBroker(({ kraft: [member] }) => ({ kraft: [{ ...(member as KraftMember), ...changes }] }))

const sent: Change = ofBroker(({ fetcherRequests: [row = []] }) => ({
  fetcherRequests: [row.map((request) => ({ ...request, brokerEpoch: 1 }))],
}))

const faulty = (...faults: readonly Fault[]): Differing => ({
  ...KRAFT,
  faults: Object.fromEntries(faults.map((fault) => [fault, 1])),
})
const moving: Differing = { ...KRAFT, reassign: { replicas: [0], moves: [[1]] } }
const replicas = [{ replicas: [0, 1], adding: 0, removing: 0 }]
const crashing: Differing = { grain: 'message', faults: { 'process-crash': 1 } }

mayBeOnly([
  [
    'a change that is not committed',
    ofKraft((newest) => ({ uncommitted: [newest] })),
    faulty('controller-failover'),
    [['no controller fails over', KRAFT]],
  ],
  [
    'a controller that was replaced',
    ofKraft(() => ({ replaced: 0 })),
    faulty('controller-failover'),
    [['no controller fails over', KRAFT]],
  ],
  [
    'a shutdown that the controller has forgotten',
    ofMember({ isForgotten: true }),
    faulty('controller-failover', 'clean-shutdown'),
    [
      ['no controller fails over', faulty('clean-shutdown')],
      ['no broker is shut down', faulty('controller-failover')],
    ],
  ],
  [
    'a channel that has found the controller after a failover',
    ofMember({ hasLeftReplaced: true }),
    faulty('controller-failover', 'lost-alter-partition'),
    [
      ['no controller fails over', faulty('lost-alter-partition')],
      ['no AlterPartition is lost', faulty('controller-failover')],
    ],
  ],
  ['a move that was asked for', ofKraft(() => ({ asked: 1 })), moving, [['no replica moves', KRAFT]]],
  ['an assignment', ofPartition({ assignment: replicas }), moving, [['no replica moves', KRAFT]]],
  [
    'an eligible leader replica',
    ofPartition({ elr: 0b10 }),
    { kraft: { metadataLag: 2, elr: true } },
    [['the feature is off', KRAFT]],
  ],
  [
    'a last known leader',
    ofPartition({ lastKnownLeader: 1 }),
    { kraft: { metadataLag: 2, elr: true } },
    [['the feature is off', KRAFT]],
  ],
  [
    'the log directories of a partition',
    ofPartition({ directories: [0, 1] }),
    faulty('directory-failure'),
    [['no directory fails', KRAFT]],
  ],
  ['the broker epoch of a fetch', sent, { ...KRAFT, ...crashing }, [['ZooKeeper coordinates', crashing]]],
])

describe('there may be an image for each of two brokers, and for each change that a broker may stop at', () => {
  const images = (count: number): Change => ofKraft((image) => ({ images: Array.from({ length: count }, () => image) }))
  const most = (bounds: Differing): readonly boolean[] =>
    [3, 4, 5, 6].map((count) => misfitIn(bounds, images(count)) === undefined)

  test('and no more', () => {
    expect(most({ kraft: { metadataLag: 1, elr: false } })).toEqual([true, false, false, false])
    expect(most(KRAFT)).toEqual([true, true, false, false])
  })

  test('and one more for a controller that was replaced', () =>
    expect(most(faulty('controller-failover'))).toEqual([true, true, true, false]))
})

test('a broker may be at any of these images', () => {
  const at = (view: number): Change => ofMember({ view })
  const isAllowed = (view: number): boolean => misfitIn(KRAFT, at(view)) === undefined
  expect([-1, 0, 3, 4].map(isAllowed)).toEqual([true, true, true, false])
})
