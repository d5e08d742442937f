/** The quorum loses what was committed. */
import { NONE } from '../../../kit/schema'
import type { Bounds } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { kraftOf, memberOf, newest, registrationOf } from './image'
import { played, type Asked, type Played } from './kraft.fixture'

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

describe('a broker that is ahead', () => {
  const HALTS = 'broker 2 halts: it has replayed metadata that is lost'
  const lost = (faults: Partial<Bounds['faults']>, then = ''): Played =>
    played(`${MOVES}\n${ONE_REPLAYS}\n${LOSES}\n${then}`, {
      ...{ settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, faults } },
    })
  const once = { 'quorum-loss': 1, 'leader-move': 1 }

  test('halts once it reaches the quorum', () => {
    expect(lost({ ...once, pause: 1 }, 'broker 2 is paused').refusal(HALTS)).toBe('is paused')
    expect(lost({ ...once, 'cut-off': 1 }, 'broker 2 is cut off from the controllers').refusal(HALTS)).toBe(
      'cannot reach the controllers',
    )
  })

  test('holds what is lost, and no later loss can lose it again', () => {
    const twice = { ...once, 'quorum-loss': 2 }
    expect(lost(twice).refusal(LOSES)).toBe('there is no such change in sight')
    expect(lost({ ...once, 'leader-move': 2 }, MOVES).refusal(LOSES)).toBe('no more of this fault within the bounds')
  })
})

test('a process that has published nothing begins with what is left', () => {
  const faults = { 'quorum-loss': 1, 'leader-move': 1, 'process-crash': 1 }
  const started = played(`${MOVES}\nthe process of broker 2 crashes\nbroker 2 starts\n${LOSES}`, {
    ...{ settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, faults } },
  })
  expect(memberOf(brokerOf(started.state, 1))).toMatchObject({ isAhead: false, hasPublished: false })
  expect(replicaOf(started.then(ONE_REPLAYS).state, 1, 0)).toMatchObject({ leader: 0, leaderEpoch: 0 })
})

test('a broker that does not run has nothing to lose', () => {
  const faults = { 'quorum-loss': 1, 'leader-move': 1, 'process-crash': 1 }
  const { state } = played(`${MOVES}\nthe process of broker 2 crashes\n${LOSES}`, {
    ...{ settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, faults } },
  })
  expect(memberOf(brokerOf(state, 1)).view).toBe(NONE)
})

test('who waits for what was appended is told nothing, and asks again', () => {
  const faults = { 'quorum-loss': 1, 'controller-failover': 1, 'process-crash': 1 }
  const { state, refusal } = played(
    `the process of broker 2 crashes\ncontroller fences broker 2\nwhat the controller has changed is committed
    broker 2 starts\nbroker 2 registers\n${LOSES}`,
    { settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, faults } },
  )
  expect(kraftOf(state).uncommitted).toEqual([])
  expect(memberOf(brokerOf(state, 1)).awaitsCommit).toBe(false)
  expect(refusal('broker 2 registers')).toBeUndefined()
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
