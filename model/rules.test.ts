import { bounds, defaultSettings, type Settings } from './bounds'
import { kafka } from './machine'
import { play, refusal } from './play'
import { replicaOf } from './cluster'
import { stateOf } from './coordinator/coordinator'
import { entriesOf } from './replica/log'
import { allAmendments, preset } from './versions/timeline'
import type { Cluster, Replica } from './state'
import type { Machine } from '../contract/machine'
import type { Action } from './actions'

type Faults = Parameters<typeof bounds>[0]

const machineOf = (
  release: string,
  differing: Faults = {},
  settings: Partial<Settings> = {},
): Machine<Cluster, Action> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return kafka({
    protocol,
    settings: { ...defaultSettings, ...settings },
    bounds: bounds({ brokers: 2, ...differing }),
  })
}

/** Brokers are named as in the schedules, from 1. */
const replicaAt = (cluster: Cluster, broker: number): Replica => replicaOf(cluster, broker - 1, 0)

const written = ({ disk }: Replica): string =>
  entriesOf(disk.log)
    .map(({ record: { value, epoch } }) => `${value}/${epoch}`)
    .join(' ')

const moveToTwo = `
  controller moves the leader to broker 2
  broker 1 handles the next LeaderAndIsr of controller epoch 0
  broker 2 handles the next LeaderAndIsr of controller epoch 0`

describe('replication', () => {
  const machine = machineOf('2.1')

  test('a fetch acknowledges what was fetched before it', () => {
    const once = play(
      machine,
      `producer sends a record to broker 1
      broker 2 fetches from its leader`,
    )
    expect(replicaAt(once, 1).leadership.remoteLogEnds[1]).toBe(0)
    expect(replicaAt(once, 1).highWatermark).toBe(0)
    const twice = play(
      machine,
      `producer sends a record to broker 1
      broker 2 fetches from its leader
      broker 2 fetches from its leader`,
    )
    expect(replicaAt(twice, 1).leadership.remoteLogEnds[1]).toBe(1)
    expect(replicaAt(twice, 1).highWatermark).toBe(1)
  })

  test("a follower's high watermark is one fetch behind its leader's", () => {
    const twice = `producer sends a record to broker 1
      broker 2 fetches from its leader
      broker 2 fetches from its leader`
    expect(replicaAt(play(machine, twice), 2).highWatermark).toBe(0)
    expect(replicaAt(play(machine, `${twice}\nbroker 2 fetches from its leader`), 2).highWatermark).toBe(1)
  })

  test('a fetch that teaches nobody anything waits at the leader', () => {
    expect(refusal(machine, machine.initial, 'broker 2 fetches from its leader')).toContain('nothing to learn')
  })

  test('a consumer reads below the high watermark only', () => {
    const appended = play(machine, 'producer sends a record to broker 1')
    expect(refusal(machine, appended, 'consumer fetches from broker 1')).toContain('nothing below its high watermark')
    expect(refusal(machine, appended, 'consumer fetches from broker 2')).toContain('NOT_LEADER_FOR_PARTITION')
  })
})

describe('a producer with acks=all', () => {
  const settings = { minIsr: 2 }
  const shrunk = 'broker 1 drops lagging broker 2 from the ISR'
  const behind = 'producer sends a record to broker 1'

  test('is refused while the ISR is smaller than min.insync.replicas', () => {
    const machine = machineOf('2.1', { faults: { 'isr-shrink': 1 } }, settings)
    const state = play(machine, `${behind}\n${shrunk}`)
    expect(refusal(machine, state, behind)).toContain('NOT_ENOUGH_REPLICAS')
  })

  test('is not refused at 0.8.0, which knows no min.insync.replicas', () => {
    const machine = machineOf('0.8.0', { faults: { 'isr-shrink': 1 } }, settings)
    expect(refusal(machine, play(machine, `${behind}\n${shrunk}`), behind)).toBeUndefined()
  })

  test('waits in the purgatory until the high watermark passes its record', () => {
    const machine = machineOf('2.1')
    expect(replicaAt(play(machine, behind), 1).leadership.purgatory).toEqual([0])
    const fetched = `${behind}\nbroker 2 fetches from its leader\nbroker 2 fetches from its leader`
    expect(replicaAt(play(machine, fetched), 1).leadership.purgatory).toEqual([])
  })

  test('is told by a leader that leads no more', () => {
    const machine = machineOf('2.1', { faults: { 'leader-move': 1 } })
    expect(replicaAt(play(machine, `${behind}${moveToTwo}`), 1).leadership.purgatory).toEqual([])
  })
})

describe('the ISR', () => {
  test('is written only by a leader whose zkVersion is current', () => {
    const machine = machineOf('2.1', { faults: { 'isr-shrink': 1, 'leader-move': 1 } })
    const state = play(
      machine,
      `producer sends a record to broker 1
      controller moves the leader to broker 2`,
    )
    expect(refusal(machine, state, 'broker 1 drops lagging broker 2 from the ISR')).toContain(
      'cached zkVersion is not equal',
    )
  })

  test('is left as it is by a leader that cannot reach ZooKeeper', () => {
    const machine = machineOf('2.1', { faults: { 'isr-shrink': 1, 'cut-off': 1 } })
    const state = play(
      machine,
      `producer sends a record to broker 1
      broker 1 is cut off from ZooKeeper and the controller`,
    )
    expect(refusal(machine, state, 'broker 1 drops lagging broker 2 from the ISR')).toContain('cannot reach ZooKeeper')
  })

  test('does not lose a follower that has everything, from 2.1 on', () => {
    const line = 'broker 1 drops lagging broker 2 from the ISR'
    const [before, since] = ['2.0.0', '2.1'].map((release) => machineOf(release, { faults: { 'isr-shrink': 1 } }))
    expect(before && refusal(before, before.initial, line)).toBeUndefined()
    expect(since && refusal(since, since.initial, line)).toContain('not lagging')
  })

  test('is joined while a fetch is served, and the log end of a non-member does not hold the high watermark back', () => {
    const machine = machineOf('2.1', { faults: { 'isr-shrink': 1 } })
    const alone = `producer sends a record to broker 1
      broker 1 drops lagging broker 2 from the ISR`
    expect(replicaAt(play(machine, alone), 1).highWatermark).toBe(1)
    expect(stateOf(play(machine, `${alone}\nbroker 2 fetches from its leader`), 0).isr).toBe(0b01)
    expect(
      stateOf(play(machine, `${alone}\nbroker 2 fetches from its leader\nbroker 2 fetches from its leader`), 0).isr,
    ).toBe(0b11)
  })
})

describe('a LeaderAndIsr request', () => {
  test('of an older leader epoch is taken and ignored', () => {
    const machine = machineOf('2.1', { faults: { 'leader-move': 2, 'controller-failover': 1 } })
    const state = play(
      machine,
      `controller moves the leader to broker 2
      another broker becomes controller
      controller moves the leader to broker 1
      broker 1 handles the next LeaderAndIsr of controller epoch 1
      broker 1 handles the next LeaderAndIsr of controller epoch 1`,
    )
    expect(replicaAt(state, 1).leaderEpoch).toBe(2)
    const late = play(
      machine,
      `controller moves the leader to broker 2
      another broker becomes controller
      controller moves the leader to broker 1
      broker 1 handles the next LeaderAndIsr of controller epoch 1
      broker 1 handles the next LeaderAndIsr of controller epoch 1
      broker 1 handles the next LeaderAndIsr of controller epoch 0`,
    )
    expect(late.brokers[0]?.requests).toEqual([])
    expect(replicaAt(late, 1)).toEqual(replicaAt(state, 1))
  })

  test('still arrives after a restart that the controller did not see', () => {
    const machine = machineOf('2.1', { faults: { 'leader-move': 1, 'process-crash': 1 } })
    const state = play(
      machine,
      `controller moves the leader to broker 2
      the process of broker 2 crashes
      broker 2 starts
      broker 2 handles the next LeaderAndIsr of controller epoch 0`,
    )
    expect(replicaAt(state, 2).leader).toBe(1)
  })

  test('is dropped when the controller sees its receiver go', () => {
    const machine = machineOf('2.1', { epochs: 4, faults: { 'leader-move': 1, 'process-crash': 1 } })
    const state = play(
      machine,
      `controller moves the leader to broker 2
      the process of broker 2 crashes
      controller notices that broker 2 is gone`,
    )
    expect(state.brokers[1]?.requests).toEqual([])
    expect(stateOf(state, 0)).toEqual({ leader: 0, leaderEpoch: 2, isr: 0b01 })
  })
})

describe('truncation', () => {
  const twoRecords = `producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    producer sends a record to broker 1`

  test('cuts at the high watermark before KIP-101, as soon as another leader is announced', () => {
    const machine = machineOf('0.10.2', { faults: { 'leader-move': 1 } })
    expect(written(replicaAt(play(machine, `${twoRecords}${moveToTwo}`), 1))).toBe('0/0')
  })

  test('waits for the answer of the new leader from KIP-101 on', () => {
    const machine = machineOf('1.1', { faults: { 'leader-move': 1 } })
    const state = play(machine, `${twoRecords}${moveToTwo}`)
    expect(written(replicaAt(state, 1))).toBe('0/0 1/0')
    expect(replicaAt(state, 1).fetcher).toBe('truncating')
  })

  test('is refused by a leader of another epoch from KIP-320 on', () => {
    const schedule = `producer sends a record to broker 1
      broker 2 fetches from its leader
      controller moves the leader to broker 2
      broker 2 handles the next LeaderAndIsr of controller epoch 0
      controller moves the leader to broker 1
      broker 2 handles the next LeaderAndIsr of controller epoch 0`
    const [before, since] = ['2.0.0', '2.1'].map((release) => machineOf(release, { faults: { 'leader-move': 2 } }))
    expect(before && refusal(before, play(before, schedule), 'broker 2 truncates')).toBeUndefined()
    expect(since && refusal(since, play(since, schedule), 'broker 2 truncates')).toContain('UNKNOWN_LEADER_EPOCH')
  })

  test('stops a follower that a newer leader fences, until it hears of the new epoch', () => {
    const machine = machineOf('2.1', { epochs: 5, faults: { 'leader-move': 4 } })
    const twice = (line: string): string => `${line}\n${line}`
    const [one, two] = [1, 2].map((id) => `broker ${id} handles the next LeaderAndIsr of controller epoch 0`)
    const moved = twice('controller moves the leader to broker 2\ncontroller moves the leader to broker 1')
    const schedule = `producer sends a record to broker 1
      broker 2 fetches from its leader
      ${moved}
      ${twice(one ?? '')}
      ${twice(one ?? '')}
      ${twice(two ?? '')}
      broker 2 truncates`
    const fenced = play(machine, schedule)
    expect(replicaAt(fenced, 1).leaderEpoch).toBe(4)
    expect(replicaAt(fenced, 2)).toMatchObject({ fetcher: 'none', leaderEpoch: 2 })
    expect(refusal(machine, fenced, 'broker 2 truncates')).toContain('nothing to truncate')
    expect(refusal(machine, fenced, 'broker 2 fetches from its leader')).toContain('not fetching')
    const told = play(machine, `${schedule}\n${twice(two ?? '')}`)
    expect(replicaAt(told, 2)).toMatchObject({ fetcher: 'truncating', leaderEpoch: 4 })
  })
})

describe('a fetch', () => {
  /** Broker 1 leads again, in epoch 2; broker 2 has heard of nothing. */
  const missed = `producer sends a record to broker 1
    controller moves the leader to broker 2
    broker 1 handles the next LeaderAndIsr of controller epoch 0
    controller moves the leader to broker 1
    broker 1 handles the next LeaderAndIsr of controller epoch 0`
  const fetches = 'broker 2 fetches from its leader'
  const hears = 'broker 2 handles the next LeaderAndIsr of controller epoch 0'
  const faults = { 'leader-move': 2, 'isr-shrink': 1 }
  const putting = (put: readonly string[], records = 1): Machine<Cluster, Action> => {
    const protocol = preset('2.1', { with: allAmendments.filter(({ name }) => put.includes(name)) })
    if (protocol === undefined) throw new Error('no release 2.1')
    return kafka({ protocol, settings: defaultSettings, bounds: bounds({ fetchRecords: records, faults }) })
  }

  test('of an older epoch is answered all the same at 2.1, in its session', () => {
    const state = play(putting([]), `${missed}\n${fetches}`)
    expect(written(replicaAt(state, 2))).toBe('0/0')
  })

  test('of an older epoch stops the follower since KAFKA-9338, until it hears of a newer epoch', () => {
    const fenced = putting(['kafka-9338'])
    const stopped = play(fenced, `${missed}\n${fetches}`)
    expect([written(replicaAt(stopped, 2)), replicaAt(stopped, 2).fetcher]).toEqual(['', 'none'])
    expect(refusal(fenced, stopped, fetches)).toContain('not fetching')
    const told = play(fenced, `${missed}\n${fetches}\n${hears}\n${hears}`)
    expect(replicaAt(told, 2)).toMatchObject({ fetcher: 'truncating', leaderEpoch: 2 })
  })

  test('of a newer epoch is tried again; the leader forgets what the follower has, up to KAFKA-8400', () => {
    const ahead = `controller moves the leader to broker 3
      ${hears}
      controller moves the leader to broker 1
      ${hears}
      broker 2 truncates`
    const before = putting(['kafka-9338'])
    const state = play(before, `${ahead}\n${fetches}`)
    expect(replicaAt(state, 1).leadership.remoteLogEnds[1]).toBe(-1)
    expect(refusal(before, state, fetches)).toContain('UNKNOWN_LEADER_EPOCH')
    const since = putting(['kafka-8400', 'kafka-9338'])
    expect(replicaAt(play(since, ahead), 1).leadership.remoteLogEnds[1]).toBe(0)
    expect(refusal(since, play(since, ahead), fetches)).toContain('UNKNOWN_LEADER_EPOCH')
  })

  test('brings as many records as it may, and there are', () => {
    const two = 'producer sends a record to broker 1\nproducer sends a record to broker 1'
    const machine = putting([], 2)
    const both = play(machine, `${two}\nbroker 2 fetches from its leader (records: 2)`)
    expect(written(replicaAt(both, 2))).toBe('0/0 1/0')
    expect(replicaAt(both, 1).leadership.remoteLogEnds[1]).toBe(0)
    const one = play(machine, `${two}\nbroker 2 fetches from its leader (records: 1)`)
    expect(written(replicaAt(one, 2))).toBe('0/0')
    expect(refusal(machine, one, 'broker 2 fetches from its leader (records: 2)')).toContain('so many records')
  })
})

describe('a crash', () => {
  const replicated = `producer sends a record to broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    broker 2 fetches from its leader`

  test('of the process keeps the log and falls back to the checkpointed high watermark', () => {
    const machine = machineOf('2.1', { faults: { 'process-crash': 1 } })
    const state = play(machine, `${replicated}\nthe process of broker 2 crashes\nbroker 2 starts`)
    expect(written(replicaAt(state, 2))).toBe('0/0')
    expect(replicaAt(state, 2)).toMatchObject({ highWatermark: 0, leaderEpoch: -1, fetcher: 'none' })
    const checkpointed = play(
      machine,
      `${replicated}
      broker 2 checkpoints its high watermark
      the process of broker 2 crashes
      broker 2 starts`,
    )
    expect(replicaAt(checkpointed, 2).highWatermark).toBe(1)
  })

  test('of the machine keeps what was flushed, and a clean stop flushes', () => {
    const machine = machineOf('2.1', { epochs: 4, faults: { 'machine-crash': 1, 'clean-shutdown': 1 } })
    const crashed = play(machine, `${replicated}\nthe machine of broker 2 crashes, its log survives up to offset 0`)
    expect(written(replicaAt(crashed, 2))).toBe('')
    const flushed = play(
      machine,
      `${replicated}
      controller agrees to shut down broker 2
      broker 2 stops cleanly
      broker 2 starts`,
    )
    expect(refusal(machine, flushed, 'the machine of broker 2 crashes, its log survives up to offset 0')).toContain(
      'has flushed',
    )
    expect(replicaAt(flushed, 2).highWatermark).toBe(1)
  })

  test('of the last ISR member leaves the partition offline, and the member in the ISR', () => {
    const machine = machineOf('2.1', { epochs: 4, faults: { 'process-crash': 2 } })
    const state = play(
      machine,
      `the process of broker 2 crashes
      controller notices that broker 2 is gone
      the process of broker 1 crashes
      controller notices that broker 1 is gone`,
    )
    expect(stateOf(state, 0)).toEqual({ leader: -1, leaderEpoch: 2, isr: 0b01 })
  })
})

describe('a zombie', () => {
  test('leads on while another broker is leader, and accepts records', () => {
    const machine = machineOf('2.1', { faults: { 'cut-off': 1 } })
    const state = play(
      machine,
      `broker 1 is cut off from ZooKeeper and the controller
      controller notices that broker 1 is gone
      broker 2 handles the next LeaderAndIsr of controller epoch 0
      producer sends a record to broker 1
      producer sends a record to broker 2`,
    )
    expect(stateOf(state, 0)).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b10 })
    expect([written(replicaAt(state, 1)), written(replicaAt(state, 2))]).toEqual(['0/0', '1/1'])
  })
})
