/** When a log directory fails, is moved, repaired or taken out, and when it is not (KIP-858). */
import { isRefused } from '../../../kit/refused'
import type { Bounds } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { isReportHeldBack } from './directory-reports'
import { alterPartitionOf, brokerRegistrationOf, memberOf, registrationOf } from './image'
import { configOf, machineOf, played, type Asked, type Played } from './kraft.fixture'
import { UNASSIGNED } from './state'

const two = (faults: Partial<Bounds['faults']>, more: Asked = {}): Asked => ({
  ...{ bounds: { brokers: 2, records: 2, faults }, settings: { minIsr: 1 } },
  ...more,
})

const failing = { 'directory-failure': 1, 'process-crash': 1, 'clean-shutdown': 1, 'isr-shrink': 1 }
const moving = { 'directory-move': 1, 'process-crash': 1, 'leader-move': 1, pause: 1 }

const FAILS = 'log directory of broker 1 fails'
const MOVED = 'broker 1 has moved its replicas to another log directory'
const REPAIRED = 'failed log directory of broker 1 is repaired'
const REMOVED = 'failed log directory of broker 1 is taken out of log.dirs'
const STARTS = 'broker 1 starts\nbroker 1 registers\nbroker 1 replays the metadata log (0 behind)'
const STOPS =
  'controller agrees to shut down broker 1\nbroker 2 replays the metadata log (0 behind)\nbroker 1 stops cleanly'

const directoryOf = ({ state }: Played): unknown => brokerOf(state, 0).directory[0]

describe('a log directory fails', () => {
  test('once, and as often as the bounds say', () => {
    const failed = played(FAILS, two({ ...failing, 'directory-failure': 2 }))
    expect(failed.refusal(FAILS)).toBe('has a failed log directory already')
    expect(failed.refusal('log directory of broker 2 fails')).toBeUndefined()
    expect(played(FAILS, two(failing)).refusal('log directory of broker 2 fails')).toMatch(/^no more of this fault/)
  })

  test('not where brokers have one, and none is moved there', () => {
    const { fire, initial } = machineOf(two({}))
    for (const type of ['FailDirectory', 'ReplaceWithFutureLog', 'AssignReplicasToDirs'] as const) {
      const after = fire(initial, { type, broker: 0 })
      expect(isRefused(after) && after.refused).toBe('has one log directory')
    }
    const heard = fire(initial, { type: 'HandleDirectoriesOffline', broker: 0 })
    expect(isRefused(heard) && heard.refused).toBe('has no failed log directory that the controller does not know')
  })

  test('and the broker waits no more for an answer to what it has proposed', () => {
    const DROPS = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR'
    const slot = ({ state }: Played): unknown => alterPartitionOf(brokerOf(state, 0), 0)
    const proposed = played(DROPS, two(failing))
    expect(slot(proposed)).toMatchObject({ stage: 'request', isAwaited: true })
    expect(slot(proposed.then(FAILS))).toMatchObject({ stage: 'request', isAwaited: false })
  })

  test('and a broker that registers says nothing of that before 3.7', () => {
    const registered = (kafka: string): number => {
      const schedule = `${FAILS}\nthe process of broker 1 crashes\ncontroller fences broker 1\nbroker 1 starts\nbroker 1 registers`
      return brokerRegistrationOf(played(schedule, two(failing, { kafka })).state, 0).firstOnline
    }
    expect([registered('3.5'), registered('4.3')]).toEqual([0, 1])
  })
})

describe('replicas are moved to another log directory', () => {
  test('by a process that runs, and has loaded its logs, as often as the bounds say', () => {
    const asked = two(moving)
    const crashed = played('the process of broker 1 crashes', asked)
    expect(crashed.refusal(MOVED)).toBe('is not running')
    expect(played('broker 1 is paused', asked).refusal(MOVED)).toBe('is paused')
    expect(crashed.then('broker 1 starts').refusal(MOVED)).toBe('has not loaded its logs yet')
    expect(played(MOVED, asked).refusal(MOVED)).toMatch(/^no more of this fault/)
  })

  test('not from one that has failed', () =>
    expect(played(FAILS, two({ ...failing, 'directory-move': 1 })).refusal(MOVED)).toMatch(/^has a failed/))

  test('and an epoch stays known there if a record is of it', () => {
    const schedule = `producer sends a record to broker 1
      broker 2 fetches from its leader
      controller moves the leader to broker 2
      controller moves the leader to broker 1
      broker 1 replays the metadata log (0 behind)`
    const asked = two({ 'directory-move': 1, 'leader-move': 2 })
    const epochsOf = ({ state }: Played): readonly number[] =>
      replicaOf(state, 0, 0).disk.epochs.map(({ epoch }) => epoch)
    const led = played(schedule, asked)
    expect([epochsOf(led), epochsOf(led.then(MOVED))]).toEqual([[0, 2], [0]])
  })
})

describe('a log directory is repaired or taken out', () => {
  test('where it has failed', () => {
    for (const line of [REPAIRED, REMOVED])
      expect(played('', two(failing)).refusal(line)).toBe('has no failed log directory')
  })

  test('and is online again once it is repaired', () => {
    const repaired = played(`${FAILS}\n${REPAIRED}`, two(failing))
    expect(directoryOf(repaired)).toEqual({ id: 0, oldest: 0, hasFailed: false })
  })

  test('and one that has failed has no marker of a clean shutdown when it is repaired', () => {
    const repaired = played(`${STOPS}\n${FAILS}\n${REPAIRED}\n${STARTS}`, two(failing))
    expect(memberOf(brokerOf(repaired.state, 0)).stoppedCleanly).toBe(false)
  })

  test('and a broker that ran when it was taken out was not shut down cleanly', () => {
    const removed = (schedule: string): boolean =>
      memberOf(brokerOf(played(`${schedule}\n${REMOVED}\n${STARTS}`, two(failing)).state, 0)).stoppedCleanly
    expect([removed(FAILS), removed(`${STOPS}\n${FAILS}`)]).toEqual([false, true])
  })
})

describe('a replica in a log directory that is offline', () => {
  /** Broker 2 has caught up, and broker 1 proposes it. */
  const PROPOSED = `producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 1 drops lagging broker 2 from the ISR
    controller handles the AlterPartition of broker 1
    broker 1 gets the answer to its AlterPartition
    broker 2 fetches from its leader`
  const HEARD = 'log directory of broker 2 fails\ncontroller hears that the log directory of broker 2 has failed'
  const HANDLED = 'controller handles the AlterPartition of broker 1'
  const isrOf = (schedule: string, asked: Asked): number => registrationOf(played(schedule, asked).state, 0).isr

  test('joins the ISR in every release, and would not if the controller asked for the directory', () => {
    const bars = ['hypothetical-offline-not-in-isr']
    expect(isrOf(`${PROPOSED}\n${HEARD}\n${HANDLED}`, two(failing))).toBe(0b11)
    expect(isrOf(`${PROPOSED}\n${HEARD}\n${HANDLED}`, two(failing, { with: bars }))).toBe(0b01)
    expect(isrOf(`${PROPOSED}\n${HANDLED}`, two(failing, { with: bars }))).toBe(0b11)
    expect(isrOf(`${PROPOSED}\n${HANDLED}`, two({ 'isr-shrink': 1 }, { with: bars }))).toBe(0b11)
  })
})

describe('what a broker tells about its log directories', () => {
  const HEARS = 'controller hears that the log directory of broker 1 has failed'
  const ASSIGNS = 'controller handles the AssignReplicasToDirs of broker 1'
  const NOTHING = 'has nothing to say about where its replicas are'
  const both = { ...moving, 'directory-failure': 1 }
  const isrOf = ({ state }: Played): number => registrationOf(state, 0).isr

  test('reaches no controller while it is paused', () => {
    const failed = played(`${FAILS}\nbroker 1 is paused`, two(both))
    expect(failed.refusal(HEARS)).toMatch(/^sends no heartbeat/)
    const moved = played(`${MOVED}\nbroker 1 is paused`, two(both))
    expect(moved.refusal(ASSIGNS)).toMatch(/^sends no heartbeat/)
  })

  test('is not kept before 3.7', () =>
    expect(played(MOVED, two(both, { kafka: '3.5' })).refusal(ASSIGNS)).toBe('the controller keeps no log directories'))

  test('is where its replicas are, once it has replayed what the controller takes for that', () => {
    const started = played('the process of broker 1 crashes\nbroker 1 starts\nbroker 1 registers', two(both))
    expect(started.refusal(ASSIGNS)).toBe(NOTHING)
    expect(played('', two(both)).refusal(ASSIGNS)).toBe(NOTHING)
    expect(played(MOVED, two(both)).refusal(ASSIGNS)).toBeUndefined()
  })

  test('is where its replicas are where no broker has said so, also if no directory can fail', () => {
    const unsaid = (is: boolean): Asked => ({
      bounds: { brokers: 2, kraft: { metadataLag: 2, elr: false, unassigned: is } },
    })
    expect(registrationOf(played(ASSIGNS, unsaid(true)).state, 0).directories).toEqual([0, UNASSIGNED])
    expect(registrationOf(played('', unsaid(false)).state, 0).directories).toEqual([])
  })

  test('is not that they were moved to a directory that has failed since', () =>
    expect(played(`${MOVED}\n${FAILS}`, two(both)).refusal(ASSIGNS)).toBe(NOTHING))

  test('is said once, also of a directory that has failed', () => {
    const unassigned: Asked = {
      bounds: { brokers: 2, faults: failing, kraft: { metadataLag: 2, elr: false, unassigned: true } },
    }
    const said = played(`${FAILS}\n${HEARS}\n${ASSIGNS}`, unassigned)
    expect(said.refusal(ASSIGNS)).toBe(NOTHING)
  })

  test('is that one has failed, which is nothing to a replica that was created anew in the next', () => {
    const anew = played(
      `${FAILS}
      controller moves the leader to broker 2
      broker 1 replays the metadata log (0 behind)
      ${ASSIGNS}
      ${HEARS}`,
      two(both, { with: ['kip-858-as-released'] }),
    )
    expect(registrationOf(anew.state, 0).directories).toEqual([1, 0])
    expect(isrOf(anew)).toBe(0b11)
  })

  test('is nothing while it acts on metadata that is lost', () => {
    const lost = played(
      `${MOVED}\n${ASSIGNS}\nbroker 1 replays the metadata log (0 behind)
      the quorum of controllers loses what was committed last (changes: 1)`,
      two({ 'directory-move': 1, 'quorum-loss': 1 }),
    )
    expect(registrationOf(lost.state, 0).directories).toEqual([0, 0])
    expect(lost.refusal(ASSIGNS)).toBe(NOTHING)
  })
})

describe('where no broker has said in which directory its replicas are, a broker whose directory has failed says so', () => {
  const HEARD = (broker: number): string =>
    `log directory of broker ${broker} fails\ncontroller hears that the log directory of broker ${broker} has failed`
  const ASSIGNS = 'controller handles the AssignReplicasToDirs of broker'
  const unassigned = (epochs: number): Asked => {
    const kraft = { metadataLag: 2, elr: false, unassigned: true }
    return { settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, epochs, faults: failing, kraft } }
  }

  test('and stays out of the ISR, if it was', () => {
    const dropped = `producer sends a record to broker 1
      broker 1 drops lagging broker 2 from the ISR
      controller handles the AlterPartition of broker 1`
    const { state } = played(`${dropped}\n${HEARD(2)}\n${ASSIGNS} 2`, unassigned(2))
    expect(registrationOf(state, 0)).toMatchObject({ leader: 0, isr: 0b01, directories: [UNASSIGNED, 0] })
  })

  test('and the controller is held back where that takes a leader epoch, and none is left within the bounds', () => {
    const heard = played(HEARD(1), unassigned(1))
    expect(heard.refusal(`${ASSIGNS} 1`)).toBe('no leader epochs are left within the bounds')
    expect(isReportHeldBack(configOf(unassigned(1)))(heard.state)).toBe(true)
    expect(isReportHeldBack(configOf(unassigned(2)))(played(HEARD(1), unassigned(2)).state)).toBe(false)
  })
})

test('without a leader epoch left within the bounds the controller hears nothing of the directory of a leader', () => {
  const asked = two(failing)
  const within: Asked = { ...asked, bounds: { ...asked.bounds, epochs: 1 } }
  const isHeld = (schedule: string): boolean => isReportHeldBack(configOf(within))(played(schedule, within).state)
  expect([isHeld(''), isHeld('log directory of broker 2 fails'), isHeld(FAILS)]).toEqual([false, false, true])
})
