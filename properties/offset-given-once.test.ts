import { bounds } from '../model/bounds'
import { replicaOf, withReplica } from '../model/cluster'
import { logOf, nothingBelow } from '../model/replica/log'
import type { Action } from '../model/actions'
import type { Disk } from '../model/replica/disk'
import { smallStorage } from '../model/storage/storage-bounds'
import { preset } from '../model/versions/timeline'
import { historyOf, type World } from './history'
import { offsetGivenOnce } from './offset-given-once'
import type { Judged } from './scope'
import { world } from './world'

const protocol = preset('2.1')
if (protocol === undefined) throw new Error('2.1 is a release')
const settings = { acks: 'all', minIsr: 1, uncleanElection: false } as const
const small = { segmentRecords: 1, keys: 1, tombstones: [], retention: -1, time: 0, deletesRecords: false } as const
const storage = smallStorage({ ...small, cleanup: 'compact' }, settings)
const judged: Judged = { protocol, settings, bounds: bounds({ records: 2, storage }), runs: 'clean' }
const { initial } = world(judged)

/** Broker 1 leads in epoch 0, its log is empty, and it takes a record. */
const PRODUCE: Action = { type: 'Produce', broker: 0, partition: 0 }

const verdictIn = (before: World): string | undefined => {
  const property = offsetGivenOnce(judged)
  return property?.kind === 'step' ? property.check(before, PRODUCE, before) : 'it is a property of steps'
}

const follower = (changes: Partial<Disk>): World => {
  const replica = replicaOf(initial.cluster, 1, 0)
  return {
    ...initial,
    cluster: withReplica(initial.cluster, 1, 0, { ...replica, disk: { ...replica.disk, ...changes } }),
  }
}

const epochs = [{ epoch: 0, startOffset: 0 }]

test('a leader whose offset is new breaks nothing', () => {
  expect(verdictIn(initial)).toBeUndefined()
  expect(verdictIn(follower({ log: logOf([{ value: 0, epoch: 1 }]), epochs: [{ epoch: 1, startOffset: 0 }] }))).toBe(
    undefined,
  )
})

test('S21 prime is seen to fail where another log has a record of the epoch there, or had one that was compacted', () => {
  const there = 'broker 1 gives offset 0 in epoch 0, and the log of broker 2 has a batch of that epoch there, or beyond'
  expect(verdictIn(follower({ log: logOf([{ value: 0, epoch: 0 }]), epochs }))).toBe(there)
  expect(verdictIn(follower({ log: nothingBelow(1), epochs }))).toBe(there)
})

test('S21 prime is seen to fail where a record of the epoch was committed there', () => {
  const past = { ...historyOf(initial.history, 0), truth: logOf([{ value: 0, epoch: 0 }]) }
  expect(verdictIn({ ...initial, history: { ...initial.history, partitions: [past] } })).toBe(
    'broker 1 gives offset 0 in epoch 0, and a record of that epoch was committed there, or beyond',
  )
})
