/** The quorum loses what was committed. */
import { brokerOf, replicaOf } from '../../cluster'
import { kraftOf, memberOf, newest, registrationOf } from './image'
import { played, type Asked } from './kraft.fixture'

const asked: Asked = {
  ...{ settings: { minIsr: 1 } },
  bounds: { brokers: 2, records: 1, faults: { 'quorum-loss': 2, 'isr-shrink': 1, 'leader-move': 2 } },
}

const LOSES = 'the quorum of controllers loses what was committed last (changes: 1)'
const MOVES = 'controller moves the leader to broker 2'
const BOTH_REPLAY = 'broker 1 replays the metadata log (0 behind)\nbroker 2 replays the metadata log (0 behind)'
const ONE_REPLAYS = 'broker 2 replays the metadata log (0 behind)'

test('what stood before stands again, also where every broker has replayed what is lost', () => {
  const { state } = played(`${MOVES}\n${BOTH_REPLAY}\n${LOSES}`, asked)
  expect(registrationOf(state, 0)).toMatchObject({ leader: 0, leaderEpoch: 0 })
})

describe('a broker that has replayed what is lost', () => {
  const lost = played(`${MOVES}\n${ONE_REPLAYS}\n${LOSES}`, asked)

  test('goes on with it, and the others do not', () => {
    const ahead = lost.state.brokers.map((broker) => memberOf(broker).isAhead)
    expect(ahead).toEqual([false, true])
    expect(kraftOf(lost.state).images[memberOf(brokerOf(lost.state, 1)).view]?.partitions[0]?.leader).toBe(1)
  })

  test('replays no more, and halts', () => {
    expect(lost.refusal('broker 2 replays the metadata log (0 behind)')).toMatch(/lost/)
    const halted = lost.then('broker 2 halts: it has replayed metadata that is lost')
    expect(brokerOf(halted.state, 1).isUp).toBe(false)
    const started = halted.then('broker 2 starts\nbroker 2 replays the metadata log (0 behind)')
    expect(memberOf(brokerOf(started.state, 1))).toMatchObject({ isAhead: false, hasPublished: true })
  })

  test('is the only one to halt', () =>
    expect(lost.refusal('broker 1 halts: it has replayed metadata that is lost')).toBeDefined())

  test('keeps it through a second loss', () => {
    const { state } = lost.then(`controller moves the leader to broker 2\n${LOSES}`)
    expect(newest(state).partitions[0]?.leader).toBe(0)
    expect(kraftOf(state).images[memberOf(brokerOf(state, 1)).view]?.partitions[0]?.leader).toBe(1)
  })
})

test('nothing is lost that was never written', () => expect(played('', asked).refusal(LOSES)).toMatch(/no such change/))

test('a voter that is known by its directory loses nothing', () =>
  expect(played(MOVES, { ...asked, with: ['kip-853'] }).refusal(LOSES)).toMatch(/no vote/))

test('a controller that knows an earlier leader epoch says that it is not the controller, whatever partition epoch it knows', () => {
  const drops = (broker: number): string => `producer sends a record to broker ${broker}
    broker ${broker} drops lagging broker ${3 - broker} from the ISR`
  const faults = { 'quorum-loss': 1, 'isr-shrink': 2, 'leader-move': 1 }
  const HANDLES = 'controller handles the AlterPartition of broker'
  const { state, refusal } = played(`${MOVES}\n${ONE_REPLAYS}\n${LOSES}\n${drops(1)}\n${HANDLES} 1\n${drops(2)}`, {
    ...{ settings: { minIsr: 1 }, bounds: { brokers: 2, records: 2, faults } },
  })
  expect(registrationOf(state, 0)).toMatchObject({ leaderEpoch: 0, partitionEpoch: 1 })
  expect(replicaOf(state, 1, 0)).toMatchObject({ leaderEpoch: 1, leadership: { partitionEpoch: 1 } })
  expect(refusal(`${HANDLES} 2`)).toMatch(/^NOT_CONTROLLER/)
})
