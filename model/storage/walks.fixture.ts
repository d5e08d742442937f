/** Generated schedules of a leader and a follower with logs on disk. After each step a claim is asked whether it is wrong. */
import fc from 'fast-check'
import { isRefused, type Refused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { kafka } from '../machine'
import type { Cluster } from '../state'
import { allAmendments, preset } from '../versions/timeline'
import type { Decisions } from '../versions/decisions'
import { defaultLogConfig, type LogConfig } from './segment'
import type { StorageBounds, TopicConfig } from './storage-bounds'

/** A world in which walks are taken. */
export interface World {
  readonly machine: Machine<Cluster, Action>
  readonly storage: StorageBounds
  readonly decide: Decisions
}

/** A step of a walk; where it was refused, there is no state after it. */
export interface Step extends World {
  readonly before: Cluster
  readonly action: Action
  /** The configuration in force before it. */
  readonly log: LogConfig
  readonly after: Cluster | Refused
}

const RECORDS = 9

/** Three keys, one of them none; every third record is a tombstone; sizes and times that make segments end for both reasons. */
const workload = Array.from({ length: RECORDS }, (_, value) => ({
  key: ['k', 'l', 'k', null][value % 4] ?? null,
  value: value % 3 === 2 ? null : `v${value}`,
  timestamp: 100 + ((value * 5) % 7),
  size: 62 + ((value * 7) % 31),
}))

const USUAL = { ...defaultLogConfig, segmentBytes: 190, minCleanableDirtyRatio: 0, deleteRetentionMs: 2 }

const worldOf = (
  release: string,
  put: readonly string[],
  first: Partial<LogConfig>,
  ...others: readonly Partial<LogConfig>[]
): World => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const configOf = (differing: Partial<LogConfig>): TopicConfig => ({
    ...{ log: { ...USUAL, ...differing }, minIsr: 1, uncleanElection: false },
  })
  const storage: StorageBounds = {
    workload,
    configs: [configOf(first), ...others.map(configOf)],
    ...{ moments: [100, 103, 106, 109, 112], deletesRecords: true },
  }
  const faults = {
    ...{ 'process-crash': 1, 'machine-crash': 1, 'clean-shutdown': 1, 'lost-checkpoint': 1, 'leader-move': 1 },
    ...{ 'io-error': 1, pause: 1 },
  }
  const world = bounds({ brokers: 2, records: RECORDS, fetchRecords: 3, controlledShutdown: 'no', faults, storage })
  return {
    ...{ storage, decide: protocol.decide },
    machine: kafka({ protocol, settings: defaultSettings, bounds: world }),
  }
}

const worlds: readonly World[] = [
  worldOf('2.1', ['kafka-13194', 'kip-534', 'kafka-17076'], { cleanupPolicy: 'compact', segmentMs: 4 }),
  worldOf('2.1', ['kip-534'], { cleanupPolicy: 'compact,delete', retentionMs: 4, segmentMs: 4 }),
  worldOf('2.1', [], { cleanupPolicy: 'compact', segmentBytes: 250, minCleanableDirtyRatio: 0.3 }),
  worldOf('2.1', [], { cleanupPolicy: 'delete', retentionMs: 1, segmentMs: 4 }, { cleanupPolicy: 'compact' }),
]

/** What is tried, and how often. */
const tried: Readonly<Partial<Record<Action['type'], number>>> = {
  ...{ Produce: 24, Fetch: 48, PassTime: 4, CleanLog: 24, DeleteOldSegments: 6, DeleteRecords: 6, FlushSegments: 6 },
  ...{ CheckpointLogStart: 4, CheckpointRecoveryPoint: 4, CheckpointHighWatermark: 4, ProcessCrash: 1 },
  ...{
    MachineCrash: 1,
    StopUnasked: 1,
    FailIndex: 1,
    HaltFailed: 12,
    Pause: 2,
    WakeUp: 6,
    Start: 24,
    ChangeConfig: 2,
    MoveLeader: 4,
    BrokerFailure: 4,
    BrokerStartup: 12,
  },
  ...{ HandleLeaderAndIsr: 24, Truncate: 24 },
}

const drawn = fc.tuple(
  fc.nat({ max: worlds.length - 1 }),
  fc.array(
    fc.tuple(
      fc.oneof(
        ...Object.entries(tried).map(([type, weight]) => ({ weight, arbitrary: fc.constant(type as Action['type']) })),
      ),
      fc.nat({ max: 719 }),
    ),
    { minLength: 60, maxLength: 90 },
  ),
)

type Walk = readonly Step[]

const walked = ([place, picks]: readonly [number, readonly (readonly [Action['type'], number])[]]): Walk => {
  const world = worlds[place] as World
  const { machine, storage } = world
  const ofType = new Map(machine.actions.kinds.map(({ type, actions }) => [type, actions]))
  const walk: Step[] = []
  let before = machine.initial
  for (const [type, pick] of picks) {
    const all = ofType.get(type) ?? []
    const first = pick % all.length
    for (const action of [...all.slice(first), ...all.slice(0, first)]) {
      const after = machine.fire(before, action)
      const { log } = storage.configs[before.configVersion] as TopicConfig
      walk.push({ ...world, before, action, log, after })
      if (isRefused(after)) continue
      before = after
      break
    }
  }
  return walk
}

/** Walks, the same ones each time. */
export const drawWalks = (walks: number): readonly Walk[] =>
  fc.sample(drawn, { numRuns: walks, seed: 17 }).map((one) => walked(one))
