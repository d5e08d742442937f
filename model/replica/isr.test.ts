/** How a leader writes its ISR, and what it makes of an answer that is late or lost. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { replicaOf } from '../cluster'
import { stateOf } from '../coordinator/coordinator'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Cluster, Replica } from '../state'
import { allAmendments, preset } from '../versions/timeline'

type Differing = Parameters<typeof bounds>[0]

const faults = { 'isr-shrink': 2, 'lost-zk-answer': 2, 'leader-move': 1, 'cut-off': 1, 'process-crash': 1 }

const machineOf = (
  release: string,
  put: readonly string[] = [],
  differing: Differing = {},
): Machine<Cluster, Action> => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const world = bounds({ brokers: 3, records: 2, faults, ...differing })
  return kafka({ protocol, settings: { ...defaultSettings, minIsr: 2 }, bounds: world })
}

const machine = machineOf('2.1')
const messages = machineOf('2.1', [], { grain: 'message' })
const since497 = machineOf('2.1', ['kip-497'])

/** Broker 3 is dropped, and about to be let in again: its fetch makes broker 1 write the ISR. */
const dropped = `
  producer sends a record to broker 1
  broker 2 fetches from its leader
  broker 1 drops lagging broker 3 from the ISR
  ZooKeeper answers broker 1`
const rejoining = `${dropped}
  broker 3 fetches from its leader`
const ANSWERED = 'ZooKeeper answers broker 1'
const LOST = 'the answer of ZooKeeper to broker 1 is lost'
const [TWO, THREE] = [0b011, 0b111]

const leaderAfter = (schedule: string, of = machine): Replica => replicaOf(play(of, schedule), 0, 0)
const isrAfter = (schedule: string, of = machine): readonly number[] => {
  const { isr, pendingIsr } = leaderAfter(schedule, of).leadership
  return [stateOf(play(of, schedule), 0).isr, isr, pendingIsr]
}
const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)

describe('an ISR that is written', () => {
  test('is pending until ZooKeeper answers, and then that of the leader', () => {
    expect(isrAfter(rejoining)).toEqual([THREE, TWO, THREE])
    expect(isrAfter(`${rejoining}\n${ANSWERED}`)).toEqual([THREE, THREE, 0])
  })

  test('is that of the leader at once where no answer can be lost', () => {
    const sure = machineOf('2.1', [], { faults: { 'isr-shrink': 1 } })
    const schedule = rejoining.replace(`${ANSWERED}\n`, '')
    expect(isrAfter(schedule, sure)).toEqual([THREE, THREE, 0])
  })

  test('moves the high watermark when it is answered, not before', () => {
    const shrinking = dropped.replace(ANSWERED, 'broker 2 fetches from its leader')
    const apart = machineOf('2.1', ['kip-497'])
    expect(leaderAfter(shrinking, apart).highWatermark).toBe(0)
    expect(leaderAfter(`${shrinking}\n${ANSWERED}`, apart).highWatermark).toBe(1)
  })

  test('is forgotten by a leader that crashes', () => {
    expect(isrAfter(`${rejoining}\nthe process of broker 1 crashes`)).toEqual([THREE, 0, 0])
  })

  test('is answered to nobody who is cut off, and to nobody who has written nothing', () => {
    const cut = `${rejoining}\nbroker 1 is cut off from ZooKeeper and the controller`
    for (const line of [ANSWERED, LOST]) {
      expect(refused(cut, line)).toContain('cannot reach ZooKeeper')
      expect(refused(dropped, line)).toContain('no answer')
    }
  })

  test('comes with a version that is old where the controller has written since', () => {
    const late = `${rejoining}
      controller moves the leader to broker 2
      ${ANSWERED}`
    expect(leaderAfter(late).leadership).toMatchObject({ isr: THREE, zkVersionIsCurrent: false })
    expect(refused(late, 'broker 1 drops lagging broker 3 from the ISR')).toContain('zkVersion')
  })
})

describe('a leader that waits for ZooKeeper', () => {
  const moved = `${rejoining}\ncontroller moves the leader to broker 2`
  const HANDLES = 'broker 1 handles the next LeaderAndIsr of controller epoch 0'

  test.each([
    [rejoining, 'producer sends a record to broker 1'],
    [rejoining, 'broker 2 fetches from its leader'],
    [rejoining, 'broker 3 fetches from its leader'],
    [moved, HANDLES],
  ])('has locked the partition until it is answered: %s / %s', (schedule, line) => {
    expect(refused(schedule, line)).toContain('locked')
    expect(refused(`${schedule}\n${ANSWERED}`, line)).toBeUndefined()
    expect(refused(`${schedule}\n${LOST}`, line)).toBeUndefined()
    expect(refused(schedule, line, since497)).toBeUndefined()
  })

  test('shows nothing to a consumer', () => {
    const committed = `${dropped}
      broker 2 fetches from its leader
      broker 3 fetches from its leader`
    expect(refused(committed, 'consumer fetches from broker 1')).toBeUndefined()
    const back = `${committed}\nbroker 3 fetches from its leader`
    expect(refused(back, 'consumer fetches from broker 1')).toContain('locked')
  })

  test('answers nobody who asks where an epoch ends', () => {
    const twice = machineOf('2.1', [], { faults: { ...faults, 'leader-move': 2 } })
    const told = (broker: number): string => `broker ${broker} handles the next LeaderAndIsr of controller epoch 0`
    const written = 'producer sends a record to broker 1\nbroker 3 fetches from its leader'
    const asking = [written, 'controller moves the leader to broker 2', told(1), told(2), told(3)]
      .concat('controller moves the leader to broker 1', told(1), told(2), told(3))
      .join('\n')
    const waiting = `${asking}\nbroker 1 drops lagging broker 2 from the ISR`
    expect(refused(asking, 'broker 3 truncates', twice)).toBeUndefined()
    expect(refused(waiting, 'broker 3 truncates', twice)).toContain('locked')
  })

  test('holds back the answer to the fetch that made it write', () => {
    expect(replicaOf(play(machine, rejoining), 2, 0).disk).toEqual(replicaOf(play(machine, dropped), 2, 0).disk)
    const sent = `producer sends a record to broker 1
      broker 1 drops lagging broker 3 from the ISR
      ZooKeeper answers broker 1
      broker 3 sends a fetch to its leader
      broker 1 serves broker 3
      broker 1 counts the fetch of broker 3`
    expect(refused(sent, 'broker 1 counts the fetch of broker 3', messages)).toContain('locked')
    expect(refused(sent, 'broker 1 serves broker 2', messages)).toContain('no request')
    expect(refused(sent, 'broker 3 gets the answer of broker 1', messages)).toContain('no answer')
    const answered = `${sent}\n${ANSWERED}\nbroker 1 counts the fetch of broker 3`
    expect(refused(answered, 'broker 3 gets the answer of broker 1', messages)).toBeUndefined()
  })

  test('writes no other ISR meanwhile', () => {
    expect(refused(rejoining, 'broker 1 drops lagging broker 2 from the ISR')).toContain('pending')
    expect(refused(rejoining, 'broker 1 drops lagging broker 2 from the ISR', since497)).toContain('pending')
  })
})

describe('a leader whose smaller ISR is written', () => {
  const put = ['kip-497', 'kip-497-as-released']
  const shrinks = `
    producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    broker 1 drops lagging broker 3 from the ISR`
  const highWatermarkAt = (of: Machine<Cluster, Action>, schedule: string): number =>
    leaderAfter(schedule, of).highWatermark
  const sure = { faults: { 'isr-shrink': 1 } }

  test('looks at the high watermark at once, or when it is answered', () => {
    expect(highWatermarkAt(machineOf('2.1', [], sure), shrinks)).toBe(1)
    expect(highWatermarkAt(since497, shrinks)).toBe(0)
    expect(highWatermarkAt(since497, `${shrinks}\n${ANSWERED}`)).toBe(1)
  })

  test('does not look in 2.7 to 3.0, until the next append (KAFKA-13091)', () => {
    const released = machineOf('2.1', put)
    expect(isrAfter(`${shrinks}\n${ANSWERED}`, released)).toEqual([TWO, TWO, 0])
    expect(highWatermarkAt(released, `${shrinks}\n${ANSWERED}`)).toBe(0)
    expect(highWatermarkAt(machineOf('2.1', put, sure), shrinks)).toBe(0)
    expect(highWatermarkAt(released, `${shrinks}\n${ANSWERED}\nproducer sends a record to broker 1`)).toBe(1)
  })
})

test('a leader whose session ends with its ISR write has registered again, and from KIP-380 on the controller notices', () => {
  const noticed = 'controller notices that broker 1 was restarted'
  expect(refused(`${rejoining}\n${LOST}`, noticed, machineOf('2.1', ['kip-380']))).toBeUndefined()
  expect(refused(`${rejoining}\n${LOST}`, noticed)).toMatch(/broker ids only/)
  expect(refused(`${rejoining}\n${LOST}`, noticed, machineOf('0.10.2', ['kip-380']))).toMatch(/no change/)
})

describe('a leader that does not get the answer', () => {
  const lost = `${rejoining}\n${LOST}`
  const movedAndLost = `${rejoining}\ncontroller moves the leader to broker 3\n${LOST}`

  test('keeps its old ISR, though the new one is written', () => {
    expect(isrAfter(lost)).toEqual([THREE, TWO, 0])
    expect(leaderAfter(`${lost}\nbroker 2 fetches from its leader`).highWatermark).toBe(1)
  })

  test('finds what it wrote when it writes it again, since 0.8.2', () => {
    const again = `${lost}\nbroker 3 fetches from its leader\n${ANSWERED}`
    expect(leaderAfter(again).leadership).toMatchObject({ isr: THREE, zkVersionIsCurrent: true })
    const first = machineOf('0.8.0')
    expect(isrAfter(`${lost}\nbroker 3 fetches from its leader`, first)).toEqual([THREE, TWO, 0])
  })

  test('repeats the write up to 1.0, so the answer is lost for good only where somebody else has written', () => {
    const old = machineOf('0.10.2')
    expect(isrAfter(lost, old)).toEqual([THREE, THREE, 0])
    expect(isrAfter(movedAndLost, old)).toEqual([THREE, TWO, 0])
  })

  test('counts on the larger ISR since KIP-497, until it is answered', () => {
    expect(isrAfter(lost, since497)).toEqual([THREE, TWO, THREE])
    expect(leaderAfter(`${lost}\nbroker 2 fetches from its leader`, since497).highWatermark).toBe(0)
  })
})

test('a write under an old version does not succeed where the znode holds something else', () => {
  const stale = `${dropped}\ncontroller moves the leader to broker 2\nbroker 3 fetches from its leader`
  expect(isrAfter(stale)).toEqual([TWO, TWO, 0])
})

describe('a broker that obeys again what it was told before it crashed', () => {
  const former = {
    brokers: 2,
    ...{ epochs: 3, faults: { 'process-crash': 2, 'repeated-request': 1 } },
  }
  const restarted = `the process of broker 1 crashes
    controller notices that broker 1 is gone
    broker 1 starts
    controller notices that broker 1 is back
    broker 1 handles the next LeaderAndIsr of controller epoch 0
    broker 1 truncates
    broker 2 handles the next LeaderAndIsr of controller epoch 0, and its answer is lost
    broker 1 fetches from its leader
    the process of broker 2 crashes
    broker 2 starts
    broker 2 handles the next LeaderAndIsr of controller epoch 0`
  const leadershipAt = (release: string, schedule: string): Replica['leadership'] =>
    replicaOf(play(machineOf(release, [], former), schedule), 1, 0).leadership

  test('leads with the ISR of that day, and an old version', () =>
    expect(leadershipAt('2.1', restarted)).toMatchObject({ isr: 0b10, zkVersionIsCurrent: false }))

  test('finds what it would write in the znode, and takes it for its own', () =>
    expect(leadershipAt('2.1', `${restarted}\nbroker 1 fetches from its leader`)).toMatchObject({
      isr: 0b11,
      zkVersionIsCurrent: true,
    }))
})

describe('a follower that was caught up within replica.lag.time.max.ms', () => {
  const clock = machineOf('2.1', [], { lagClock: true })
  const PASSES = 'replica.lag.time.max.ms passes at broker 1 since broker 3 was caught up'

  test('is not dropped from the ISR before that time has passed', () => {
    const behind = 'producer sends a record to broker 1'
    const line = 'broker 1 drops lagging broker 3 from the ISR'
    expect(refused(behind, line, clock)).toContain('within replica.lag.time.max.ms')
    expect(refused(`${behind}\n${PASSES}`, line, clock)).toBeUndefined()
    expect(refused(`${behind}\n${PASSES}`, PASSES, clock)).toContain('not caught up')
  })

  const outside = `producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    ${PASSES}
    broker 1 drops lagging broker 3 from the ISR
    ZooKeeper answers broker 1
    broker 3 fetches from its leader
    broker 3 fetches from its leader
    ${LOST}
    producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader`

  test('holds the high watermark back where its expansion failed, until that time has passed', () => {
    expect(leaderAfter(outside.replaceAll(PASSES, '')).highWatermark).toBe(2)
    expect(leaderAfter(outside, clock).highWatermark).toBe(1)
    const passed = `${outside}\n${PASSES}\nbroker 2 fetches from its leader`
    expect(leaderAfter(passed, clock).highWatermark).toBe(2)
  })

  test('holds nothing back in 0.8.0, nor in a leader that has just been told who is in the ISR', () => {
    const early = machineOf('0.8.0', [], { lagClock: true })
    expect(leaderAfter(outside, early).highWatermark).toBe(2)
    const moved =
      'controller moves the leader to broker 2\nbroker 2 handles the next LeaderAndIsr of controller epoch 0'
    expect(replicaOf(play(clock, moved), 1, 0).leadership.caughtUp).toBe(0b101)
  })
})

test('min.insync.replicas is asked of the larger ISR after the append, and of the one agreed on before it, since KIP-497', () => {
  const { decide } = preset('2.1', { with: allAmendments.filter(({ name }) => name === 'kip-497') }) ?? {}
  const { leadership } = leaderAfter(rejoining, since497)
  const three = { ...defaultSettings, minIsr: 3 }
  expect(decide?.acknowledges(leadership, three)).toBe(true)
  expect(decide?.refusesProduce(leadership, three)).toBeDefined()
})
