import { defaultSettings, type Settings } from '../../model/bounds'
import type { Decision } from '../../model/versions/decisions'
import { isKraft } from '../../model/versions/timeline'
import type { Runs } from '../../properties/scope'
import type { Differing } from '../questions/question'
import { changed } from '../records/changes'
import { moving, world } from '../records/pinned'
import { stored } from '../records/storage-bugs'

/** Bounds within which decisions are left out, one at a time. */
export interface AblationWorld {
  /** A word or two. Tables name the world in which something breaks soonest. */
  readonly name: string
  readonly settings: Partial<Settings>
  readonly bounds: NonNullable<Differing['bounds']>
  readonly runs?: Runs
  /** Decisions about what is on disk are asked about here, and no others. */
  readonly isOfDisk?: true
  /** These decisions are asked about here, and no others. */
  readonly about?: readonly Decision[]
  /** The most states that are searched, where it is not the usual number. */
  readonly states?: number
  /** So small that what must happen in the end is asked as well. */
  readonly asksLiveness?: true
  /** So small that `npm test` searches it. */
  readonly isSmall?: true
}

/** The worlds in which the decisions of a preset are left out. */
export const worldsFor = (kafka: string, elr: boolean): readonly AblationWorld[] => {
  if (!isKraft(kafka)) return [...small, ...ofZooKeeper, ...large, ...disk]
  const all = [...small, ...ofKraft, ...(elr ? ofElr : []), ...large, ...disk]
  return all.map((one) => ({ ...one, bounds: { ...one.bounds, kraft: { metadataLag: 2, elr } } }))
}

const one = { minIsr: 1 } as const
const two = { minIsr: 2 } as const
const tiny = { asksLiveness: true, isSmall: true } as const
const asked = { asksLiveness: true } as const

const minIsr1: Settings = { ...defaultSettings, minIsr: 1 }

const lagging = stored(2, 1, 2, { 'leader-move': 1, 'isr-shrink': 1 }, { retention: 0, time: 1 }, minIsr1)

const atMessages = (bounds: AblationWorld['bounds']): AblationWorld['bounds'] => ({ ...bounds, grain: 'message' })

const withDisk = ({
  settings = {},
  bounds = {},
}: ReturnType<typeof stored>): Pick<AblationWorld, 'settings' | 'bounds'> => ({ settings, bounds })

const onDisk = (made: ReturnType<typeof stored>): Pick<AblationWorld, 'settings' | 'bounds' | 'isOfDisk'> => ({
  ...withDisk(made),
  isOfDisk: true,
})

/** What goes wrong with either coordinator, the smallest first. */
const small: readonly AblationWorld[] = [
  { name: 'few copies', settings: two, bounds: world(1, 1, 1, {}), ...tiny },
  { name: 'shrink', settings: one, bounds: world(2, 2, 3, { 'isr-shrink': 1 }), ...asked },
  { name: 'shrink, 2 of 2', settings: two, bounds: world(2, 1, 3, { 'isr-shrink': 1 }), ...asked },
  { name: 'shrink, acks=1', settings: { ...two, acks: '1' }, bounds: world(2, 1, 3, { 'isr-shrink': 1 }), ...tiny },
  { name: 'cut link', settings: one, bounds: world(2, 1, 3, { 'isr-shrink': 1, 'cut-link': 1 }), ...asked },
  { name: 'reassignment', settings: one, bounds: moving(world(2, 1, 4, {}), [0], [1]), ...asked },
  { name: 'fewer replicas', settings: two, bounds: moving(world(2, 1, 3, {}), [0, 1], [1]), ...asked },
  { name: 'moves', settings: two, bounds: world(2, 2, 3, { 'leader-move': 2 }) },
  { name: 'crash', settings: two, bounds: world(2, 1, 2, { 'process-crash': 1 }) },
  { name: 'shutdown', settings: one, bounds: world(2, 1, 1, { 'clean-shutdown': 1 }), ...asked },
  { name: 'lag clock', settings: one, bounds: { ...world(2, 2, 1, { 'isr-shrink': 1 }), lagClock: true } },
]

/** These are asked about what has broken no safety property in those. */
const large: readonly AblationWorld[] = [
  {
    name: 'unclean election',
    ...{ settings: one, bounds: world(2, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }), runs: 'any' },
    about: ['mayElectUnclean'],
  },
  { name: 'messages', settings: two, bounds: atMessages(world(2, 1, 3, { 'leader-move': 2 })) },
  { name: 'moves of 3', settings: two, bounds: world(3, 1, 3, { 'leader-move': 2 }), states: 7000 },
]

const disk: readonly AblationWorld[] = [
  { name: 'disk: crash', ...onDisk(stored(2, 1, 2, { 'process-crash': 1 })) },
  { name: 'disk: power', ...onDisk(stored(2, 2, 1, { 'process-crash': 1, 'machine-crash': 1 })) },
  { name: 'disk: append', ...onDisk(stored(1, 2, 1, { 'io-error': 1 }, {}, minIsr1)) },
  {
    name: 'disk: load',
    ...onDisk(stored(2, 1, 3, { 'clean-shutdown': 1, 'crash-while-loading': 1 }, { retention: 1, time: 1 })),
  },
  { name: 'disk: retention', ...onDisk(stored(2, 2, 2, {}, { retention: 0, time: 1 })) },
  { name: 'disk: age', ...onDisk(stored(2, 1, 1, {}, { retention: 0, time: 1 }, minIsr1)), ...asked },
  {
    name: 'disk: compaction',
    ...onDisk(stored(2, 3, 3, { 'leader-move': 1 }, { keys: 1, cleanup: 'compact' })),
  },
  {
    name: 'disk: tombstones',
    ...onDisk(stored(1, 3, 1, {}, { keys: 3, tombstones: [0], time: 1, cleanup: 'compact' }, minIsr1)),
    ...asked,
  },
  {
    name: 'disk: old tombstones',
    ...onDisk(stored(2, 4, 1, {}, { keys: 2, tombstones: [2], old: [2], cleanup: 'compact' }, minIsr1)),
  },
  {
    name: 'disk: log start',
    ...onDisk(changed(stored(1, 2, 1, {}, { deletesRecords: true }, minIsr1), 'cleanup.policy=compact')),
    ...asked,
  },
  { name: 'disk: behind', ...onDisk({ ...lagging, bounds: atMessages({ ...lagging.bounds }) }) },
  {
    name: 'disk: unclean',
    ...onDisk(
      changed(
        stored(2, 1, 3, { 'process-crash': 1, 'isr-shrink': 1 }, {}, minIsr1),
        'unclean.leader.election.enable=true',
      ),
    ),
    ...asked,
  },
]

/** Requests of a controller, and writes to ZooKeeper. */
const ofZooKeeper: readonly AblationWorld[] = [
  { name: 'crash, 3 epochs', settings: two, bounds: world(2, 1, 3, { 'process-crash': 1 }), ...asked },
  { name: 'zombie', settings: one, bounds: world(2, 1, 2, { 'cut-off': 1 }), ...asked },
  { name: 'lost answer', settings: two, bounds: world(3, 2, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }) },
  {
    name: 'repeated',
    settings: one,
    bounds: world(2, 1, 2, { 'process-crash': 2, 'repeated-request': 1 }),
    states: 3500,
  },
  {
    name: 'reassigned back',
    ...{ settings: one, bounds: moving(world(2, 1, 4, { 'repeated-request': 1 }), [0, 1], [0], [0, 1]) },
  },
  { name: 'crash, shrink', settings: one, bounds: world(2, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }) },
  { name: 'power', settings: two, bounds: world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 }) },
  {
    name: 'move, shrink',
    ...{ settings: two, bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }), states: 12_000 },
    about: ['leaderEpochStartOffset', 'mayJoinIsr'],
  },
  {
    name: 'more messages',
    ...{ settings: two, bounds: atMessages(world(2, 1, 4, { 'leader-move': 3 })), states: 13_000 },
    about: ['acceptsEpochEndOffset'],
  },
]

/** The metadata log, and AlterPartition. */
const ofKraft: readonly AblationWorld[] = [
  { name: 'session', settings: two, bounds: world(2, 1, 3, { 'session-expiry': 1 }), ...asked },
  {
    name: 'lost proposal',
    ...{ settings: one, bounds: world(2, 2, 3, { 'isr-shrink': 1, 'lost-alter-partition': 1 }), ...asked },
  },
  { name: 'min-isr lowered', ...withDisk(changed(stored(2, 1, 1, { 'isr-shrink': 1 }), 'min.insync.replicas=1')) },
  { name: 'shutdown, shrink', settings: one, bounds: world(2, 1, 1, { 'clean-shutdown': 1, 'isr-shrink': 1 }) },
  {
    name: 'crash, rejoin',
    ...{ settings: one, bounds: world(2, 1, 1, { 'process-crash': 1, 'isr-shrink': 1 }), states: 6500 },
    about: ['barsFromIsr', 'isEligibleForIsr', 'sendsBrokerEpochs', 'acceptsFetchOf', 'registrationTouchesIsr'],
  },
  {
    name: 'failover',
    ...{ settings: one, bounds: world(2, 1, 1, { 'isr-shrink': 1, 'controller-failover': 1 }), ...asked },
    about: ['refusesLeaderAhead'],
  },
  {
    name: 'failed directory',
    ...{ settings: two, bounds: world(2, 1, 3, { 'clean-shutdown': 1, 'directory-failure': 1 }), states: 12_000 },
    about: ['hearsOfDirectories', 'createsWhileOffline', 'createsOfflineAgain'],
  },
  { name: 'joins of 3', settings: one, bounds: moving(world(3, 1, 3, { 'isr-shrink': 1 }), [0, 1], [0, 2]) },
  {
    name: 'replaced',
    ...{ settings: one, bounds: moving(world(3, 1, 4, { 'isr-shrink': 1 }), [0, 1], [1, 2]) },
    about: ['completesReassignment'],
  },
  {
    name: 'fewer of 3',
    ...{ settings: two, bounds: moving(world(3, 1, 3, { 'isr-shrink': 1 }), [0, 1, 2], [0, 1]) },
    about: ['completesReassignment'],
  },
]

/** Eligible leader replicas, and the last known leader. */
const ofElr: readonly AblationWorld[] = [
  { name: 'power, eligible', settings: two, bounds: world(2, 1, 1, { 'machine-crash': 1 }), ...asked },
  {
    name: 'all go',
    ...{ settings: one, bounds: world(2, 1, 3, { 'process-crash': 1, 'clean-shutdown': 1 }) },
    about: ['lastKnownLeaderMustBeActive', 'remembersLastLeader'],
  },
]
