/** A proposal of a leader: how it is made, what the controller says to it, and what the leader makes of that. */
import { brokerOf, replicaOf } from '../../cluster'
import { alterPartitionOf, registrationOf } from './image'
import { played, type Asked, type Played } from './kraft.fixture'
import { UNREGISTERED, type AlterPartition } from './state'

const two: Asked = { bounds: { brokers: 2, records: 2 }, settings: { minIsr: 1 } }

const DROPS = `
  producer sends a record to broker 1
  broker 1 drops lagging broker 2 from the ISR`
const HANDLES = 'controller handles the AlterPartition of broker 1'
const ANSWERED = 'broker 1 gets the answer to its AlterPartition'
const OUT = `${DROPS}\n${HANDLES}\n${ANSWERED}`
/** Broker 2 has caught up: it fetches, and is known to have fetched all. */
const PROPOSES = `${OUT}
  broker 2 fetches from its leader
  broker 2 fetches from its leader`

const slotOf = ({ state }: Played): AlterPartition => alterPartitionOf(brokerOf(state, 0), 0)
const isrOf = ({ state }: Played): readonly number[] => {
  const { isr, pendingIsr } = replicaOf(state, 0, 0).leadership
  return [registrationOf(state, 0).isr, isr, pendingIsr]
}

describe('a leader that proposes an ISR', () => {
  test('goes on with the ISR that it had, and with the one that is pending, until it is answered', () => {
    expect(isrOf(played(DROPS, two))).toEqual([0b11, 0b11, 0b01])
    expect(isrOf(played(`${DROPS}\n${HANDLES}`, two))).toEqual([0b01, 0b11, 0b01])
    expect(isrOf(played(OUT, two))).toEqual([0b01, 0b01, 0])
  })

  test('proposes no other one meanwhile', () =>
    expect(
      played(`producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR`).refusal(
        'broker 1 drops lagging broker 3 from the ISR',
      ),
    ).toBe('an ISR of this leader is pending'))

  test('proposes nothing while an earlier request is under way, also where it waits for it no more', () => {
    const replayed = played(`${PROPOSES}\nbroker 1 replays the metadata log (0 behind)`, two)
    const again = replayed.then(
      'producer sends a record to broker 1\nbroker 2 fetches from its leader\nbroker 2 fetches from its leader',
    )
    expect(isrOf(again)).toEqual([0b01, 0b01, 0])
    expect(slotOf(again)).toMatchObject({ stage: 'request', isAwaited: false })
  })

  test('says of which process of each member it speaks', () =>
    expect([PROPOSES, DROPS].map((schedule) => slotOf(played(schedule, two)).counted)).toEqual([
      [0, 0],
      [0, UNREGISTERED],
    ]))

  test('gets no answer before there is one', () =>
    expect(played(DROPS, two).refusal(ANSWERED)).toBe('waits for no answer of the controller'))
})

describe('the controller', () => {
  test('has nothing to handle where nothing was sent', () =>
    expect(played('', two).refusal(HANDLES)).toBe('has sent no AlterPartition'))

  test('writes what its leader proposes, under a new partition epoch', () => {
    const written = played(`${DROPS}\n${HANDLES}`, two)
    expect(registrationOf(written.state, 0)).toMatchObject({ leader: 0, isr: 0b01 })
    expect(slotOf(written)).toMatchObject({ stage: 'answer', error: 'none', isr: 0b01 })
  })

  test('answers FENCED_LEADER_EPOCH to a leader of an earlier epoch, and writes nothing', () => {
    const moved = played(`${DROPS}\ncontroller moves the leader to broker 2\n${HANDLES}`, two)
    expect(slotOf(moved).error).toBe('stale')
    expect(registrationOf(moved.state, 0)).toMatchObject({ leader: 1, isr: 0b11 })
  })

  const CHANGED = `
    producer sends a record to broker 1
    broker 1 drops lagging broker 2 from the ISR
    the process of broker 3 crashes
    controller fences broker 3`

  test('answers INVALID_UPDATE_VERSION to one that has not heard of the last change', () => {
    const late = played(`${CHANGED}\n${HANDLES}`)
    expect(slotOf(late).error).toBe('stale')
    expect(registrationOf(late.state, 0).isr).toBe(0b011)
  })

  test('would bring a fenced broker back into the ISR without that check, and without KIP-841', () => {
    const asked: Asked = { without: ['kip-497/refusesPartitionEpoch', 'kip-841'] }
    expect(registrationOf(played(`${CHANGED}\n${HANDLES}`, asked).state, 0).isr).toBe(0b101)
  })

  const SHUTS_DOWN = `${PROPOSES}\ncontroller agrees to shut down broker 2\n${HANDLES}`

  test('answers INELIGIBLE_REPLICA where a member is in controlled shutdown or fenced, since KIP-841', () => {
    const barred = played(SHUTS_DOWN, two)
    expect(slotOf(barred).error).toBe('ineligible')
    expect(isrOf(barred.then(ANSWERED))).toEqual([0b01, 0b01, 0])
    expect(isrOf(played(SHUTS_DOWN, { ...two, without: ['kip-841'] }))).toEqual([0b11, 0b01, 0b11])
  })

  const RETURNS = `${PROPOSES}
    the process of broker 2 crashes
    broker 2 starts
    broker 2 registers
    broker 2 replays the metadata log (0 behind)
    controller unfences broker 2
    ${HANDLES}`

  test('answers INELIGIBLE_REPLICA where a member has registered anew, since KIP-903', () => {
    expect(slotOf(played(RETURNS, two)).error).toBe('ineligible')
    expect(slotOf(played(RETURNS, { ...two, without: ['kip-903'] })).error).toBe('none')
    expect(slotOf(played(RETURNS, { ...two, without: ['kip-903/sendsBrokerEpochs'] })).error).toBe('none')
  })
})

describe('after an answer', () => {
  test('that nobody waits for any more the leader is as before', () => {
    const replayed = played(`${PROPOSES}\nbroker 1 replays the metadata log (0 behind)\n${HANDLES}`, two)
    expect(isrOf(replayed)).toEqual([0b11, 0b01, 0])
    expect(isrOf(replayed.then(ANSWERED))).toEqual([0b11, 0b01, 0])
  })

  test('of a later change a leader waits for the metadata log, with its proposal pending', () => {
    const stale = played(
      `producer sends a record to broker 1
      broker 1 drops lagging broker 2 from the ISR
      the process of broker 3 crashes
      controller fences broker 3
      ${HANDLES}
      ${ANSWERED}`,
    )
    expect(isrOf(stale)).toEqual([0b011, 0b111, 0b101])
    expect(isrOf(stale.then('broker 1 replays the metadata log (0 behind)'))).toEqual([0b011, 0b011, 0])
  })

  test('a request whose answer is lost is sent again, and is out of date by then', () => {
    const asked: Asked = {
      ...two,
      bounds: { brokers: 2, records: 1, faults: { 'isr-shrink': 1, 'lost-alter-partition': 1 } },
    }
    const lost = played(
      `${DROPS}\ncontroller handles the AlterPartition of broker 1, and the answer is lost\n${HANDLES}`,
      asked,
    )
    expect(slotOf(lost).error).toBe('stale')
    expect(isrOf(lost.then(`${ANSWERED}\nbroker 1 replays the metadata log (0 behind)`))).toEqual([0b01, 0b01, 0])
  })
})
