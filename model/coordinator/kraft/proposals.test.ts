/** Proposals that come at the wrong time: from a leader that is cut off, of an earlier leadership, or of replicas that have moved. */
import type { Bounds } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { alterPartitionOf, registrationOf } from './image'
import { played, type Asked, type Played } from './kraft.fixture'
import type { AlterPartition } from './state'

const two = (faults: Partial<Bounds['faults']> = { 'isr-shrink': 1 }, more: Asked = {}): Asked => ({
  ...{ bounds: { brokers: 2, records: 2, epochs: 6, faults }, settings: { minIsr: 1 } },
  ...more,
})

const DROPS = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR'
const HANDLES = 'controller handles the AlterPartition of broker 1'
const ANSWERED = 'broker 1 gets the answer to its AlterPartition'
const LOST = `${HANDLES}, and the answer is lost`
const CUT_OFF = 'broker 1 is cut off from the controllers'
const MOVES = 'administrator asks for the next replicas'

const slotOf = ({ state }: Played): AlterPartition => alterPartitionOf(brokerOf(state, 0), 0)

describe('a proposal', () => {
  test('that nobody has made cannot be lost', () =>
    expect(played('', two({ 'lost-alter-partition': 1 })).refusal(LOST)).toBe('has sent no AlterPartition'))

  test('of a leader that is cut off waits, and so does the answer', () => {
    const asked = two({ 'isr-shrink': 1, 'cut-off': 1 })
    expect(played(`${DROPS}\n${CUT_OFF}`, asked).refusal(HANDLES)).toBe('cannot reach the controllers')
    expect(played(`${DROPS}\n${HANDLES}\n${CUT_OFF}`, asked).refusal(ANSWERED)).toBe('cannot reach the controllers')
  })

  test('is not answered to a leader that is paused', () =>
    expect(
      played(`${DROPS}\n${HANDLES}\nbroker 1 is paused`, two({ 'isr-shrink': 1, pause: 1 })).refusal(ANSWERED),
    ).toBe('is paused'))

  test('is not written where it takes a leader epoch, as up to 3.5, and none is left within the bounds', () => {
    const asked: Asked = { ...two(), kafka: '3.5', bounds: { brokers: 2, records: 1, epochs: 1 } }
    expect(played(DROPS, asked).refusal(HANDLES)).toBe('no leader epochs are left within the bounds')
  })

  test('that took a new leader epoch stays pending until the leader hears of that, up to 3.5', () => {
    const { state } = played(`${DROPS}\n${HANDLES}\n${ANSWERED}`, { ...two(), kafka: '3.5' })
    expect(replicaOf(state, 0, 0).leadership).toMatchObject({ isr: 0b11, pendingIsr: 0b01 })
  })
})

describe('the controller refuses a proposal', () => {
  const moved = two({ 'isr-shrink': 1, 'leader-move': 2 })

  test('of a broker that does not lead, whatever else it compares', () => {
    const asked: Asked = { ...moved, without: ['kip-497/fencesAlterPartition', 'kip-497/refusesPartitionEpoch'] }
    expect(slotOf(played(`${DROPS}\ncontroller moves the leader to broker 2\n${HANDLES}`, asked)).error).toBe('stale')
  })

  test('of an earlier leader epoch, also of the broker that leads again', () => {
    const again = `controller moves the leader to broker 2\ncontroller moves the leader to broker 1`
    const asked: Asked = { ...moved, without: ['kip-497/refusesPartitionEpoch'] }
    expect(slotOf(played(`${DROPS}\n${again}\n${HANDLES}`, asked)).error).toBe('stale')
  })

  const REJOINS = `${DROPS}
    ${HANDLES}
    ${ANSWERED}
    broker 2 fetches from its leader
    broker 2 fetches from its leader`

  const reassigned = (replicas: readonly number[], ...moves: readonly (readonly number[])[]): Asked => ({
    bounds: { brokers: 2, records: 1, epochs: 6, faults: { 'isr-shrink': 1 }, reassign: { replicas, moves } },
    settings: { minIsr: 1 },
  })

  test('with a replica that was removed', () => {
    const asked = reassigned([0, 1], [0])
    expect(slotOf(played(`${REJOINS}\n${HANDLES}`, asked)).error).toBe('none')
    const without = { ...asked, without: ['kip-497/fencesAlterPartition', 'kip-497/refusesPartitionEpoch'] }
    expect(slotOf(played(`${REJOINS}\n${MOVES}\n${HANDLES}`, without)).error).toBe('stale')
  })

  test('where it completes a reassignment that takes its leader away: the ISR is written, and another leads', () => {
    const proposed = played(
      `${MOVES}
      broker 2 replays the metadata log (0 behind)
      broker 1 replays the metadata log (0 behind)
      broker 2 truncates
      broker 2 fetches from its leader`,
      reassigned([0], [1]),
    )
    expect(slotOf(proposed)).toMatchObject({ stage: 'request', isr: 0b11 })
    const done = proposed.then(HANDLES)
    expect(registrationOf(done.state, 0)).toMatchObject({ leader: 1, isr: 0b10 })
    expect(slotOf(done)).toMatchObject({ stage: 'answer', error: 'stale' })
  })
})

test('a leader that was elected uncleanly has recovered with its first proposal', () => {
  const elected = played(
    `${DROPS}
    ${HANDLES}
    ${ANSWERED}
    the process of broker 1 crashes
    controller fences broker 1
    broker 2 replays the metadata log (0 behind)
    broker 1 starts
    broker 1 registers
    broker 1 replays the metadata log (0 behind)
    controller unfences broker 1
    broker 2 replays the metadata log (0 behind)
    broker 1 replays the metadata log (0 behind)
    broker 1 fetches from its leader
    broker 1 fetches from its leader`,
    { ...two({ 'isr-shrink': 1, 'process-crash': 1 }), settings: { minIsr: 1, uncleanElection: true } },
  )
  expect(registrationOf(elected.state, 0)).toMatchObject({ leader: 1, isr: 0b10, isRecovering: true })
  const { state } = elected.then('controller handles the AlterPartition of broker 2')
  expect(registrationOf(state, 0)).toMatchObject({ leader: 1, isr: 0b11, isRecovering: false })
})
