/** Every property has been seen to fail: each is shown the smallest world, or step, that breaks it. */
import { bounds } from '../model/bounds'
import { replicaOf, withReplica } from '../model/cluster'
import { stateOf, type PartitionState } from '../model/coordinator/coordinator'
import { logOf } from '../model/replica/log'
import type { Action } from '../model/actions'
import type { Disk } from '../model/replica/disk'
import { smallStorage } from '../model/storage/storage-bounds'
import type { LogRecord } from '../model/values'
import type { Replica } from '../model/state'
import { preset } from '../model/versions/timeline'
import { ladder, propertiesFor } from './ladder'
import type { Judged, WorldProperty } from './scope'
import { historyOf, type PartitionHistory, type World } from './history'
import { world } from './world'

const protocol = preset('2.1')
if (protocol === undefined) throw new Error('2.1 is a release')
const judged: Judged = {
  protocol,
  settings: { acks: 'all', minIsr: 2, uncleanElection: true },
  bounds: bounds({ faults: { 'machine-crash': 2 } }),
  runs: 'clean',
}
const initial = world(judged).initial

const a: LogRecord = { value: 0, epoch: 0 }
const b: LogRecord = { value: 1, epoch: 0 }
const c: LogRecord = { value: 1, epoch: 1 }

/** A broker whose replica differs. */
const replica = (before: World, id: number, changes: Partial<Replica>): World => ({
  ...before,
  cluster: withReplica(before.cluster, id, 0, { ...replicaOf(before.cluster, id, 0), ...changes }),
})

const disk = (records: readonly LogRecord[], changes: Partial<Disk> = {}): Disk => ({
  ...{ log: logOf(records), epochs: [{ epoch: 0, startOffset: 0 }], highWatermark: 0, recoveryPoint: 0, files: [] },
  ...changes,
})

const log = (before: World, id: number, ...records: LogRecord[]): World =>
  replica(before, id, { disk: disk(records), highWatermark: records.length })

const past = (before: World, changes: Partial<PartitionHistory>): World => ({
  ...before,
  history: { ...before.history, partitions: [{ ...historyOf(before.history, 0), ...changes }] },
})

const losing = (before: World, losses: number): World => ({ ...before, history: { ...before.history, losses } })

const agreed = (before: World, changes: Partial<PartitionState>): World => ({
  ...before,
  cluster: {
    ...before.cluster,
    coordinator: { ...before.cluster.coordinator, znodes: [{ ...stateOf(before.cluster, 0), ...changes }] },
  },
})

const NOTHING: Action = { type: 'Fetch', follower: 1, records: 1, partition: 0 }

/** One breach: what was, what happened, and what is. */
interface Breach {
  readonly name: string
  readonly before?: World
  readonly action?: Action
  readonly after: World
}

const committed = past(log(initial, 0, a), { truth: logOf([a]) })

const breaches: readonly Breach[] = [
  { name: 'S9 leader in ISR', after: agreed(initial, { isr: 0b110 }) },
  { name: 'S10 ISR within the replicas', after: agreed(initial, { isr: 0 }) },
  { name: 'S6 one leader an epoch', after: replica(initial, 1, { leader: 1 }) },
  { name: 'S6 epochs never fall', before: replica(initial, 1, { leaderEpoch: 1 }), after: initial },
  {
    name: 'S7 epoch cache monotone',
    after: replica(initial, 1, {
      disk: disk([a], {
        epochs: [
          { epoch: 1, startOffset: 0 },
          { epoch: 1, startOffset: 1 },
        ],
      }),
    }),
  },
  { name: 'S8 epoch cache agrees with the log', after: replica(initial, 1, { disk: disk([a], { epochs: [] }) }) },
  { name: 'S5 epoch and offset are unique', after: log(log(initial, 0, a), 1, b) },
  { name: 'S19 ISR members truncate nothing committed', before: log(committed, 1, a), after: committed },
  { name: 'S14 ISR complete', after: committed },
  { name: 'S12 strong ISR', after: committed },
  { name: 'S11 weak ISR', after: committed },
  { name: 'S15 leader complete', before: committed, after: agreed(committed, { leader: 1, leaderEpoch: 1 }) },
  { name: "S4' log prefix", after: log(log(initial, 0, a, c), 1, b, c) },
  { name: 'S4 log matching', after: log(log(initial, 0, a), 1, c) },
  { name: 'S3 high watermark monotonic', before: committed, after: replica(committed, 0, { highWatermark: 0 }) },
  { name: 'S3 high watermark monotonic', after: replica(initial, 0, { highWatermark: 1 }) },
  {
    name: 'S17 acknowledged by min.insync.replicas',
    before: committed,
    after: past(committed, { acknowledged: 0b1 }),
  },
  { name: 'S1 no acknowledged loss', after: past(initial, { acknowledged: 0b1 }) },
  {
    name: 'S2 read stability',
    before: past(log(initial, 0, b), { truth: logOf([a]) }),
    action: { type: 'ConsumerFetch', broker: 0, partition: 0 },
    after: past(log(initial, 0, b), { truth: logOf([a]) }),
  },
]

const verdict = (
  property: WorldProperty,
  { before = initial, action = NOTHING, after }: Breach,
): string | undefined => {
  if (property.kind === 'always') return property.check(after)
  return property.kind === 'step' ? property.check(before, action, after) : undefined
}

const named = (name: string, runs: Judged['runs'] = 'clean'): WorldProperty => {
  const found = propertiesFor({ ...judged, runs }).find((property) => property.name === name)
  if (found === undefined) throw new Error(`no property is named ${name}`)
  return found
}

test.each(breaches)('$name is seen to fail, and says how', (breach) => {
  expect(verdict(named(breach.name), breach)).toMatchSnapshot()
  expect(verdict(named(breach.name), breach)).toMatch(/^[a-z].* .*[^.]$/)
})

/** Those about the log on disk break in lab/records/storage-bugs.ts and compaction-bugs.ts. */
const ofStorage = ((): readonly string[] => {
  const small = { segmentRecords: 1, keys: 1, tombstones: [1], old: [], retention: 1, time: 1, deletesRecords: false }
  const storage = smallStorage({ ...small, cleanup: 'compact,delete' }, judged.settings)
  const plain = propertiesFor(judged).map(({ name }) => name)
  return propertiesFor({ ...judged, bounds: { ...judged.bounds, storage } })
    .map(({ name }) => name)
    .filter((name) => !plain.includes(name))
})()

/** Those about KRaft: kraft.test.ts. */
const ofKraft = ["S9'", 'S13', 'S16', "S16'", "S17'", 'S18']

/** About replicas that move with KRaft: kraft.test.ts. */
const ofMoves = ['S29']

test('every property of the ladder is among those seen to fail, or about the log on disk, or about KRaft', () => {
  const names = propertiesFor(judged).map(({ name }) => name)
  expect(names.length + ofStorage.length + ofKraft.length + ofMoves.length).toBe(
    ladder.flatMap(({ properties }) => properties).length,
  )
  expect([...new Set(breaches.map(({ name }) => name))].sort()).toEqual([...names].sort())
})

test('nothing is broken at the beginning', () => {
  for (const property of propertiesFor(judged)) expect(verdict(property, { name: '', after: initial })).toBeUndefined()
})

test('what is promised in clean runs is not judged after an unclean election, or too many losses', () => {
  const breach = breaches.find(({ name }) => name === 'S14 ISR complete')
  if (breach === undefined) throw new Error('S14 is seen to fail')
  for (const after of [past(breach.after, { hadUncleanElection: true }), losing(breach.after, 2)]) {
    const unclean = { ...breach, after }
    expect(verdict(named('S14 ISR complete'), unclean)).toBeUndefined()
    expect(verdict(named('S14 ISR complete', 'any'), unclean)).toBeDefined()
  }
})
