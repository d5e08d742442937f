/** What the controller makes of a partition. The cases of 4.0 to 4.3 were run with Kafka's own PartitionChangeBuilder. */
import { NONE } from '../../../kit/schema'
import { defaultKraftBounds } from './bounds'
import { configOf, type Asked } from './kraft.fixture'
import { changed, type Change } from './partition-change'
import type { PartitionRegistration } from './state'

const before = (changes: Partial<PartitionRegistration> = {}): PartitionRegistration => ({
  ...{ leader: 0, leaderEpoch: 2, isr: 0b111, partitionEpoch: 5 },
  ...{ assignment: [], elr: 0, lastKnownLeader: NONE, isRecovering: false, directories: [] },
  ...changes,
})

const change = (changes: Partial<Change>): Change => ({
  ...{ targetIsr: 0b111, acceptable: 0b111, order: [0, 1, 2] },
  ...changes,
})

const offline = { leader: NONE, isr: 0 }

const ask = (from: Partial<PartitionRegistration>, to: Partial<Change>, asked: Asked = {}): PartitionRegistration =>
  changed(configOf({ elr: true, ...asked }), before(from), change(to))

describe('a change', () => {
  test('of nothing is no record, and takes no epoch', () => {
    const one = before()
    expect(changed(configOf(), one, change({}))).toBe(one)
  })

  test('of the ISR by its leader takes a partition epoch, and a leader epoch only up to 3.5', () => {
    const shrunk = (kafka: string): readonly number[] => {
      const { leaderEpoch, partitionEpoch, leader } = ask({}, { targetIsr: 0b011 }, { kafka, elr: false })
      return [leader, leaderEpoch, partitionEpoch]
    }
    expect([shrunk('3.5'), shrunk('3.7')]).toEqual([
      [0, 3, 6],
      [0, 2, 6],
    ])
  })

  test('of the ISR leaves the replicas as they are', () => {
    const assignment = [{ replicas: [0, 1, 2], adding: 0, removing: 0 }]
    expect(ask({}, { targetIsr: 0b011 }).assignment).toEqual([])
    expect(ask({ assignment }, { targetIsr: 0b011 }).assignment).toEqual(assignment)
  })

  test('that takes the leader out elects the first of the replicas that may lead', () => {
    const without0 = { targetIsr: 0b110, acceptable: 0b110, order: [2, 0, 1] }
    expect(ask({}, without0)).toMatchObject({ leader: 2, leaderEpoch: 3, isr: 0b110, isRecovering: false })
  })

  test('keeps a leader that may lead, whatever replica is preferred', () =>
    expect(ask({ leader: 1 }, { targetIsr: 0b011 }).leader).toBe(1))

  test('for a preferred leader elects it if it is in the ISR, and else keeps the one there is', () => {
    expect(ask({}, { preferred: 2 }).leader).toBe(2)
    expect(ask({ isr: 0b011 }, { preferred: 2, targetIsr: 0b011 }).leader).toBe(0)
  })
})

test('an election of a preferred leader is never unclean', () => {
  const settings = { uncleanElection: true }
  const absent = { targetIsr: 0b001, acceptable: 0b100 }
  expect(ask({ isr: 0b001 }, absent, { settings }).leader).toBe(2)
  expect(ask({ isr: 0b001 }, { ...absent, preferred: 2 }, { settings }).leader).toBe(NONE)
})

describe('without eligible leader replicas', () => {
  const last = { isr: 0b001 }
  test('the last member of the ISR stays in it, without a leader, in a new leader epoch', () =>
    expect(ask(last, { targetIsr: 0, acceptable: 0 }, { elr: false })).toMatchObject({
      ...{ leader: NONE, leaderEpoch: 3, isr: 0b001, elr: 0, lastKnownLeader: NONE },
    }))
})

describe('with eligible leader replicas', () => {
  test('a cluster is explored where that is asked for, because an upgraded one has none', () =>
    expect(defaultKraftBounds.elr).toBe(false))

  test('whoever leaves an ISR that is then smaller than min.insync.replicas is one of them', () => {
    expect(ask({}, { targetIsr: 0b011 }).elr).toBe(0)
    expect(ask({ isr: 0b011 }, { targetIsr: 0b001 })).toMatchObject({ isr: 0b001, elr: 0b010 })
  })

  test('the last member leaves the ISR, is one of them, and is remembered as the last leader', () =>
    expect(ask({ isr: 0b001, elr: 0b010 }, { targetIsr: 0, acceptable: 0 })).toMatchObject({
      ...offline,
      ...{ elr: 0b011, lastKnownLeader: 0 },
    }))

  test('there are none any more once the ISR is as large as min.insync.replicas', () =>
    expect(ask({ isr: 0b001, elr: 0b110 }, { targetIsr: 0b011 })).toMatchObject({ isr: 0b011, elr: 0 }))

  test('a partition with fewer replicas than min.insync.replicas needs all of them in the ISR for there to be none', () => {
    const assignment = [{ replicas: [0, 1], adding: 0, removing: 0 }]
    const settings = { minIsr: 3 }
    expect(ask({ assignment, isr: 0b01, elr: 0b100 }, { targetIsr: 0b01 }, { settings }).elr).toBe(0b100)
    expect(ask({ assignment, isr: 0b01, elr: 0b100 }, { targetIsr: 0b11 }, { settings }).elr).toBe(0)
  })

  test('a replica that is removed is still one of them, and would not be with hypothetical-removed-not-eligible', () => {
    const removal = [
      { assignment: [{ replicas: [0, 1, 2], adding: 0, removing: 0 }], isr: 0b001, elr: 0b110 },
      { targetIsr: 0b001, targetAssignment: { replicas: [0, 1], adding: 0, removing: 0 } },
    ] as const
    const drops = { with: ['hypothetical-removed-not-eligible'] }
    expect([ask(...removal).elr, ask(...removal, drops).elr]).toEqual([0b110, 0b010])
    expect(ask({ isr: 0b011 }, { targetIsr: 0b001 }, drops).elr).toBe(0b010)
  })

  test('nobody becomes one of them where the feature is off', () =>
    expect(ask({ leader: NONE, isr: 0b001 }, { targetIsr: 0, acceptable: 0b001 }, { elr: false }).leader).toBe(NONE))

  test('one that may have lost records is none, neither in the ISR nor out of it', () =>
    expect(ask({ isr: 0b011, elr: 0b100 }, { targetIsr: 0b001, uncleanShutdown: 0b010 }).elr).toBe(0b100))

  test('one of them that is elected is the ISR, and not unclean; the others stay eligible', () =>
    expect(ask({ ...offline, elr: 0b110 }, { targetIsr: 0, acceptable: 0b010 })).toMatchObject({
      ...{ leader: 1, isr: 0b010, elr: 0b100, isRecovering: false },
    }))

  test('one that is stored is elected even where the feature is off, and the next record erases the others', () => {
    const off = { elr: false }
    const stored = { ...offline, elr: 0b110 }
    expect(ask(stored, { targetIsr: 0, acceptable: 0b010 }, off)).toMatchObject({ leader: 1, isr: 0b010 })
    expect(ask({ elr: 0b100, isr: 0b011 }, { targetIsr: 0b001 }, off).elr).toBe(0)
  })

  test('an active replica is elected uncleanly before one of them is back, where the topic allows that', () => {
    const absent = [
      { ...offline, elr: 0b010 },
      { targetIsr: 0, acceptable: 0b100 },
    ] as const
    expect(ask(...absent, { settings: { uncleanElection: true } })).toMatchObject({
      ...{ leader: 2, isr: 0b100, elr: 0, isRecovering: true },
    })
    expect(ask(...absent)).toMatchObject({ leader: NONE, elr: 0b010 })
  })
})

describe('the last known leader', () => {
  const known = { ...offline, lastKnownLeader: 2 }

  test('is elected once it is active, whatever the topic says about unclean elections', () => {
    expect(ask(known, { targetIsr: 0, acceptable: 0b001 })).toMatchObject({ leader: NONE, leaderEpoch: 2 })
    expect(ask(known, { targetIsr: 0, acceptable: 0b100 })).toMatchObject({
      ...{ leader: 2, isr: 0b100, isRecovering: true, lastKnownLeader: NONE },
    })
  })

  test('is elected while it is fenced at 4.0, and since 4.1 only if it is active', () => {
    const fenced = (kafka: string): number => ask(known, { targetIsr: 0, acceptable: 0 }, { kafka }).leader
    expect(['4.0', '4.1', '4.3'].map(fenced)).toEqual([2, NONE, NONE])
  })

  test('is not asked for while somebody is in the ISR, nor where the feature is off', () => {
    const isBack = { targetIsr: 0, acceptable: 0b100 }
    expect(ask({ ...known, isr: 0b010 }, { ...isBack, targetIsr: 0b010 }).leader).toBe(NONE)
    expect(ask(known, isBack, { elr: false }).leader).toBe(NONE)
  })

  test('is unknown at 4.0 where the last member of the ISR may have lost records: nobody is elected', () =>
    expect(
      ask({ isr: 0b001 }, { targetIsr: 0, acceptable: 0, uncleanShutdown: 0b001 }, { kafka: '4.0' }),
    ).toMatchObject({
      ...offline,
      ...{ elr: 0, isRecovering: false },
    }))

  test('is not asked for while there is an eligible leader replica', () =>
    expect(ask({ ...known, elr: 0b010 }, { targetIsr: 0, acceptable: 0b100 }).leader).toBe(NONE))

  test('is unknown of a partition that had lost its leader before: it stays offline', () => {
    const leaderless = { leader: NONE, isr: 0b010 }
    const returned = { targetIsr: 0, acceptable: 0, uncleanShutdown: 0b010 }
    for (const kafka of ['4.1', '4.3'])
      expect(ask(leaderless, returned, { kafka })).toMatchObject({ ...offline, elr: 0, lastKnownLeader: NONE })
  })
})

test('a leader that was elected uncleanly has recovered with its first AlterPartition', () => {
  const recovering = { isr: 0b001, isRecovering: true }
  expect(ask(recovering, { targetIsr: 0b001 }).isRecovering).toBe(true)
  expect(ask(recovering, { targetIsr: 0b011, hasRecovered: true }).isRecovering).toBe(false)
})

describe('with replicas that move', () => {
  const still = { replicas: [0, 1, 2], adding: 0, removing: 0 }
  const assigned = (assignment: typeof still): Partial<PartitionRegistration> => ({
    isr: 0b101,
    assignment: [assignment],
  })

  test('a change of nothing is no record, also where it names the same replicas', () => {
    const one = before(assigned(still))
    expect(changed(configOf(), one, change({ targetIsr: 0b101, targetAssignment: { ...still } }))).toBe(one)
  })

  test.each([
    ['that one is to go', { ...still, removing: 0b100 }],
    ['that one is new', { ...still, adding: 0b010 }],
    ['their order', { ...still, replicas: [0, 2, 1] }],
    ['that there is one more', { ...still, replicas: [0, 1, 2, 3] }],
  ])('a record says %s', (_, targetAssignment) => {
    const after = ask(assigned(still), { targetIsr: 0b101, targetAssignment })
    expect(after).toMatchObject({ assignment: [targetAssignment], leader: 0, leaderEpoch: 2, partitionEpoch: 6 })
  })

  test('the leader goes on under a new leader epoch once one of them is gone', () => {
    const going = { ...still, removing: 0b100 }
    expect(ask({ assignment: [going] }, {})).toMatchObject({
      ...{ leader: 0, leaderEpoch: 3, isr: 0b011, assignment: [{ replicas: [0, 1], adding: 0, removing: 0 }] },
    })
  })
})

test('up to 3.5 a larger ISR takes no leader epoch either', () => {
  const old = { kafka: '3.5', elr: false }
  expect(ask({ isr: 0b011 }, {}, old)).toMatchObject({ leaderEpoch: 2, partitionEpoch: 6, isr: 0b111 })
})

test('that a leader has recovered is a record of its own', () =>
  expect(ask({ isRecovering: true }, { hasRecovered: true })).toMatchObject({ partitionEpoch: 6, isRecovering: false }))
