/** How a process comes and goes. */
import { NONE } from '../../../kit/schema'
import { brokerOf, replicaOf } from '../../cluster'
import { memberOf } from './image'
import { played, type Asked } from './kraft.fixture'
import { UNREGISTERED } from './state'

const two: Asked = { bounds: { brokers: 2, records: 1 }, settings: { minIsr: 1 } }

const RESTARTS = 'the process of broker 2 crashes\nbroker 2 starts'

describe('a process that starts', () => {
  test('has its log, and has published nothing, and is not registered', () => {
    const { state } = played(`producer sends a record to broker 1\nbroker 2 fetches from its leader\n${RESTARTS}`, two)
    expect(memberOf(brokerOf(state, 1))).toMatchObject({
      ...{ hasPublished: false, brokerEpoch: UNREGISTERED, serves: false, stoppedCleanly: false },
    })
    expect(replicaOf(state, 1, 0)).toMatchObject({ leader: NONE, fetcher: 'none' })
  })

  test('has the high watermark that was checkpointed', () => {
    const fetches = Array.from({ length: 3 }, () => 'broker 2 fetches from its leader').join('\n')
    const checkpointed = `producer sends a record to broker 1\n${fetches}\nbroker 2 checkpoints its high watermark`
    expect(replicaOf(played(`${checkpointed}\n${RESTARTS}`, two).state, 1, 0).highWatermark).toBe(1)
  })

  test('publishes nothing that is older than what was committed when it started', () => {
    const late = played(`controller moves the leader to broker 2\n${RESTARTS}`, two)
    expect(late.refusal('broker 2 replays the metadata log (1 behind)')).toBeDefined()
    expect(replicaOf(late.then('broker 2 replays the metadata log (0 behind)').state, 1, 0)).toMatchObject({
      ...{ leader: 1, leaderEpoch: 1 },
    })
  })

  test('knows whether the one before was stopped cleanly', () => {
    const stopped = 'controller agrees to shut down broker 2\nbroker 2 stops cleanly\nbroker 2 starts'
    const { state } = played(stopped, two)
    expect(memberOf(brokerOf(state, 1)).stoppedCleanly).toBe(true)
    expect(brokerOf(state, 1).hasCleanMarker).toBe(false)
  })

  test('leaves the marker of a clean stop until it loads its logs, which is when it publishes its first image', () => {
    const stopped = 'controller agrees to shut down broker 2\nbroker 2 stops cleanly\nbroker 2 starts'
    const markerAfter = (schedule: string): boolean => brokerOf(played(schedule, two).state, 1).hasCleanMarker
    expect(markerAfter(`${stopped}\nthe process of broker 2 crashes`)).toBe(true)
    expect(
      markerAfter(`${stopped}\nbroker 2 replays the metadata log (0 behind)\nthe process of broker 2 crashes`),
    ).toBe(false)
  })

  test('leaves a marker that proves nothing once it has registered, because that has the broker epoch of the process before', () => {
    const stopped = 'controller agrees to shut down broker 2\nbroker 2 stops cleanly\nbroker 2 starts'
    const crashed = played(`${stopped}\nbroker 2 registers\nthe process of broker 2 crashes`, two)
    expect(brokerOf(crashed.state, 1).hasCleanMarker).toBe(false)
  })

  test('serves no client before it was unfenced', () => {
    const replays = `the process of broker 1 crashes\nbroker 1 starts\nbroker 1 replays the metadata log (0 behind)`
    expect(played(replays, two).refusal('producer sends a record to broker 1')).toMatch(/has not been unfenced/)
  })

  test('starts where none runs', () => expect(played('', two).refusal('broker 2 starts')).toBe('is running'))

  test('proposes no ISR before it serves', () => {
    const leads = played(
      `producer sends a record to broker 1
      the process of broker 1 crashes
      broker 1 starts
      broker 1 replays the metadata log (0 behind)`,
      two,
    )
    expect(leads.refusal('broker 1 drops lagging broker 2 from the ISR')).toBeDefined()
    expect(leads.refusal('controller handles the AlterPartition of broker 1')).toBe('has sent no AlterPartition')
  })
})
