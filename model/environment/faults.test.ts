/** What each fault does to a broker, how often it may happen, and what heals it. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings, FREE } from '../bounds'
import { brokerOf, crashedDisks, replicaOf, withBroker, withReplica } from '../cluster'
import { stateOf } from '../coordinator/coordinator'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Disk } from '../replica/disk'
import { endOf, logOf } from '../replica/log'
import { faults as everyFault, type Broker, type Cluster } from '../state'
import type { Protocol } from '../versions/decisions'
import { preset } from '../versions/timeline'
import { stored } from '../storage/stored.fixture'

type Differing = Parameters<typeof bounds>[0]

const protocolOf = (release: string): Protocol => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

const machineOf = (differing: Differing = {}): Machine<Cluster, Action> =>
  kafka({
    protocol: protocolOf('2.1'),
    settings: defaultSettings,
    bounds: bounds({ brokers: 2, epochs: 6, ...differing }),
  })

const once = Object.fromEntries(everyFault.map((fault) => [fault, 1]))
const twice = Object.fromEntries(everyFault.map((fault) => [fault, 2]))
const machine = machineOf({ faults: { ...twice, 'lost-zk-answer': 0 } })

const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)
const brokerAfter = (schedule: string, broker: number, of = machine): Broker => brokerOf(play(of, schedule), broker - 1)

const MOVES = 'controller moves the leader to broker 2\n'
const BACK = 'controller moves the leader to broker 1\n'
const CRASHES = 'the process of broker 1 crashes\n'
const STARTS = 'broker 1 starts\n'
const PAUSED = 'broker 1 is paused\n'
const WAKES = 'broker 1 wakes up\n'
const CUT_OFF = 'broker 1 is cut off from ZooKeeper and the controller\n'
const RECONNECTS = 'broker 1 reaches ZooKeeper again\n'
const LINK_CUT = 'the network from broker 1 to broker 2 is cut\n'
const MENDED = 'the network from broker 1 to broker 2 is mended\n'
const LOST = 'the next LeaderAndIsr of controller epoch 0 to broker 2 is lost\n'
const REPEATED = 'broker 2 handles the next LeaderAndIsr of controller epoch 0, and its answer is lost\n'
const HANDLES = 'broker 2 handles the next LeaderAndIsr of controller epoch 0\n'
const RECORD = 'producer sends a record to broker 1\n'

describe('a fault happens as often as its budget says', () => {
  const sparse = machineOf({ faults: { ...once, 'lost-zk-answer': 0, 'leader-move': 2 } })
  const machineCrash = 'the machine of broker 1 crashes, its log survives up to offset 0\n'

  test.each([
    ['process-crash', '', CRASHES, STARTS],
    ['machine-crash', RECORD.repeat(2), 'the machine of broker 1 crashes, its log survives up to offset 1\n', STARTS],
    ['cut-off', '', CUT_OFF, RECONNECTS],
    ['cut-off-zookeeper', '', 'broker 1 is cut off from ZooKeeper\n', RECONNECTS],
    ['cut-off-controller', '', 'broker 1 is cut off from the controller\n', 'the controller reaches broker 1 again\n'],
    ['pause', '', PAUSED, WAKES],
    ['cut-link', '', LINK_CUT, MENDED],
    ['lost-request', MOVES + BACK, LOST, ''],
    ['repeated-request', MOVES, REPEATED, ''],
  ])('%s', (_, first, fault, heals) => {
    const again = fault.includes('up to offset 1') ? machineCrash : fault
    expect(refused(first, fault.trim(), sparse)).toBeUndefined()
    expect(refused(first + fault + heals, again.trim(), sparse)).toContain('no more of this fault')
    expect(refused(first + fault + heals, again.trim())).toBeUndefined()
  })
})

describe('a process that ends', () => {
  test('keeps its log and what is on its way to it, and nothing of its memory', () => {
    const { requests, replicas, ...rest } = brokerAfter(`${RECORD}${MOVES}${CRASHES}`, 1)
    expect(rest).toMatchObject({ isUp: false, isCutOff: false, isPaused: false, isStopping: false, controllerEpoch: 0 })
    expect(requests).toHaveLength(1)
    expect(replicas[0]).toMatchObject({ highWatermark: 0, leader: -1, leaderEpoch: -1, fetcher: 'none' })
    expect(replicas.map(({ disk }) => endOf(disk.log))).toEqual([1])
  })

  test('is no longer paused, cut off or about to stop when it starts again', () => {
    for (const before of [PAUSED, CUT_OFF, 'controller agrees to shut down broker 1\n'])
      expect(brokerAfter(before + CRASHES + STARTS, 1)).toMatchObject({
        ...{ isUp: true, isPaused: false, isCutOff: false, isStopping: false },
      })
  })

  test('does not end twice', () => {
    const flat = `${RECORD}${CRASHES}`
    expect(refused(flat, CRASHES.trim())).toContain('not running')
    expect(refused(flat, 'the machine of broker 1 crashes, its log survives up to offset 0')).toContain('not running')
  })
})

describe('a machine that crashes', () => {
  const survive = (records: number): string =>
    `the machine of broker 1 crashes, its log survives up to offset ${records}`
  const kept = (records: number): number =>
    endOf(replicaOf(play(machine, `${RECORD}${RECORD}${survive(records)}`), 0, 0).disk.log)

  test('loses records from the end of the log, as many as the step says', () =>
    expect([kept(0), kept(1)]).toEqual([0, 1]))

  test('loses something: a crash that loses nothing is one of the process', () =>
    expect([refused(RECORD, survive(1)), refused('', survive(0))]).toEqual([
      expect.stringContaining('has flushed'),
      expect.stringContaining('has flushed'),
    ]))

  test('loses nothing that a clean stop has flushed', () => {
    const flushed = `${RECORD}controller agrees to shut down broker 1\nbroker 1 stops cleanly\nbroker 1 starts\n`
    expect(refused(flushed, survive(0))).toContain('has flushed')
  })

  test('loses nothing of segments that are deleted', () => {
    const faults = { 'machine-crash': 1 }
    const first = stored(
      { storage: { segmentRecords: 1 }, bounds: { faults } },
      ...[RECORD, RECORD, ...Array.from({ length: 4 }, () => 'broker 2 fetches from its leader'), RECORD],
      ...['broker 1 deletes the records below offset 2', 'broker 1 deletes old segments'],
    )
    expect(first.disk(1)).toMatchObject({ recoveryPoint: 0, files: [{ segments: [{ baseOffset: 2 }] }] })
    expect([1, 2].map((records) => first.refusal(survive(records)))).toEqual([
      expect.stringContaining('has flushed'),
      undefined,
    ])
  })

  test('loses records of every partition that has so many, and of no other', () => {
    const two = machineOf({ partitions: 2, faults: twice })
    const cluster = play(two, `${`producer sends a record to broker 1 for partition 0\n`.repeat(2)}${survive(1)}`)
    expect(brokerOf(cluster, 0).replicas.map(({ disk }) => endOf(disk.log))).toEqual([1, 0])
  })
})

describe('a log that is loaded after a crash', () => {
  const disk: Disk = {
    log: logOf([0, 0, 1].map((epoch, value) => ({ epoch, value }))),
    epochs: [{ epoch: 0, startOffset: 0 }],
    ...{ highWatermark: 0, recoveryPoint: 0, files: [] },
  }
  const recovered = (release: string, epochs: Disk['epochs']): Disk['epochs'] => {
    const { decide } = protocolOf(release)
    const cluster = withReplica(machine.initial, 0, 0, {
      ...replicaOf(machine.initial, 0, 0),
      disk: { ...disk, epochs },
    })
    return crashedDisks(decide, brokerOf(cluster, 0)).flatMap((one) => one.epochs)
  }

  test('enters the epochs of its records that the cache does not have', () => {
    const both = [
      { epoch: 0, startOffset: 0 },
      { epoch: 1, startOffset: 2 },
    ]
    expect(recovered('2.1', disk.epochs)).toEqual(both)
    expect(recovered('2.1', [])).toEqual(both)
    expect(recovered('2.1', both)).toEqual(both)
  })

  test('enters none that is older than the last in the cache', () => {
    const newer = [{ epoch: 1, startOffset: 1 }]
    expect(recovered('2.1', newer)).toEqual(newer)
  })

  test('has no epochs before KIP-101', () => expect(recovered('0.10.2', [])).toEqual([]))
})

describe('a broker that is cut off', () => {
  test('runs on, and only one that runs can be', () => {
    expect(brokerAfter(CUT_OFF, 1)).toMatchObject({ isUp: true, isCutOff: true })
    expect(refused(CRASHES, CUT_OFF.trim())).toContain('not running')
    expect(refused(CUT_OFF, RECORD.trim())).toBeUndefined()
  })

  test('from ZooKeeper only, or from the controller only, runs as well', () => {
    for (const line of ['broker 1 is cut off from ZooKeeper', 'broker 1 is cut off from the controller']) {
      expect(refused('', line)).toBeUndefined()
      expect(refused(CRASHES, line)).toContain('not running')
    }
  })

  test('stays cut off if it is paused and wakes up, even if the controller has not noticed', () =>
    expect(brokerAfter(CUT_OFF + PAUSED + WAKES, 1)).toMatchObject({ isPaused: false, isCutOff: true }))

  test('is missed by the controller, and seen again once it reaches ZooKeeper', () => {
    const missed = `${CUT_OFF}controller notices that broker 1 is gone\n`
    expect(stateOf(play(machine, missed), 0)).toMatchObject({ leader: 1, isr: 0b10 })
    expect(refused(missed, 'controller notices that broker 1 is back')).toContain('no change')
    expect(refused(missed + RECONNECTS, 'controller notices that broker 1 is back')).toBeUndefined()
    expect(refused(CUT_OFF + RECONNECTS, 'controller notices that broker 1 is gone')).toContain('no change')
  })

  test('takes what was sent to it before for a request to its earlier session', () => {
    const old = brokerAfter(MOVES + CUT_OFF + RECONNECTS, 1).requests
    expect(old.map(({ hasStaleBrokerEpoch }) => hasStaleBrokerEpoch)).toEqual([true])
    expect(brokerAfter(MOVES + CUT_OFF, 1).requests.map(({ hasStaleBrokerEpoch }) => hasStaleBrokerEpoch)).toEqual([
      false,
    ])
  })
})

describe('a broker that is paused', () => {
  test('is missed by the controller, or goes on as if nothing had been', () => {
    expect(refused(PAUSED, 'controller notices that broker 1 is gone')).toBeUndefined()
    const { requests } = brokerAfter(MOVES + PAUSED + WAKES, 1)
    expect(requests.map(({ hasStaleBrokerEpoch }) => hasStaleBrokerEpoch)).toEqual([false])
  })

  test('wakes up, and is not paused any more', () => {
    expect(brokerAfter(PAUSED, 1).isPaused).toBe(true)
    expect(brokerAfter(PAUSED + WAKES, 1).isPaused).toBe(false)
    expect(refused(PAUSED, PAUSED.trim())).toContain('paused')
    expect(refused(CRASHES, PAUSED.trim())).toContain('not running')
  })
})

describe('a network that is cut', () => {
  test('in one direction is whole in the other', () => {
    const cut = play(machine, LINK_CUT)
    expect([brokerOf(cut, 0).unreachable, brokerOf(cut, 1).unreachable]).toEqual([0b10, 0])
    expect(refused(LINK_CUT, 'the network from broker 2 to broker 1 is cut')).toBeUndefined()
    expect(play(machine, LINK_CUT + MENDED).brokers).toEqual(machine.initial.brokers)
  })

  test('does not separate a broker from itself', () =>
    expect(refused('', 'the network from broker 1 to broker 1 is cut')).toContain('disconnected from itself'))
})

describe('a LeaderAndIsr', () => {
  test('that is lost is gone, and those behind it are not', () => {
    const waiting = brokerAfter(`${MOVES}${BACK}${LOST}`, 2).requests
    expect(waiting.map(({ leaderEpoch }) => leaderEpoch)).toEqual([2])
    expect(refused('', LOST.trim())).toContain('no LeaderAndIsr')
  })

  test('whose answer is lost is handled, and arrives again', () => {
    const handled = brokerAfter(MOVES + REPEATED, 2)
    expect(handled.replicas[0]).toMatchObject({ leader: 1, leaderEpoch: 1 })
    expect(handled.requests).toHaveLength(1)
    expect(handled.replicas).toEqual(brokerAfter(MOVES + HANDLES, 2).replicas)
    expect(brokerAfter(MOVES + REPEATED + HANDLES, 2)).toEqual(brokerAfter(MOVES + HANDLES, 2))
    expect(refused('', REPEATED.trim())).toContain('no LeaderAndIsr')
  })

  test('is handled, or answered, by no broker that is down or paused', () => {
    for (const line of [HANDLES, REPEATED]) {
      expect(refused(`${MOVES}the process of broker 2 crashes`, line.trim())).toContain('not running')
      expect(refused(`${MOVES}broker 2 is paused`, line.trim())).toContain('paused')
    }
  })

  test('is not handled while the broker waits for ZooKeeper', () => {
    const slow = machineOf({ faults: { ...twice, 'isr-shrink': 1 } })
    const waits = `${RECORD}broker 1 drops lagging broker 2 from the ISR\nanother broker becomes controller\n`
    const line = 'broker 1 handles the next LeaderAndIsr of controller epoch 1'
    for (const one of [line, `${line}, and its answer is lost`]) {
      expect(refused(waits, one, slow)).toContain('locked')
      expect(refused(`${waits}ZooKeeper answers broker 1`, one, slow)).toBeUndefined()
    }
  })
})

test('a broker without a session is not registered, and one that does not run is not either', () => {
  const noticed = (changes: Partial<Broker>): string | undefined =>
    refusal(machine, withBroker(machine.initial, 1, changes), 'controller notices that broker 2 is gone')
  expect(noticed({})).toContain('no change')
  for (const changes of [{ isUp: false }, { isCutOff: true }, { isPaused: true }])
    expect(noticed(changes)).toBeUndefined()
})

test('a fault that is free happens again and again, and the state tells only that it has', () => {
  const free = machineOf({ faults: { 'isr-shrink': FREE }, brokers: 3, records: 2 })
  const shrinks = 'broker 1 drops lagging broker 2 from the ISR\nbroker 1 drops lagging broker 3 from the ISR'
  expect(play(free, `producer sends a record to broker 1\n${shrinks}`).spent['isr-shrink']).toBe(1)
})
