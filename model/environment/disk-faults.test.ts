/** What is lost with a disk, a file or a log directory, and when. */
import { endOf } from '../replica/log'
import { stored, type Asked, type Stored } from '../storage/stored.fixture'

const RECORD = 'producer sends a record to broker 1 for partition 0'
const FETCHES = 'broker 2 fetches from its leader for partition 0'
const CRASHES = 'the process of broker 1 crashes'
const STARTS = 'broker 1 starts'
const RUNNING = 'is running'
const NOTHING = 'has nothing to lose there'
const NO_BUDGET = 'no more of this fault within the bounds'

describe('a checkpoint', () => {
  const within: Asked = { bounds: { partitions: 2, faults: { 'process-crash': 1, 'lost-checkpoint': 1 } } }
  /** Broker 1 leads partition 0, and follows in partition 1. It has a line for partition 0 in each of its checkpoints. */
  const running = stored(
    within,
    ...[RECORD, RECORD, FETCHES, FETCHES, FETCHES, 'broker 1 checkpoints its high watermark'],
    ...['broker 1 deletes the records below offset 1 for partition 0', 'broker 1 checkpoints its log start offset'],
    ...['producer sends a record to broker 2 for partition 1', 'broker 1 fetches from its leader for partition 1'],
  )
  const down = running.then(CRASHES)
  const never = stored(within, CRASHES)

  /** What broker 1 has on disk of a partition: its high watermark, the line of its log start offset, its epochs. */
  const lines = (of: Stored, partition: number): readonly number[] => {
    const { highWatermark, files, epochs } = of.disk(1, partition)
    return [highWatermark, files[0]?.logStartCheckpoint ?? 0, epochs.length]
  }

  const HIGH_WATERMARKS = 'the checkpoint of high watermarks of broker 1 is lost'
  const LOG_STARTS = 'the checkpoint of log start offsets of broker 1 is lost'
  const EPOCHS = 'the checkpoint of epochs of broker 1 is cut short, 0 lines are left for partition 0'

  test.each([
    [HIGH_WATERMARKS, [0, 1, 1]],
    [LOG_STARTS, [2, 0, 1]],
    [EPOCHS, [2, 1, 0]],
  ])('%s, and no other line on disk', (loss, left) => {
    expect([lines(down, 0), lines(down, 1)]).toEqual([
      [2, 1, 1],
      [0, 0, 1],
    ])
    expect([lines(down.then(loss), 0), lines(down.then(loss), 1)]).toEqual([left, [0, 0, 1]])
  })

  test.each([HIGH_WATERMARKS, LOG_STARTS, EPOCHS])(
    '%s, if its broker is down and this fault is within the bounds',
    (loss) => {
      expect(running.refusal(loss)).toBe(RUNNING)
      expect(down.then(loss === EPOCHS ? LOG_STARTS : EPOCHS).refusal(loss)).toBe(NO_BUDGET)
    },
  )

  test('that has no line is not lost, and one of epochs loses none of the lines that are left', () => {
    expect([HIGH_WATERMARKS, LOG_STARTS].map((loss) => never.refusal(loss))).toEqual([NOTHING, NOTHING])
    expect(never.refusal(EPOCHS.replace('partition 0', 'partition 1'))).toBe(NOTHING)
    expect(never.refusal(EPOCHS.replace('0 lines', '1 lines'))).toBe(NOTHING)
  })
})

describe('a machine that is lost with its disk', () => {
  const LOST = 'broker 1 is lost with its disk, and an empty one takes its place'
  const lost = stored({ bounds: { faults: { 'disk-loss': 1 } } }, 'producer sends a record to broker 1', LOST)

  test('leaves an empty log, and takes one from the budget', () => {
    expect(lost.broker(1).isUp).toBe(false)
    expect(lost.disk(1)).toMatchObject({ epochs: [], files: [{ segments: [{ baseOffset: 0 }] }] })
    expect(endOf(lost.disk(1).log)).toBe(0)
    expect(lost.state.spent['disk-loss']).toBe(1)
  })

  test('is not lost more often than the bounds say', () => expect(lost.refusal(LOST)).toBe(NO_BUDGET))
})

describe('a process that crashes while it loads its logs', () => {
  const LOADING = 'broker 1 starts, and crashes before all logs are loaded'
  const bounds = { faults: { 'clean-shutdown': 1, 'process-crash': 2, 'crash-while-loading': 1 } }
  const STOPS = 'broker 1 stops cleanly without handing over'
  const isMarked = (asked: Asked, ends: string): boolean =>
    stored({ ...asked, bounds }, 'producer sends a record to broker 1', ends, LOADING).broker(1).hasCleanMarker

  test('leaves the marker of a clean shutdown where there was one, until KAFKA-10471', () => {
    expect([isMarked({}, STOPS), isMarked({}, CRASHES)]).toEqual([true, false])
    expect([isMarked({ with: ['kafka-10471'] }, STOPS), isMarked({ with: ['kafka-10471'] }, CRASHES)]).toEqual([
      false,
      false,
    ])
  })

  test('has started: it did not run before, and does not afterwards', () => {
    const running = stored({ bounds })
    const crashed = running.then(CRASHES, LOADING)
    expect([running.refusal(LOADING), crashed.refusal(LOADING)]).toEqual([RUNNING, NO_BUDGET])
    expect(crashed.broker(1).isUp).toBe(false)
    expect(crashed.refusal(STARTS)).toBeUndefined()
  })
})

describe('a broker whose log directory fails', () => {
  const FAILS = 'the log directory of broker 1 fails, and it halts'
  const running = stored(
    { bounds: { faults: { 'io-error': 1, 'process-crash': 1, pause: 1 } } },
    ...['producer sends a record to broker 1', ...Array.from({ length: 3 }, () => 'broker 2 fetches from its leader')],
  )
  const failed = running.then(FAILS)

  test('halts with the log that it has, and checkpoints nothing', () => {
    expect(running.broker(1).replicas[0]?.highWatermark).toBe(1)
    expect(failed.broker(1).isUp).toBe(false)
    expect([endOf(failed.disk(1).log), failed.disk(1).highWatermark]).toEqual([1, 0])
    expect(failed.then(STARTS).refusal(FAILS)).toBe(NO_BUDGET)
  })

  test('notices it, so it runs', () => {
    expect(running.then(CRASHES).refusal(FAILS)).toBe('is not running')
    expect(running.then('broker 1 is paused').refusal(FAILS)).toBe('is paused')
  })
})
