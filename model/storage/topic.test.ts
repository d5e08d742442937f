/** What an administrator changes, and what a follower is told too early. */
import { stateOf } from '../coordinator/coordinator'
import { endOf } from '../replica/log'
import { stored, type Asked, type Stored } from './stored.fixture'

const RECORD = 'producer sends a record to broker 1'
const FETCHES = 'broker 2 fetches from its leader'
const DELETES = 'broker 1 deletes the records below offset 1'
const CRASHES = 'the process of broker 1 crashes'

test('a leader goes by the configuration that is in force', () => {
  const asked = { configs: [{ minIsr: 2 }], bounds: { faults: { 'isr-shrink': 1 } } }
  const PRODUCES = 'producer sends a record to broker 1'
  const alone = stored(asked, PRODUCES, 'broker 1 drops lagging broker 2 from the ISR')
  expect(alone.refusal(PRODUCES)).toBeUndefined()
  expect(alone.then('the topic gets configuration 1').refusal(PRODUCES)).toContain('NOT_ENOUGH_REPLICAS')
})

describe('a configuration that allows unclean election', () => {
  const SECOND = 'the topic gets configuration 1'
  const withoutLeader = (kafka: string, uncleanElection: boolean, epochs = 3): Stored =>
    stored(
      { kafka, configs: [{ uncleanElection }], bounds: { epochs, faults: { 'process-crash': 1, 'isr-shrink': 1 } } },
      ...[RECORD, 'broker 1 drops lagging broker 2 from the ISR', CRASHES, 'controller notices that broker 1 is gone'],
    )
  const leaderWith = (kafka: string, uncleanElection: boolean): number =>
    stateOf(withoutLeader(kafka, uncleanElection).then(SECOND).state, 0).leader

  test('gives a partition a leader that has none, since KAFKA-6835', () =>
    expect([leaderWith('2.0.1', true), leaderWith('2.1', true), leaderWith('2.1', false)]).toEqual([-1, 1, -1]))

  test('needs a leader epoch for that, and any other configuration needs none', () => {
    const refused = (uncleanElection: boolean): string | undefined =>
      withoutLeader('2.1', uncleanElection, 2).refusal(SECOND)
    expect([refused(true), refused(false)]).toEqual([expect.stringContaining('leader epoch'), undefined])
  })

  test('is in force once', () => expect(stored({ configs: [{}] }, SECOND).refusal(SECOND)).toBe('is in force already'))
})

describe('records are deleted', () => {
  const committed = [RECORD, FETCHES, FETCHES, FETCHES]

  test('by a leader that runs, up to its high watermark, and once', () => {
    const faults = { 'process-crash': 1, pause: 1 }
    const at = stored({ bounds: { faults } }, ...committed)
    expect(at.refusal(DELETES)).toBeUndefined()
    expect(at.refusal(DELETES.replace('broker 1', 'broker 2'))).toMatch(/NOT_LEADER_FOR_PARTITION/)
    expect(at.then(DELETES).refusal(DELETES)).toMatch(/log start there/)
    expect(stored({}, RECORD).refusal(DELETES)).toMatch(/above the high watermark/)
    expect(at.then('broker 1 is paused').refusal(DELETES)).toBe('is paused')
    expect(at.then(CRASHES).refusal(DELETES)).toBe('is not running')
  })

  test('since 0.11, of a topic of which old records are deleted', () => {
    expect(stored({ kafka: '0.10.2' }, ...committed).refusal(DELETES)).toMatch(/no DeleteRecords/)
    expect(stored({ storage: { cleanup: 'compact' } }, ...committed).refusal(DELETES)).toMatch(/POLICY_VIOLATION/)
    expect(stored({ storage: { cleanup: 'compact,delete' } }, ...committed).refusal(DELETES)).toBeUndefined()
  })
})

/** KAFKA-2477 */
describe('a follower that fetches before the log end of its leader has moved', () => {
  const TOO_EARLY = 'broker 2 fetches before the log end of its leader has moved'
  const faults = { 'process-crash': 1, pause: 1, 'isr-shrink': 1 }
  const early: Asked = { kafka: '0.8.0', bounds: { faults } }
  const copied = stored(early, RECORD, FETCHES)

  test('begins anew up to 0.8.2, and keeps its log since KAFKA-2143', () => {
    expect([endOf(copied.disk(2).log), endOf(copied.then(TOO_EARLY).disk(2).log)]).toEqual([1, 0])
    expect(stored({ ...early, with: ['kafka-2143'] }, RECORD, FETCHES).refusal(TOO_EARLY)).toMatch(
      /nothing has changed/,
    )
    expect(stored({ ...early, with: ['kafka-2477'] }, RECORD, FETCHES).refusal(TOO_EARLY)).toMatch(/is sent nothing/)
  })

  test('has all that its leader has, which is something', () => {
    expect(stored(early, RECORD).refusal(TOO_EARLY)).toMatch(/does not have all/)
    expect(stored(early).refusal(TOO_EARLY)).toMatch(/does not have all/)
  })

  test('fetches as any other follower', () => {
    expect(copied.then('broker 2 is paused').refusal(TOO_EARLY)).toBe('is paused')
    expect(copied.refusal(TOO_EARLY.replace('broker 2', 'broker 1'))).toBe('is not fetching')
    expect(copied.then(CRASHES).refusal(TOO_EARLY)).toMatch(/does not answer/)
    const locking: Asked = { ...early, bounds: { faults: { ...faults, 'lost-zk-answer': 1 } } }
    const locked = stored(locking, RECORD, FETCHES, RECORD, 'broker 1 drops lagging broker 2 from the ISR')
    expect(locked.refusal(TOO_EARLY)).toMatch(/with the partition locked/)
  })
})
