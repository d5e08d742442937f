/** Answers whose records are read when they are sent. */
import { configOf, played, type Asked, type Played } from '../coordinator/kraft/kraft.fixture'
import { fetcherRequestOf, replicaOf } from '../cluster'
import { recordsFrom } from '../replica/log'

const PRODUCES = 'producer sends a record to broker 1'
const SLOWLY = 'broker 2 fetches from its leader, and has to wait for the answer'
const SENDS_LATE = 'broker 1 sends broker 2 the records that are in the place of those of the answer by now'
const COUNTS = 'broker 1 counts the fetch of broker 2'
const GETS = 'broker 2 gets the answer of broker 1'
/** Broker 3 leads, and has two records; broker 2 has the first of broker 1, and waits for the second. */
const WAITS = [
  ...[PRODUCES, PRODUCES, 'broker 2 fetches from its leader'],
  ...['controller moves the leader to broker 3', 'broker 3 replays the metadata log (0 behind)'],
  ...['producer sends a record to broker 3', 'producer sends a record to broker 3', SLOWLY],
]
const FOLLOWS = [...WAITS, 'broker 1 replays the metadata log (0 behind)', 'broker 1 fetches from its leader']
const COPIES = [...FOLLOWS, 'broker 1 fetches from its leader', 'broker 1 fetches from its leader']

const after = (steps: readonly string[], differing: Asked = {}): Played =>
  played(steps.join('\n'), {
    ...differing,
    bounds: {
      ...differing.bounds,
      records: 4,
      faults: { 'leader-move': 1, 'late-read': 1, ...differing.bounds?.faults },
    },
  })

const logOf = ({ state }: Played): readonly string[] =>
  recordsFrom(replicaOf(state, 1, 0).disk.log, 0, 9).map(({ value, epoch }) => `${'abcd'[value]} of epoch ${epoch}`)

describe('a follower that has to wait', () => {
  test('has fetched, and its leader has counted it', () => {
    const { state } = after([PRODUCES, SLOWLY])
    expect(fetcherRequestOf(state, 1, 0, 0)).toMatchObject({ stage: 'fetched', records: [{ value: 0, epoch: 0 }] })
    expect(replicaOf(state, 1, 0).disk.log).toEqual(replicaOf(after([]).state, 1, 0).disk.log)
  })

  test('does not fetch meanwhile, and goes on once it has the answer', () => {
    expect(after([PRODUCES, SLOWLY]).refusal('broker 2 fetches from its leader')).toContain('waits for the answer')
    expect(logOf(after([PRODUCES, SLOWLY, GETS]))).toEqual(['a of epoch 0'])
  })

  test('would wait for nothing where there are no records', () =>
    expect(after([]).refusal(SLOWLY)).toContain('would get no records'))

  test('is refused where any fetch would be, and where no answer can be sent late any more', () => {
    expect(after([PRODUCES, SLOWLY]).refusal(SLOWLY)).toContain('waits for the answer')
    for (const paused of ['broker 1 is paused', 'broker 2 is paused'])
      expect(after([PRODUCES, paused], { bounds: { faults: { pause: 1 } } }).refusal(SLOWLY)).toBe('is paused')
    expect(after([...COPIES, SENDS_LATE, GETS]).refusal(SLOWLY)).toContain('no more of this fault')
  })
})

describe('an answer that is sent late', () => {
  test('has what its leader has there by then', () => {
    const sent = after([...COPIES, SENDS_LATE])
    expect(fetcherRequestOf(sent.state, 1, 0, 0)?.records).toEqual([{ value: 3, epoch: 1 }])
    expect(sent.state.spent['late-read']).toBe(1)
  })

  test('is the same where nothing was truncated, and is not sent where the log is shorter', () => {
    expect(after(WAITS).refusal(SENDS_LATE)).toContain('has the same records')
    expect(after(FOLLOWS).refusal(SENDS_LATE)).toContain('has truncated its log below')
    expect(after([]).refusal(SENDS_LATE)).toContain('has no answer with records')
  })

  test('has records, and was counted', () => {
    const messages: Asked = { bounds: { grain: 'message' } }
    const sends = [PRODUCES, 'broker 2 sends a fetch to its leader', 'broker 1 serves broker 2']
    const none = 'has no answer with records'
    expect(after(sends, messages).refusal(SENDS_LATE)).toContain(none)
    expect(after([...sends, COUNTS], messages).refusal(SENDS_LATE)).toContain('has the same records')
    expect(after([...sends.slice(1), COUNTS], messages).refusal(SENDS_LATE)).toContain(none)
  })

  test('is sent by a broker that runs', () =>
    expect(after([...COPIES, 'broker 1 is paused'], { bounds: { faults: { pause: 1 } } }).refusal(SENDS_LATE)).toBe(
      'is paused',
    ))

  test('is not sent with the repair', () =>
    expect(after(COPIES, { with: ['hypothetical-fresh-bytes'] }).refusal(SENDS_LATE)).toContain(
      'breaks the connection',
    ))
})

describe('an answer that a process of the leader has made that has ended', () => {
  const CRASHES = 'the process of broker 1 crashes'
  const STARTS = ['broker 1 starts', 'broker 1 replays the metadata log (0 behind)']
  const FETCHES = 'broker 1 fetches from its leader'
  const faults = { 'process-crash': 1, 'clean-shutdown': 1, 'directory-failure': 1 }
  const CLOSED = 'in an earlier process'
  /** The next process follows broker 3, and has its records in that place. */
  const COPIES_ANEW = [...STARTS, FETCHES, FETCHES, FETCHES]

  test('is not sent late by the next process', () =>
    expect(after([...WAITS, CRASHES, ...COPIES_ANEW], { bounds: { faults } }).refusal(SENDS_LATE)).toContain(CLOSED))

  test('nor after a stop', () => {
    const others = ['broker 2', 'broker 3'].map((one) => `${one} replays the metadata log (0 behind)`)
    const stops = ['controller agrees to shut down broker 1', ...others, 'broker 1 stops cleanly']
    expect(after([...WAITS, ...stops, ...COPIES_ANEW], { bounds: { faults } }).refusal(SENDS_LATE)).toContain(CLOSED)
  })

  test('nor by a broker whose log directory has failed', () =>
    expect(after([...WAITS, 'log directory of broker 1 fails'], { bounds: { faults } }).refusal(SENDS_LATE)).toContain(
      CLOSED,
    ))

  test('arrives as it was, if it was sent', () =>
    expect(logOf(after([...WAITS, CRASHES, ...COPIES_ANEW, GETS], { bounds: { faults } }))).toEqual([
      'a of epoch 0',
      'b of epoch 0',
    ]))

  test('is as any other where nothing can be sent late any more', () => {
    const spent = after([...COPIES, SENDS_LATE, CRASHES], { bounds: { faults } })
    expect(fetcherRequestOf(spent.state, 1, 0, 0)).toMatchObject({ stage: 'fetched', isSent: false })
  })
})

describe('records of a later epoch', () => {
  const steps = [...COPIES, SENDS_LATE, GETS]

  test('are left out since 3.9.1', () => expect(logOf(after(steps))).toEqual(['a of epoch 0']))

  test('were appended before', () =>
    expect(logOf(after(steps, { without: ['kafka-18723'] }))).toEqual(['a of epoch 0', 'd of epoch 1']))
})

test('records of an earlier epoch than the last one of the follower are left out with hypothetical-no-older-batch, and those of a later epoch still are', () => {
  // Broker 3 leads in epoch 1, and has a record of it.
  const moved = ['controller moves the leader to broker 3', 'broker 3 replays the metadata log (0 behind)']
  const follower = replicaOf(after([...moved, 'producer sends a record to broker 3']).state, 2, 0)
  const appends = (put: readonly string[]): readonly boolean[] =>
    [0, 1, 2].map((epoch) => configOf({ with: put }).decide.appendsBatch(follower, epoch))
  expect(appends([])).toEqual([true, true, false])
  expect(appends(['hypothetical-no-older-batch'])).toEqual([false, true, false])
})
