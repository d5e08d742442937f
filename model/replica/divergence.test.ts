/**
 * Truncation by the answer to a fetch: what a follower of 2.8 asks, what its leader answers, and what it does then. Partition.readRecords,
 * AbstractFetcherThread.partitionFetchState and truncateOnFetchResponse (2.8.2).
 */
import type { Machine } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { idle, replicaOf, withReplica } from '../cluster'
import type { Config } from '../config'
import { kafka } from '../machine'
import { refusal } from '../play'
import type { Cluster, Replica } from '../state'
import { allAmendments, preset } from '../versions/timeline'
import { latestEpoch, logEnd } from './disk'
import { isDiverging, truncatedAsTold } from './divergence'
import { logOf } from './log'

type Model = Machine<Cluster, Action>

const machineOf = (
  release: string,
  put: readonly string[] = [],
  grain: 'atomic' | 'message' = 'message',
  without: readonly string[] = [],
  fetchRecords = 1,
): Model => {
  const protocol = preset(release, { without, with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const world = bounds({ brokers: 2, records: 5, epochs: 7, grain, fetchRecords })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

/** The log of a broker: the epoch of each record; its cache has these, and the further ones that began at the log end. */
const diskWith = (
  disk: Replica['disk'],
  records: readonly number[],
  empty: readonly number[] = [],
): Replica['disk'] => ({
  ...disk,
  log: logOf(records.map((epoch, value) => ({ value, epoch }))),
  epochs: [
    ...records.flatMap((epoch, offset) => (epoch === records[offset - 1] ? [] : [{ epoch, startOffset: offset }])),
    ...empty.map((epoch) => ({ epoch, startOffset: records.length })),
  ],
})

interface Logs {
  readonly leader: readonly number[]
  readonly follower: readonly number[]
  /** Epochs that the follower began as leader, without a record. */
  readonly empty?: readonly number[]
}

/** Broker 1 leads epoch 5, and broker 2 fetches from it. */
const facing = ({ initial }: Model, { leader, follower, empty = [] }: Logs): Cluster => {
  const [ahead, behind] = [replicaOf(initial, 0, 0), replicaOf(initial, 1, 0)]
  const leads = { ...ahead, leaderEpoch: 5, disk: diskWith(ahead.disk, leader, [5]) }
  const follows = {
    ...behind,
    leaderEpoch: 5,
    fetcher: 'fetching' as const,
    disk: diskWith(behind.disk, follower, empty),
  }
  return withReplica(withReplica(initial, 0, 0, leads), 1, 0, follows)
}

const take = ({ actions, fire }: Model, from: Cluster, lines: readonly string[]): Cluster =>
  lines.reduce((before, line) => {
    const action = actions.parse(line)
    if (action === undefined) throw new Error(`"${line}" is no action`)
    const next = fire(before, action)
    if (isRefused(next)) throw new Error(`"${line}" is refused: ${next.refused}`)
    return next
  }, from)

const [ASK, SERVE, GET] = [
  'broker 2 sends a fetch to its leader',
  'broker 1 serves broker 2',
  'broker 2 gets the answer of broker 1',
]

/** Where the follower's log ends after each of some exchanges, until the leader has something to count. */
const endsAfter = (machine: Model, logs: Logs, exchanges: number): readonly number[] => {
  let cluster = facing(machine, logs)
  return Array.from({ length: exchanges }, () => {
    cluster = take(machine, cluster, [ASK, SERVE, GET])
    return logEnd(replicaOf(cluster, 1, 0).disk)
  })
}

test.each([
  ['ends later than its epoch at the leader', { leader: [1, 2], follower: [1, 1, 1] }, [1]],
  ['ends with an epoch that the leader never had', { leader: [1, 1, 4], follower: [1, 1, 2, 3] }, [2]],
  ['ends with an epoch between two of the leader', { leader: [1, 1, 3], follower: [1, 2, 2] }, [1]],
  ['is cut in two answers where one does not tell enough', { leader: [1, 3, 3], follower: [1, 2, 4, 4] }, [2, 1]],
] as const)('a follower whose log %s is told where to truncate', (_, logs, ends) =>
  expect(endsAfter(machineOf('2.8'), logs, ends.length)).toEqual(ends),
)

test('in one step it does the same', () => {
  const machine = machineOf('2.8', [], 'atomic')
  const cut = take(machine, facing(machine, { leader: [1, 2], follower: [1, 1, 1] }), [
    'broker 2 fetches from its leader',
  ])
  expect(logEnd(replicaOf(cut, 1, 0).disk)).toBe(1)
})

test('an epoch that the follower led without a record goes, though no record does', () => {
  const machine = machineOf('2.8')
  const cut = take(machine, facing(machine, { leader: [1, 1], follower: [1], empty: [3] }), [ASK, SERVE, GET])
  const { disk } = replicaOf(cut, 1, 0)
  expect([logEnd(disk), latestEpoch(disk)]).toEqual([1, 1])
})

test('the leader does not note the log end of a follower whose log diverges', () => {
  const machine = machineOf('2.8')
  const before = facing(machine, { leader: [1, 2], follower: [1, 1, 1] })
  const after = take(machine, before, [ASK, SERVE])
  expect(replicaOf(after, 0, 0)).toBe(replicaOf(before, 0, 0))
})

test('a leader that knows nothing of the epoch answers with OFFSET_OUT_OF_RANGE', () => {
  const machine = machineOf('2.8')
  const asked = take(machine, facing(machine, { leader: [1], follower: [1], empty: [6] }), [ASK, SERVE])
  expect(asked.brokers[1]?.fetcherRequests[0]?.[0]?.error).toBe('outOfRange')
})

test.each([
  ['2.6', machineOf('2.6')],
  ['2.7', machineOf('2.8', [], 'message', ['kip-595'])],
])('a follower of %s says nothing about its epoch', (_, older) => {
  const logs = { leader: [1, 2, 2, 2], follower: [1, 1, 1] }
  const asked = take(older, facing(older, logs), [ASK])
  expect(asked.brokers[1]?.fetcherRequests[0]?.[0]?.epoch).toBe(-1)
})

/** AbstractFetcherThread.processFetchRequest, maybeTruncateToEpochEndOffsets (2.8.0, 2.8.1) */
describe('the answer to a fetch of a broker that does not fetch any more', () => {
  const endOf = (
    put: readonly string[],
    logs: Logs,
    now: Partial<Replica>,
    steps: readonly string[] = [ASK, SERVE],
  ): number => {
    const machine = machineOf('2.8', put)
    const answered = take(machine, facing(machine, logs), steps)
    const changed = withReplica(answered, 1, 0, { ...replicaOf(answered, 1, 0), ...now })
    return logEnd(replicaOf(take(machine, changed, [GET]), 1, 0).disk)
  }
  const flaw = ['kafka-13207-flaw']
  const diverging = { leader: [1], follower: [1, 1] }
  const leads = { leader: 1, fetcher: 'none' } as const

  test('cuts the log that the broker leads by now before KAFKA-13207, and not since', () =>
    expect([endOf(flaw, diverging, leads), endOf([], diverging, leads)]).toEqual([1, 2]))

  test('cuts no log where it says nothing about it, nor where the broker follows the same leader', () => {
    expect(
      endOf(flaw, { leader: [1, 1], follower: [1] }, leads, [ASK, SERVE, 'broker 1 counts the fetch of broker 2']),
    ).toBe(1)
    expect(endOf(flaw, diverging, { fetcher: 'truncating' })).toBe(2)
  })
})

describe('the answer to a fetch that the follower sent in epoch 5, and that it gets in epoch 6,', () => {
  const late = (machine: Model, logs: Logs, leaderEpoch: number): Replica => {
    const asked = facing(machine, logs)
    const leader = { ...replicaOf(asked, 0, 0), leaderEpoch }
    const answered = take(machine, withReplica(take(machine, asked, [ASK]), 0, 0, leader), [SERVE])
    const moved = { ...replicaOf(answered, 1, 0), leaderEpoch: 6 }
    return replicaOf(take(machine, withReplica(answered, 1, 0, moved), [GET]), 1, 0)
  }
  const diverging = { leader: [1], follower: [1, 1] }

  test('cuts the log up to 3.9.0', () => expect(logEnd(late(machineOf('2.8'), diverging, 5).disk)).toBe(1))

  test('is dropped since KAFKA-18991', () => {
    const { disk, fetcher } = late(machineOf('2.8', ['kafka-18991']), diverging, 5)
    expect([logEnd(disk), fetcher]).toEqual([2, 'fetching'])
  })

  test('does not stop the follower if it is FENCED_LEADER_EPOCH', () =>
    expect(late(machineOf('2.8'), diverging, 6).fetcher).toBe('fetching'))
})

describe('an answer that says where the logs diverge', () => {
  const config = (release: string, without: readonly string[]): Config => {
    const protocol = preset(release, { without })
    if (protocol === undefined) throw new Error(`no release ${release}`)
    return { decide: protocol.decide, settings: defaultSettings, bounds: bounds({ brokers: 2 }) }
  }
  const { replicas } = facing(machineOf('2.8'), { leader: [1], follower: [1, 1] }).brokers[1] ?? {}
  const [follower] = replicas ?? []
  const told = (release: string, endOffset: number, without: readonly string[] = []): Replica | undefined => {
    const what = { epoch: 1, endOffset, highWatermark: 1, logStart: 0 }
    return follower && truncatedAsTold(config(release, without), follower, what, 0)
  }

  test('brings a high watermark, too, until KAFKA-14704', () => {
    expect([told('2.8', 1)?.highWatermark, told('2.8', 2)?.highWatermark]).toEqual([1, 1])
    expect([told('3.5', 1)?.highWatermark, told('3.5', 2)?.highWatermark]).toEqual([0, 0])
  })

  test('brings it even if there is nothing to cut, and changes nothing where it brings none', () => {
    const keepsEpochs = ['kafka-10706']
    expect(told('2.8', 2, keepsEpochs)?.highWatermark).toBe(1)
    expect(told('3.5', 2, keepsEpochs)).toBe(follower)
  })

  test('is one to a fetch', () => {
    expect(isDiverging({ ...idle, stage: 'fetched', endOffset: 1 })).toBe(true)
    expect(isDiverging({ ...idle, stage: 'epochResponse', endOffset: 1 })).toBe(false)
    expect(isDiverging({ ...idle, stage: 'fetched' })).toBe(false)
  })

  test('has no records, however many are asked for in one step', () => {
    const many = machineOf('2.8', [], 'atomic', [], 2)
    const apart = facing(many, { leader: [1, 2, 2, 2, 2], follower: [1, 1] })
    expect(refusal(many, apart, 'broker 2 fetches from its leader (records: 2)')).toMatch(/so many records/)
    const one = take(many, apart, ['broker 2 fetches from its leader (records: 1)'])
    expect(logEnd(replicaOf(one, 1, 0).disk)).toBe(1)
  })
})
