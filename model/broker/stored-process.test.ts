/** What a process writes beside its logs, where logs on disk are modelled, and what the next one finds. */
import { isRefused } from '../../kit/refused'
import { bounds, defaultSettings } from '../bounds'
import { withBroker } from '../cluster'
import { stored, type Asked, type Stored } from '../storage/stored.fixture'
import { preset } from '../versions/timeline'
import { checkpointHighWatermarkFile } from './process'

const FETCHES = 'broker 2 fetches from its leader'

describe('the file of high watermarks', () => {
  const { state, broker } = stored()

  /** The line of broker 1 once it has written the file: it had the line `line`, and its replica has the high watermark 2. */
  const written = (release: string, leaderEpoch: number, line: number): number | string | undefined => {
    const protocol = preset(release)
    if (protocol === undefined) throw new Error(`no release ${release}`)
    const { decide } = protocol
    const replicas = broker(1).replicas.map((replica) => ({
      ...{ ...replica, leaderEpoch, highWatermark: 2 },
      disk: { ...replica.disk, highWatermark: line },
    }))
    const rule = checkpointHighWatermarkFile({ decide, settings: defaultSettings, bounds: bounds() })
    const after = rule(withBroker(state, 0, { replicas }), { type: 'CheckpointHighWatermark', broker: 0 })
    return isRefused(after) ? after.refused : after.brokers[0]?.replicas[0]?.disk.highWatermark
  }
  const ON_DISK = 'has its high watermark on disk already'

  test.each([
    ['has the high watermark as of its time', 0, 0, 2, 2],
    ['has it in place of an older one', 0, 1, 2, 2],
    ['is not written again as it is', 0, 2, ON_DISK, ON_DISK],
    ['loses the line of a replica that has heard of no leader, until KAFKA-1647', -1, 1, 0, ON_DISK],
    ['gets no line of a replica that has heard of no leader', -1, 0, ON_DISK, ON_DISK],
  ])('%s', (_, leaderEpoch, line, before, since) =>
    expect([written('0.8.0', leaderEpoch, line), written('0.10.2', leaderEpoch, line)]).toEqual([before, since]),
  )

  test('is written by a process that has heard of no leader: it leaves out the line of its replica, until KAFKA-1647', () => {
    const WRITES = 'broker 2 checkpoints its high watermark'
    const started = (kafka: string): Stored =>
      stored(
        { kafka, bounds: { faults: { 'process-crash': 1 } } },
        ...['producer sends a record to broker 1', FETCHES, FETCHES, FETCHES, WRITES],
        ...['the process of broker 2 crashes', 'broker 2 starts'],
      )
    expect(started('0.8.0').disk(2).highWatermark).toBe(1)
    expect(started('0.8.0').then(WRITES).disk(2).highWatermark).toBe(0)
    expect(started('0.10.2').refusal(WRITES)).toBe(ON_DISK)
  })

  test('is written by a broker that runs', () => {
    const faults = { 'process-crash': 1, pause: 1 }
    const led = stored({ bounds: { faults } }, 'producer sends a record to broker 1', FETCHES, FETCHES)
    const WRITES = 'broker 1 checkpoints its high watermark'
    expect(led.refusal(WRITES)).toBeUndefined()
    expect(led.then('broker 1 is paused').refusal(WRITES)).toBe('is paused')
    expect(led.then('the process of broker 1 crashes').refusal(WRITES)).toBe('is not running')
  })
})

describe('the marker of a clean shutdown', () => {
  const asked: Asked = { bounds: { faults: { 'clean-shutdown': 1, 'process-crash': 1 } } }
  const STOPS = 'broker 1 stops cleanly without handing over'
  const isMarked = (...lines: readonly string[]): boolean => stored(asked, ...lines).broker(1).hasCleanMarker

  test('is left by a process that stops, and by none that crashes', () =>
    expect([isMarked(STOPS), isMarked('the process of broker 1 crashes')]).toEqual([true, false]))

  test('is gone once the next process has started', () => {
    expect(isMarked(STOPS, 'broker 1 starts')).toBe(false)
    expect(isMarked(STOPS, 'broker 1 starts', 'the process of broker 1 crashes')).toBe(false)
  })
})
