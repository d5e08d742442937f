/** The properties of KRaft have been seen to fail: each is shown the smallest world, or step, that breaks it. */
import { bounds, defaultSettings } from '../model/bounds'
import { replicaOf, withBroker, withReplica } from '../model/cluster'
import { kraftOf, newest, registrationOf, withAlterPartition, withRegistration } from '../model/coordinator/kraft/image'
import { idleAlterPartition } from '../model/coordinator/kraft/member'
import type { BrokerRegistration, MetadataImage, PartitionRegistration } from '../model/coordinator/kraft/state'
import type { Action } from '../model/actions'
import { logOf } from '../model/replica/log'
import type { Leadership } from '../model/state'
import { preset } from '../model/versions/timeline'
import { historyOf, type PartitionHistory, type World } from './history'
import { propertiesFor } from './ladder'
import { copiesGone } from './least-copies'
import type { Judged, WorldProperty } from './scope'
import { world } from './world'

const judgedAt = (release: string, elr: boolean): Judged => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const faults = { 'process-crash': 1, 'machine-crash': 1 }
  return {
    ...{ protocol, runs: 'clean', settings: { ...defaultSettings, minIsr: 2 } },
    bounds: bounds({ brokers: 3, records: 1, faults, kraft: { metadataLag: 2, elr } }),
  }
}

const judged = judgedAt('4.3', true)
const { initial } = world(judged)

const image = (before: World, changes: Partial<MetadataImage>): World => ({
  ...before,
  cluster: {
    ...before.cluster,
    coordinator: {
      ...before.cluster.coordinator,
      kraft: [{ ...kraftOf(before.cluster), images: [{ ...newest(before.cluster), ...changes }] }],
    },
  },
})

const agreed = (before: World, changes: Partial<PartitionRegistration>): World =>
  image(before, { partitions: [{ ...registrationOf(before.cluster, 0), ...changes }] })

const registered = (before: World, id: number, changes: Partial<BrokerRegistration>): World =>
  image(before, { brokers: withRegistration(before.cluster, id, changes) })

const leader = (before: World, changes: Partial<Leadership>): World => {
  const replica = replicaOf(before.cluster, 0, 0)
  const leadership = { ...replica.leadership, ...changes }
  return { ...before, cluster: withReplica(before.cluster, 0, 0, { ...replica, leadership }) }
}

const past = (before: World, changes: Partial<PartitionHistory>): World => ({
  ...before,
  history: { ...before.history, partitions: [{ ...historyOf(before.history, 0), ...changes }] },
})

const losing = (before: World, losses: number): World => ({ ...before, history: { ...before.history, losses } })

/** The leader has a record alone, below its high watermark. */
const alone = ((): World => {
  const replica = replicaOf(initial.cluster, 0, 0)
  const disk = { ...replica.disk, log: logOf([{ value: 0, epoch: 0 }]) }
  return { ...initial, cluster: withReplica(initial.cluster, 0, 0, { ...replica, disk, highWatermark: 1 }) }
})()

const committed = past(alone, { truth: logOf([{ value: 0, epoch: 0 }]) })

/** Broker 2 is about to join, and the leader counted what its process of epoch 0 has fetched. */
const proposing = ((): World => {
  const [broker] = initial.cluster.brokers
  if (broker === undefined) throw new Error('there is a broker')
  const request = { ...idleAlterPartition(judged.bounds), stage: 'request' as const, isr: 0b111, counted: [0, 0, 0] }
  const cluster = withBroker(initial.cluster, 0, withAlterPartition(broker, 0, request))
  return agreed({ ...initial, cluster }, { isr: 0b101 })
})()

const HANDLED: Action = { type: 'HandleAlterPartition', leader: 0, partition: 0 }

const verdict = (name: string, after: World, before = initial, of = judged, action = HANDLED): string | undefined => {
  const property = propertiesFor(of).find((one): one is WorldProperty => one.name.startsWith(`${name} `))
  if (property === undefined) throw new Error(`${name} says nothing about this`)
  if (property.kind === 'always') return property.check(after)
  return property.kind === 'step' ? property.check(before, action, after) : undefined
}

test("S9': a leader that is recovering shares the ISR with nobody", () => {
  expect(verdict("S9'", agreed(initial, { isRecovering: true }))).toBe(
    'the leader is recovering, and the ISR is {1 2 3}',
  )
  expect(verdict("S9'", agreed(initial, { isRecovering: true, isr: 0b001 }))).toBeUndefined()
})

describe('S10', () => {
  test('an eligible leader replica is not in the ISR', () =>
    expect(verdict('S10', agreed(initial, { isr: 0b001, elr: 0b011 }))).toBe(
      'the ISR is {1}, and the eligible leader replicas are {1 2}',
    ))

  test('there is none while the ISR is as large as min.insync.replicas', () => {
    expect(verdict('S10', agreed(initial, { isr: 0b011, elr: 0b100 }))).toMatch(/as large as min.insync.replicas=2/)
    expect(verdict('S10', agreed(initial, { isr: 0b001, elr: 0b110 }))).toBeUndefined()
  })

  test('the ISR may be empty only where there is no leader, and never without eligible leader replicas', () => {
    expect(verdict('S10', agreed(initial, { isr: 0 }))).toBe('the ISR is {}')
    expect(verdict('S10', agreed(initial, { isr: 0, leader: -1, elr: 0b111 }))).toBeUndefined()
    const without = judgedAt('4.3', false)
    expect(verdict('S10', agreed(initial, { isr: 0, leader: -1 }), initial, without)).toBe('the ISR is {}')
  })
})

describe('S13', () => {
  test('a leader waits for everybody in the agreed ISR', () => {
    expect(verdict('S13', leader(initial, { isr: 0b011 }))).toMatch(/waits for \{1 2\}, .* may elect any of \{1 2 3\}/)
    expect(verdict('S13', leader(initial, { isr: 0b011, pendingIsr: 0b111 }))).toBeUndefined()
  })

  test('and for eligible leader replicas only while its own ISR is as large as min.insync.replicas', () => {
    const eligible = agreed(initial, { isr: 0b001, elr: 0b110 })
    expect(verdict('S13', leader(eligible, { isr: 0b011 }))).toMatch(/may elect any of \{1 2 3\}/)
    expect(verdict('S13', leader(eligible, { isr: 0b001 }))).toBeUndefined()
  })

  test('says nothing about a leader of an earlier epoch', () =>
    expect(verdict('S13', agreed(leader(initial, { isr: 0b001 }), { leaderEpoch: 1 }))).toBeUndefined())
})

test('S14: an eligible leader replica that runs has every committed record', () =>
  expect(verdict('S14', agreed(committed, { isr: 0b001, elr: 0b010 }))).toMatch(
    /^broker 2 is an eligible leader replica and lacks offset 0/,
  ))

describe('S16', () => {
  test('no member of the ISR is fenced, or shuts down', () => {
    expect(verdict('S16', registered(initial, 1, { isFenced: true }))).toBe(
      'broker 2 is fenced, and the ISR is {1 2 3}',
    )
    expect(verdict('S16', registered(initial, 1, { inControlledShutdown: true }))).toMatch(/in controlled shutdown/)
  })

  test('but for the last one, without a leader, and without eligible leader replicas', () => {
    const last = agreed(registered(initial, 0, { isFenced: true }), { leader: -1, isr: 0b001 })
    expect(verdict('S16', last, initial, judgedAt('4.3', false))).toBeUndefined()
    expect(verdict('S16', last)).toMatch(/broker 1 is fenced/)
  })
})

test("S16': a member joins the ISR for what its present process has fetched", () => {
  const joined = agreed(proposing, { isr: 0b111 })
  expect(verdict("S16'", joined, proposing)).toBeUndefined()
  const returned = registered(proposing, 1, { epoch: 1 })
  expect(verdict("S16'", agreed(returned, { isr: 0b111 }), returned)).toMatch(/^broker 2 joined .* epoch 0 .* under 1$/)
})

describe("S17'", () => {
  test('a record that is committed is held by min.insync.replicas, but for machines that have lost records', () => {
    expect(verdict("S17'", committed, alone)).toBe('a of epoch 0 is committed with 1 of min.insync.replicas=2 copies')
    expect(verdict("S17'", losing(committed, 1), losing(alone, 1))).toBeUndefined()
  })

  test('is promised since 3.7', () => expect(() => verdict("S17'", committed, alone, judgedAt('3.5', false))).toThrow())
})

test('S18: an eligible leader replica has every committed record, whether it runs or not, unless a disk has lost records', () => {
  const eligible = agreed(committed, { isr: 0b001, elr: 0b010 })
  const [, broker] = eligible.cluster.brokers
  if (broker === undefined) throw new Error('there is a second broker')
  const down = { ...eligible, cluster: withBroker(eligible.cluster, 1, { ...broker, isUp: false }) }
  expect(verdict('S14', down)).toBeUndefined()
  expect(verdict('S18', down)).toMatch(/^broker 2 is an eligible leader replica and lacks offset 0/)
  expect(verdict('S18', losing(down, 1))).toBeUndefined()
})

describe('S29', () => {
  const moving: Judged = {
    ...judged,
    bounds: { ...judged.bounds, reassign: { replicas: [0, 1, 2], moves: [[1, 2]] } },
  }
  const { initial: start } = world(moving)
  const assignment = (replicas: readonly number[], adding = 0): PartitionRegistration['assignment'] => [
    { replicas, adding, removing: 0 },
  ]
  const left = (isr: number): World => agreed(start, { isr, assignment: assignment([1, 2]) })

  test('a reassignment leaves min.insync.replicas in the ISR', () => {
    expect(verdict('S29', left(0b010), start, moving)).toBe(
      'the ISR was {1 2 3}; {1} is removed, and {2} is left of it',
    )
    expect(verdict('S29', left(0b110), start, moving)).toBeUndefined()
  })

  test('or as many as there were, and as there are to be', () => {
    expect(verdict('S29', left(0b010), agreed(start, { isr: 0b001 }), moving)).toBeUndefined()
    const one = agreed(start, { isr: 0b010, assignment: assignment([1]) })
    expect(verdict('S29', one, start, moving)).toBeUndefined()
  })

  test('says nothing where new replicas are taken back', () => {
    const adding = agreed(start, { assignment: assignment([0, 1, 2], 0b110) })
    const back = agreed(start, { isr: 0b001, assignment: assignment([0]) })
    expect(verdict('S29', back, adding, moving)).toBeUndefined()
  })
})

describe('S17 and moving replicas', () => {
  const moving: Judged = {
    ...judged,
    bounds: { ...judged.bounds, reassign: { replicas: [0, 1, 2], moves: [[0], [0, 1, 2]] } },
  }
  const { initial: start } = world(moving)

  test.each([
    ['that are added again are not counted against a leader that has not heard of it', 0b110, 0],
    ['that its leader knows to be added are counted', 0b110, 0b110],
  ])('replicas %s', (_, adding, known) => {
    const was = agreed(start, { assignment: [{ replicas: [0, 1, 2], adding: known, removing: 0 }] })
    const before = newest(was.cluster)
    const now = { ...registrationOf(was.cluster, 0), assignment: [{ replicas: [0, 1, 2], adding, removing: 0 }] }
    const images = [before, { ...before, partitions: [now] }]
    const kraft = [{ ...kraftOf(was.cluster), images }]
    const cluster = { ...was.cluster, coordinator: { ...was.cluster.coordinator, kraft } }
    expect(copiesGone(0, cluster, 0)).toBe(known === 0 ? 2 : 0)
  })
})

test('nothing is broken at the beginning, and with ZooKeeper none of these says anything', () => {
  for (const name of ["S9'", 'S10', 'S13', 'S14', 'S16', "S16'", "S17'", 'S18'])
    expect(verdict(name, initial)).toBeUndefined()
  const { kraft: _, ...plain } = judged.bounds
  const names = propertiesFor({ ...judged, bounds: plain }).map(({ name }) => name.split(' ')[0])
  for (const name of ["S9'", 'S13', 'S16', "S16'", "S17'", 'S18']) expect(names).not.toContain(name)
})
