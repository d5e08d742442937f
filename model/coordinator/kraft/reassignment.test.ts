/** Replicas that move with KRaft: more of them, fewer, others, and back. */
import { replicaOf } from '../../cluster'
import { registrationOf } from './image'
import { played, type Asked, type Played } from './kraft.fixture'
import { NOT_FETCHED, type KraftAssignment, type PartitionRegistration } from './state'

const moving = (replicas: readonly number[], ...moves: readonly (readonly number[])[]): Asked => ({
  settings: { minIsr: 1 },
  bounds: { brokers: 3, records: 1, reassign: { replicas, moves } },
})

const ASKED = 'administrator asks for the next replicas'

const registered = ({ state }: Played): PartitionRegistration => registrationOf(state, 0)
const assigned = (one: Played): KraftAssignment | undefined => registered(one).assignment[0]

/** A new replica hears of it, fetches from broker 1, and is let into the ISR. */
const joins = (broker: number): string => `
  broker 1 replays the metadata log (0 behind)
  broker ${broker} replays the metadata log (0 behind)
  broker ${broker} truncates
  broker ${broker} fetches from its leader
  controller handles the AlterPartition of broker 1`

describe('more replicas', () => {
  const asked = played(ASKED, moving([0], [0, 1, 2]))

  test('are assigned at once, and the leader epoch stays', () => {
    expect(assigned(asked)).toEqual({ replicas: [0, 1, 2], adding: 0b110, removing: 0 })
    expect(registered(asked)).toMatchObject({ isr: 0b001, leaderEpoch: 0 })
  })

  test('are nothing new about those that there were: the leader keeps what it knows of them', () => {
    const { state } = played(
      `producer sends a record to broker 1
      broker 2 fetches from its leader
      broker 2 fetches from its leader
      ${ASKED}
      broker 1 replays the metadata log (0 behind)`,
      moving([0, 1], [0, 1, 2]),
    )
    expect(replicaOf(state, 0, 0).leadership).toMatchObject({
      ...{ unassigned: 0, remoteLogEnds: [-1, 1, -1], remoteBrokerEpochs: [NOT_FETCHED, 0, NOT_FETCHED] },
    })
  })

  test('are complete once the last of them is in the ISR', () => {
    const one = asked.then(joins(2))
    expect(assigned(one)?.adding).toBe(0b110)
    const both = one.then(`broker 1 gets the answer to its AlterPartition${joins(3)}`)
    expect(assigned(both)).toEqual({ replicas: [0, 1, 2], adding: 0, removing: 0 })
    expect(registered(both)).toMatchObject({ isr: 0b111, leaderEpoch: 0 })
  })
})

describe('fewer replicas', () => {
  const asked = played(ASKED, moving([0, 1, 2], [0, 1]))

  test('are complete at once where all that stay are in the ISR, in a new leader epoch', () => {
    expect(assigned(asked)).toEqual({ replicas: [0, 1], adding: 0, removing: 0 })
    expect(registered(asked)).toMatchObject({ isr: 0b011, leader: 0, leaderEpoch: 1 })
  })

  test('a broker that is none any more deletes its log, and knows no leader; its leader forgets it', () => {
    const heard = asked.then(
      'broker 3 replays the metadata log (0 behind)\nbroker 1 replays the metadata log (0 behind)',
    )
    expect(replicaOf(heard.state, 2, 0)).toMatchObject({ leader: -1, fetcher: 'none', disk: { log: { length: 0 } } })
    expect(replicaOf(heard.state, 0, 0).leadership).toMatchObject({ unassigned: 0b100, remoteLogEnds: [-1, 0, -1] })
  })

  test('its leader forgets also which process of it has fetched', () => {
    const { state } = played(
      `producer sends a record to broker 1
      broker 3 fetches from its leader
      broker 3 fetches from its leader
      ${ASKED}
      broker 1 replays the metadata log (0 behind)`,
      moving([0, 1, 2], [0, 1]),
    )
    expect(replicaOf(state, 0, 0).leadership.remoteBrokerEpochs[2]).toBe(NOT_FETCHED)
  })

  test.each([
    ['4.3', { adding: 0, removing: 0b001, isr: 0b101 }],
    ['3.9', { adding: 0, removing: 0b001, isr: 0b101 }],
    ['3.7', { adding: 0, removing: 0, isr: 0b100 }],
  ])('%s: where one that stays is out of the ISR', (kafka, { isr, ...lists }) => {
    const out = played(
      `producer sends a record to broker 1
      broker 1 drops lagging broker 2 from the ISR
      controller handles the AlterPartition of broker 1
      ${ASKED}`,
      { ...moving([0, 1, 2], [1, 2]), kafka },
    )
    expect(assigned(out)).toMatchObject(lists)
    expect(registered(out).isr).toBe(isr)
  })
})

describe('other replicas', () => {
  test('come before the old ones, which stay until the new ones are in the ISR; the leader moves with them', () => {
    const asked = played(ASKED, moving([0, 1], [2]))
    expect(assigned(asked)).toEqual({ replicas: [2, 0, 1], adding: 0b100, removing: 0b011 })
    const done = asked.then(joins(3))
    expect(assigned(done)).toEqual({ replicas: [2], adding: 0, removing: 0 })
    expect(registered(done)).toMatchObject({ leader: 2, isr: 0b100, leaderEpoch: 1 })
  })

  test('in another order are assigned at once, and nobody is told to lead', () => {
    const asked = played(ASKED, moving([0, 1, 2], [2, 1, 0]))
    expect(assigned(asked)).toEqual({ replicas: [2, 1, 0], adding: 0, removing: 0 })
    expect(registered(asked)).toMatchObject({ leader: 0, leaderEpoch: 0 })
  })
})

describe('a broker without a replica', () => {
  test('never has one, whatever it hears of the partition', () => {
    const { state } = played(`${ASKED}\nbroker 3 replays the metadata log (0 behind)`, moving([0], [0, 1]))
    expect(replicaOf(state, 2, 0)).toMatchObject({ leader: -1, fetcher: 'none' })
  })

  test('deletes its log with the first metadata that it replays, where it lost the replica while it was down', () => {
    const asked = moving([0, 1], [0])
    const started = played(
      `producer sends a record to broker 1
      broker 2 fetches from its leader
      the process of broker 2 crashes
      controller fences broker 2
      ${ASKED}
      broker 2 starts`,
      { ...asked, bounds: { ...asked.bounds, faults: { 'process-crash': 1 } } },
    )
    expect(replicaOf(started.state, 1, 0)).toMatchObject({ disk: { log: { length: 1 } } })
    const replayed = started.then('broker 2 replays the metadata log (0 behind)')
    expect(replicaOf(replayed.state, 1, 0)).toMatchObject({ leader: -1, disk: { log: { length: 0 } } })
  })
})

describe('a reassignment is refused', () => {
  test('where the administrator has no more to ask for', () => {
    expect(played(ASKED, moving([0], [0, 1, 2])).refusal(ASKED)).toBe('the administrator has no more to ask for')
  })

  test('where it takes a leader epoch, and none is left within the bounds', () => {
    const asked = moving([0, 1, 2], [0, 1])
    const bounded: Asked = { ...asked, bounds: { ...asked.bounds, epochs: 1 } }
    expect(played('', bounded).refusal(ASKED)).toBe('no leader epochs are left within the bounds')
  })

  test('where it would elect a replica that is not assigned yet', () => {
    const asked: Asked = { ...moving([0], [1]), settings: { minIsr: 1, uncleanElection: true } }
    const offline = played('the process of broker 1 crashes\ncontroller fences broker 1', asked)
    expect(registered(offline).leader).toBe(-1)
    expect(offline.refusal(ASKED)).toMatch(/^UNKNOWN_SERVER_ERROR/)
  })
})

describe('a cancel', () => {
  const begun = moving([0, 1], [0, 2], [])

  test('needs something to take back', () =>
    expect(played(ASKED, moving([0, 1], [1, 0], [])).refusal(ASKED)).toMatch(/^NO_REASSIGNMENT_IN_PROGRESS/))

  test('gives back the old replicas', () =>
    expect(assigned(played(`${ASKED}\n${ASKED}`, begun))).toEqual({ replicas: [0, 1], adding: 0, removing: 0 }))

  test('takes new replicas out of the ISR', () => {
    const back = played(`${ASKED}${joins(2)}\n${ASKED}`, moving([0], [0, 1, 2], []))
    expect(registered(back)).toMatchObject({ isr: 0b001, leader: 0, leaderEpoch: 1 })
  })

  test.each([
    [false, /^INVALID_REPLICA_ASSIGNMENT/],
    [true, undefined],
  ])('of what only new replicas have goes with unclean election only: %s', (uncleanElection, refusal) => {
    const asked = moving([0], [1, 2], [])
    const alone = played(
      `${ASKED}${joins(2)}
      the process of broker 1 crashes
      controller fences broker 1`,
      { ...asked, settings: { minIsr: 1, uncleanElection } },
    )
    expect(registered(alone).isr).toBe(0b010)
    if (refusal === undefined) expect(alone.refusal(ASKED)).toBeUndefined()
    else expect(alone.refusal(ASKED)).toMatch(refusal)
  })
})

describe('a reassignment in the place of another', () => {
  const put = ['hypothetical-forget-replaced']

  test.each([
    [
      'removes whom that did, if it removes nobody',
      [
        [0, 2],
        [0, 1, 2],
      ],
      [],
      { adding: 0b100, removing: 0b010 },
    ],
    [
      'waits for whom that adds, if it adds nobody',
      [
        [0, 2],
        [0, 1],
      ],
      [],
      { adding: 0b100, removing: 0b100 },
    ],
    [
      'removes nobody',
      [
        [0, 2],
        [0, 1, 2],
      ],
      put,
      { adding: 0, removing: 0 },
    ],
    [
      'is complete',
      [
        [0, 2],
        [0, 1],
      ],
      put,
      { adding: 0, removing: 0 },
    ],
  ])('%s', (_, moves, amendments, lists) => {
    const replaced = played(`${ASKED}\n${ASKED}`, { ...moving([0, 1], ...moves), with: amendments })
    expect(assigned(replaced)).toMatchObject(lists)
  })

  test('3.9 does not wait for one that it takes for removed', () =>
    expect(assigned(played(`${ASKED}\n${ASKED}`, { ...moving([0, 1], [0, 2], [0, 1]), kafka: '3.9' }))).toEqual({
      ...{ replicas: [0, 1], adding: 0, removing: 0 },
    }))

  test('that changes nothing writes nothing', () => {
    const before = played(ASKED, moving([0, 1], [0, 1], [0, 1]))
    expect(before.refusal('broker 1 replays the metadata log (0 behind)')).toMatch(/^has replayed/)
  })
})

describe('removed and added again', () => {
  const anew = moving([0, 1], [0], [0, 1])
  const FETCHED = `
    producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    broker 2 checkpoints its high watermark
    ${ASKED}
    ${ASKED}`

  test('a broker that sees both as one change keeps its log, and its leader what it knows of it', () => {
    const { state } = played(
      `${FETCHED}
      broker 1 replays the metadata log (0 behind)
      broker 2 replays the metadata log (0 behind)`,
      anew,
    )
    expect(replicaOf(state, 0, 0)).toMatchObject({ leaderEpoch: 1, leadership: { remoteLogEnds: [-1, 1, -1] } })
    expect(replicaOf(state, 1, 0)).toMatchObject({ leaderEpoch: 1, disk: { log: { length: 1 } } })
  })

  test('a broker that sees one after the other begins anew, and so does what its leader knows', () => {
    const { state } = played(
      `${FETCHED}
      broker 1 replays the metadata log (1 behind)
      broker 1 replays the metadata log (0 behind)
      broker 2 replays the metadata log (1 behind)
      broker 2 replays the metadata log (0 behind)`,
      anew,
    )
    expect(replicaOf(state, 0, 0).leadership.remoteLogEnds).toEqual([-1, -1, -1])
    expect(replicaOf(state, 1, 0)).toMatchObject({ leaderEpoch: 1, highWatermark: 0, disk: { log: { length: 0 } } })
  })

  test('the line of a deleted replica stays in the checkpoint file', () => {
    const { state } = played(`${FETCHED}\nbroker 2 replays the metadata log (1 behind)`, anew)
    expect(replicaOf(state, 1, 0)).toMatchObject({ leader: -1, highWatermark: 0, disk: { highWatermark: 1 } })
  })
})
