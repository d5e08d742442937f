/** A log directory fails, and the process goes on (KIP-858). */
import { isRefused } from '../../../kit/refused'
import { NONE } from '../../../kit/schema'
import { brokerOf, replicaOf } from '../../cluster'
import { logEnd } from '../../replica/disk'
import { handleDirectoriesOffline } from './directory-reports'
import { brokerRegistrationOf, memberOf, registrationOf } from './image'
import { configOf, played, type Asked } from './kraft.fixture'
import { UNASSIGNED } from './state'

const faults = { 'directory-failure': 1, 'clean-shutdown': 2, 'process-crash': 1, 'isr-shrink': 1, 'leader-move': 1 }

const two: Asked = { bounds: { brokers: 2, records: 1, faults }, settings: { minIsr: 1 } }
const withElr: Asked = { ...two, elr: true, settings: { minIsr: 2 } }
const unassigned: Asked = { ...two, bounds: { ...two.bounds, kraft: { metadataLag: 2, elr: false, unassigned: true } } }

const RECORD = 'producer sends a record to broker 1\nbroker 2 fetches from its leader\nbroker 2 fetches from its leader'
const FAILS = 'log directory of broker 1 fails'
const HEARS = 'controller hears that the log directory of broker 1 has failed'
const ASSIGNS = 'controller handles the AssignReplicasToDirs of broker 1'

describe('a log directory that fails', () => {
  test('takes its replica offline at once, and the broker goes on', () => {
    const { state, refusal } = played(`${RECORD}\n${FAILS}`, { ...two, bounds: { ...two.bounds, records: 2 } })
    expect(brokerOf(state, 0)).toMatchObject({ isUp: true, directory: [{ id: 0, oldest: 0, hasFailed: true }] })
    expect(replicaOf(state, 0, 0)).toMatchObject({ leader: NONE, fetcher: 'none' })
    expect(refusal('producer sends a record to broker 1')).toMatch(/NOT_LEADER/)
    expect(refusal('broker 2 fetches from its leader')).toMatch(/NOT_LEADER/)
    expect(registrationOf(state, 0)).toMatchObject({ leader: 0, isr: 0b11 })
  })

  test('is heard of by a heartbeat: the broker leaves the ISR, another leads, and it is not fenced', () => {
    const { state, refusal } = played(`${FAILS}\n${HEARS}`, two)
    expect(registrationOf(state, 0)).toMatchObject({ leader: 1, leaderEpoch: 1, isr: 0b10, directories: [0, 0] })
    expect(brokerRegistrationOf(state, 0)).toMatchObject({ isFenced: false, firstOnline: 1 })
    expect(refusal(HEARS)).toBe('has no failed log directory that the controller does not know')
  })

  test('is heard of by the heartbeat that fences a broker which may stop by now, and not before', () => {
    const waits = `controller agrees to shut down broker 1\n${FAILS}`
    const heardAfter = (schedule: string): unknown => brokerRegistrationOf(played(schedule, two).state, 0)
    expect(heardAfter(`${waits}\n${HEARS}`)).toMatchObject({ isFenced: false, firstOnline: 1 })
    const mayStop = `${waits}\nbroker 1 replays the metadata log (0 behind)\nbroker 2 replays the metadata log (0 behind)`
    expect(heardAfter(`${mayStop}\n${HEARS}`)).toMatchObject({ isFenced: true, firstOnline: 1 })
    expect(brokerOf(played(`${mayStop}\n${HEARS}\nbroker 1 stops cleanly`, two).state, 0).isUp).toBe(false)
  })

  test('is heard of by a heartbeat of a broker that is fenced already: a partition in it may get a leader', () => {
    const three: Asked = { ...two, bounds: { brokers: 3, faults: { ...faults, 'process-crash': 2 } } }
    const { state } = played(
      `the process of broker 2 crashes
      controller fences broker 2
      broker 2 starts
      broker 2 registers
      broker 2 replays the metadata log (0 behind)
      controller unfences broker 2
      controller agrees to shut down broker 3
      the process of broker 1 crashes
      controller fences broker 1
      log directory of broker 3 fails`,
      three,
    )
    expect(brokerRegistrationOf(state, 2).isFenced).toBe(true)
    expect(registrationOf(state, 0)).toMatchObject({ leader: NONE, isr: 0b001 })
    const nowUnclean = configOf({ ...three, settings: { minIsr: 1, uncleanElection: true } })
    const after = handleDirectoriesOffline(nowUnclean)(state, { type: 'HandleDirectoriesOffline', broker: 2 })
    expect(isRefused(after) ? after : registrationOf(after, 0)).toMatchObject({ leader: 1, isr: 0b010 })
  })

  test('is heard of by nobody before 3.7', () =>
    expect(played(FAILS, { ...two, kafka: '3.5' }).refusal(HEARS)).toBe('the controller keeps no log directories'))

  test('leaves the replica offline when the broker hears of the partition, but for 3.7.0', () => {
    const replays = `${FAILS}\n${HEARS}\nbroker 1 replays the metadata log (0 behind)`
    expect(replicaOf(played(replays, two).state, 0, 0).fetcher).toBe('none')
    const { state } = played(`${RECORD}\n${replays}`, { ...two, with: ['kip-858-as-released'] })
    expect(brokerOf(state, 0).directory).toEqual([{ id: 1, oldest: 1, hasFailed: false }])
    expect(logEnd(replicaOf(state, 0, 0).disk)).toBe(0)
    expect(replicaOf(state, 0, 0)).toMatchObject({ leader: 1, leaderEpoch: 1 })
  })

  test('leaves the replica offline at 3.7.0, too, while the broker hears nothing of the partition', () => {
    const replays = `${FAILS}\n${HEARS}\nbroker 1 replays the metadata log (0 behind)`
    const { state } = played(replays, { ...unassigned, with: ['kip-858-as-released'] })
    expect(brokerOf(state, 0).directory).toEqual([{ id: 0, oldest: 0, hasFailed: true }])
  })

  test('is no place for a leader, also where the replica is in the ISR', () => {
    const joined = played(
      [
        ...['producer sends a record to broker 1', 'broker 2 fetches from its leader'],
        ...['broker 1 drops lagging broker 2 from the ISR', 'controller handles the AlterPartition of broker 1'],
        ...['broker 1 gets the answer to its AlterPartition', 'broker 2 fetches from its leader'],
        'log directory of broker 2 fails',
        'controller hears that the log directory of broker 2 has failed',
        'controller handles the AlterPartition of broker 1',
      ].join('\n'),
      two,
    )
    expect(registrationOf(joined.state, 0).isr).toBe(0b11)
    expect(joined.refusal('controller moves the leader to broker 2')).toBe('may not lead, or leads already')
  })
})

const STOPS =
  'controller agrees to shut down broker 1\nbroker 2 replays the metadata log (0 behind)\nbroker 1 stops cleanly'

describe('in a log directory that has failed', () => {
  const CHECKPOINTS = 'broker 1 checkpoints its high watermark'
  const KNOWN = `${RECORD}\n${CHECKPOINTS}\n${FAILS}`
  const losing: Asked = { ...two, bounds: { ...two.bounds, faults: { ...faults, 'machine-crash': 1 } } }

  test('a broker checkpoints no high watermark', () =>
    expect(played(KNOWN, two).refusal(CHECKPOINTS)).toBe('writes nothing into a log directory that has failed'))

  test('it leaves the high watermark of before when it stops, and begins with that once the directory is repaired', () => {
    const stopped = played(`${KNOWN}\n${HEARS}\n${STOPS}`, two)
    expect(replicaOf(stopped.state, 0, 0).disk.highWatermark).toBe(1)
    const repaired = stopped.then('failed log directory of broker 1 is repaired\nbroker 1 starts')
    expect(replicaOf(repaired.state, 0, 0).highWatermark).toBe(1)
  })

  test('it flushes nothing when it stops', () => {
    const flushedTo = (schedule: string): number => replicaOf(played(schedule, losing).state, 0, 0).disk.recoveryPoint
    expect([flushedTo(`${RECORD}\n${STOPS}`), flushedTo(`${KNOWN}\n${STOPS}`)]).toEqual([1, 0])
  })
})

describe('a broker that starts', () => {
  const STARTS = 'broker 1 starts\nbroker 1 registers\nbroker 1 replays the metadata log (0 behind)'

  test('with the directory offline has no replica, tells so when it registers, and has not stopped cleanly', () => {
    const { state } = played(`${RECORD}\n${STOPS}\n${FAILS}\n${STARTS}`, withElr)
    expect(memberOf(brokerOf(state, 0)).stoppedCleanly).toBe(false)
    expect(brokerRegistrationOf(state, 0).firstOnline).toBe(1)
    expect(registrationOf(state, 0).elr).toBe(0)
    expect(replicaOf(state, 0, 0)).toMatchObject({ leader: NONE, fetcher: 'none' })
  })

  test('without it creates the replica anew, empty, and says where', () => {
    const removed = `${RECORD}\n${STOPS}\n${FAILS}\nfailed log directory of broker 1 is taken out of log.dirs\n${STARTS}`
    const { state, then } = played(removed, withElr)
    expect(logEnd(replicaOf(state, 0, 0).disk)).toBe(0)
    expect(registrationOf(state, 0)).toMatchObject({ elr: 0b01, directories: [0, 0] })
    expect(registrationOf(then(ASSIGNS).state, 0)).toMatchObject({ elr: 0b01, directories: [1, 0] })
    const named = played(removed, { ...withElr, with: ['hypothetical-marker-names-directories'] })
    expect(registrationOf(named.state, 0).elr).toBe(0)
  })

  test('with it repaired has what was in it', () => {
    const repaired = `${RECORD}\n${FAILS}\n${HEARS}\nfailed log directory of broker 1 is repaired\n${STARTS}`
    const { state, refusal } = played(repaired, two)
    expect(logEnd(replicaOf(state, 0, 0).disk)).toBe(1)
    expect(refusal(ASSIGNS)).toBe('has nothing to say about where its replicas are')
  })
})

describe('where no broker has said in which directory its replicas are', () => {
  test('a directory that fails is nothing to the partition, until the broker says so', () => {
    const heard = played(`${FAILS}\n${HEARS}`, unassigned)
    expect(registrationOf(heard.state, 0)).toMatchObject({ isr: 0b11, directories: [UNASSIGNED, UNASSIGNED] })
    expect(registrationOf(heard.then(ASSIGNS).state, 0)).toMatchObject({
      leader: 1,
      isr: 0b10,
      directories: [0, UNASSIGNED],
    })
  })

  test('a broker that starts with it offline creates the replica anew', () => {
    const { state } = played(
      `${FAILS}\nthe process of broker 1 crashes\nbroker 1 starts\nbroker 1 replays the metadata log (0 behind)`,
      unassigned,
    )
    expect(brokerOf(state, 0).directory).toEqual([{ id: 1, oldest: 1, hasFailed: false }])
  })
})

test('a log that is moved to another directory has the epochs of its records only, and its broker says where it is', () => {
  const faultsOfMove = { 'leader-move': 1, 'directory-move': 1 }
  const asked: Asked = { bounds: { brokers: 2, records: 1, faults: faultsOfMove }, settings: { minIsr: 1 } }
  const moves = 'broker 1 has moved its replicas to another log directory'
  const { state, then } = played(moves, asked)
  expect(replicaOf(state, 0, 0).disk.epochs).toEqual([])
  expect(replicaOf(state, 0, 0)).toMatchObject({ leader: 0, leaderEpoch: 0 })
  expect(registrationOf(then(ASSIGNS).state, 0)).toMatchObject({ isr: 0b11, directories: [1, 0] })
  const kept = played(moves, { ...asked, with: ['hypothetical-epochs-move-along'] })
  expect(replicaOf(kept.state, 0, 0).disk.epochs).toHaveLength(1)
})

test('eligible leader replicas stay so at an assignment since 4.3', () => {
  const bounds = { brokers: 2, records: 1, faults, kraft: { metadataLag: 2, elr: true, unassigned: true } }
  const asked: Asked = { bounds, settings: { minIsr: 2 } }
  const schedule = `controller agrees to shut down broker 2\n${ASSIGNS}`
  expect(registrationOf(played(schedule, asked).state, 0).elr).toBe(0b10)
  expect(registrationOf(played(schedule, { ...asked, without: ['elr-kept-by-assignment'] }).state, 0).elr).toBe(0)
})
