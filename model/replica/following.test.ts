/** What a follower does, and when it does nothing. States that only long schedules reach are made by hand. */
import type { Machine } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { brokerOf, replicaOf, withReplica } from '../cluster'
import type { Config } from '../config'
import { stateOf } from '../coordinator/coordinator'
import type { LeaderAndIsr } from '../coordinator/state'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Cluster, Replica } from '../state'
import type { Protocol } from '../versions/decisions'
import { allAmendments, preset } from '../versions/timeline'
import { logEnd } from './disk'
import { becomeFollower } from './follower'
import { logOf } from './log'

type Differing = Parameters<typeof bounds>[0]

const faults = { 'process-crash': 2, 'cut-off': 2, 'isr-shrink': 2, 'leader-move': 2 }
const world = (differing: Differing = {}): Config['bounds'] => bounds({ brokers: 3, epochs: 5, faults, ...differing })

const protocolOf = (release: string, put: readonly string[] = []): Protocol => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

const machineOf = (release = '2.1', differing: Differing = {}, put: readonly string[] = []): Machine<Cluster, Action> =>
  kafka({ protocol: protocolOf(release, put), settings: defaultSettings, bounds: world(differing) })

const machine = machineOf()

const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)

const fired = (cluster: Cluster, line: string, of = machine): Cluster => {
  const action = of.actions.parse(line)
  const next = action && of.fire(cluster, action)
  if (next === undefined || isRefused(next)) throw new Error(`"${line}" is refused`)
  return next
}

const changed = (cluster: Cluster, id: number, replica: Partial<Replica>): Cluster =>
  withReplica(cluster, id, 0, { ...replicaOf(cluster, id, 0), ...replica })

const RECORD = 'producer sends a record to broker 1\n'
const FETCHES = 'broker 2 fetches from its leader'
const TRUNCATES = 'broker 2 truncates'

describe('a broker fetches', () => {
  test('from its leader, and not as a leader', () =>
    expect(refused('', 'broker 1 fetches from its leader')).toContain('is not fetching'))

  test('not before it has truncated', () => {
    const truncating = changed(play(machine, RECORD), 1, { fetcher: 'truncating' })
    expect(refusal(machine, truncating, FETCHES)).toContain('is not fetching')
  })

  test('from nobody if its leader is down, or does not lead', () => {
    expect(refused(`${RECORD}the process of broker 1 crashes`, FETCHES)).toContain('does not answer')
    const resigned = changed(play(machine, RECORD), 0, { leader: 2 })
    expect(refusal(machine, resigned, FETCHES)).toContain('NOT_LEADER_FOR_PARTITION')
  })

  test('no records if its fetch is fenced', () => {
    const fencing = machineOf('2.1', { fetchRecords: 2 }, ['kafka-9338'])
    const newer = changed(play(fencing, RECORD + RECORD), 0, { leaderEpoch: 1 })
    expect(refusal(fencing, newer, `${FETCHES} (records: 2)`)).toContain('so many records')
    expect(refusal(fencing, newer, `${FETCHES} (records: 1)`)).toBeUndefined()
  })

  test('no records from a leader that does not take it for a replica', () => {
    const produced = play(machine, RECORD)
    const { leadership } = replicaOf(produced, 0, 0)
    const others = changed(produced, 0, { leadership: { ...leadership, unassigned: 0b010 } })
    expect(refusal(machine, produced, FETCHES)).toBeUndefined()
    expect(refusal(machine, others, FETCHES)).toContain('does not take it for a replica')
  })

  const longer = changed(machine.initial, 1, {
    disk: {
      ...replicaOf(machine.initial, 1, 0).disk,
      ...{ log: logOf([{ value: 0, epoch: 0 }]), epochs: [{ epoch: 0, startOffset: 0 }] },
    },
  })

  test('out of range if its log is longer than that of its leader, and truncates to the end of that', () => {
    const cut = fired(longer, FETCHES)
    expect(logEnd(replicaOf(cut, 1, 0).disk)).toBe(0)
    expect(brokerOf(cut, 1).isUp).toBe(true)
  })

  test('out of range, and exits, until KAFKA-7414', () => {
    const ended = fired(longer, FETCHES, machineOf('2.0.0'))
    expect(brokerOf(ended, 1).isUp).toBe(false)
    expect(logEnd(replicaOf(ended, 1, 0).disk)).toBe(1)
  })
})

describe('a follower truncates', () => {
  test('if it has to, for the first time or again', () => {
    expect(refused('', TRUNCATES)).toContain('nothing to truncate')
    expect(refused('', 'broker 1 truncates')).toContain('nothing to truncate')
    for (const fetcher of ['truncating', 'truncatingAgain'] as const) {
      const cluster = changed(machine.initial, 1, { fetcher })
      expect(replicaOf(fired(cluster, TRUNCATES), 1, 0).fetcher).toBe('fetching')
    }
  })

  test('once it has the answer to its last fetch', () => {
    const slow = machineOf('2.1', { faults: { ...faults, 'late-read': 1 } })
    const moves = [3, 1].map((id) => `controller moves the leader to broker ${id}`)
    const told = 'broker 2 handles the next LeaderAndIsr'
    const waiting = [RECORD, `${FETCHES}, and has to wait for the answer`, ...moves, told, told].join('\n')
    expect(replicaOf(play(slow, waiting), 1, 0)).toMatchObject({ leader: 0, fetcher: 'truncating' })
    expect(refused(waiting, TRUNCATES, slow)).toContain('waits for the answer to its last fetch')
  })

  test('by nobody if its leader is down', () => {
    const disk = { ...replicaOf(machine.initial, 1, 0).disk, epochs: [{ epoch: 0, startOffset: 0 }] }
    const down = changed(play(machine, 'the process of broker 1 crashes'), 1, { fetcher: 'truncating', disk })
    expect(refusal(machine, down, TRUNCATES)).toContain('does not answer')
  })
})

describe('a broker that becomes a follower', () => {
  const before: Replica = { ...replicaOf(machine.initial, 1, 0), highWatermark: 0 }
  const request = { partition: 0, leader: 0, leaderEpoch: 1 } as LeaderAndIsr
  const follows = (release: string, asked: Partial<LeaderAndIsr>, isStopping = false): Replica =>
    becomeFollower(
      { decide: protocolOf(release).decide, settings: defaultSettings, bounds: world() },
      before,
      { ...request, ...asked },
      isStopping,
    )

  test('goes on fetching from the leader that it follows, until KAFKA-7164', () => {
    expect(follows('2.0.0', {})).toEqual({ ...before, leaderEpoch: 1 })
    expect(follows('2.0.0', {}, true)).toEqual({ ...before, leaderEpoch: 1 })
    expect(follows('2.1', {}).fetcher).toBe('truncating')
  })

  test('asks another leader where to truncate', () =>
    expect(follows('2.0.0', { leader: 2 })).toMatchObject({ leader: 2, leaderEpoch: 1, fetcher: 'truncating' }))

  test('forgets what it knew as a leader', () => {
    const led = replicaOf(play(machine, RECORD), 0, 0)
    expect(led.leadership.purgatory).toEqual([0])
    const config = { decide: protocolOf('2.1').decide, settings: defaultSettings, bounds: world() }
    expect(becomeFollower(config, led, { ...request, leader: 1 }, false).leadership).toMatchObject({
      ...{ isr: 0, purgatory: [], remoteLogEnds: [-1, -1, -1], zkVersionIsCurrent: false },
    })
  })
})

describe('what waits for the high watermark of a leader that becomes a follower', () => {
  const led = replicaOf(play(machine, RECORD), 0, 0)
  const earlier = { ...led, leadership: { ...led.leadership, deferred: [{ offset: 4, value: 9 }] } }
  const deferred = (put: readonly string[], clients: boolean): unknown =>
    becomeFollower(
      { decide: protocolOf('2.1', put).decide, settings: defaultSettings, bounds: world({ clients }) },
      earlier,
      { partition: 0, leader: 1, leaderEpoch: 1 } as LeaderAndIsr,
      false,
    ).leadership.deferred

  test('is not forgotten before KAFKA-20634, where the bounds have clients', () => {
    const flaw = ['kafka-20634-flaw']
    const both = [
      { offset: 4, value: 9 },
      { offset: 0, value: 0 },
    ]
    expect([deferred(flaw, true), deferred(flaw, false)]).toEqual([both, []])
    expect([deferred([], true), deferred([], false)]).toEqual([[], []])
  })
})

describe('a leader that cannot reach ZooKeeper', () => {
  const CUT_OFF = 'broker 1 is cut off from ZooKeeper and the controller\n'
  const outside = `${RECORD}broker 3 fetches from its leader
    broker 3 fetches from its leader
    broker 1 drops lagging broker 2 from the ISR\n`

  test('waits with the partition locked if a fetch would let a follower into the ISR', () => {
    expect(refused(`${outside}${FETCHES}`, FETCHES)).toBeUndefined()
    expect(refused(`${outside}${FETCHES}\n${CUT_OFF}`, FETCHES)).toContain(
      'waits for ZooKeeper with the partition locked',
    )
  })

  test('serves a follower that is in the ISR, or not far enough to join it', () => {
    expect(refused(RECORD + CUT_OFF, FETCHES)).toBeUndefined()
    expect(refused(outside + CUT_OFF, FETCHES)).toBeUndefined()
  })
})

test('a leader proposes no other ISR while one is pending, even if it is not locked', () => {
  const since497 = machineOf('2.1', { faults: { ...faults, 'lost-zk-answer': 1 } }, ['kip-497'])
  const rejoining = `${RECORD}
    broker 1 drops lagging broker 2 from the ISR
    ZooKeeper answers broker 1
    broker 1 drops lagging broker 3 from the ISR
    ZooKeeper answers broker 1
    broker 2 fetches from its leader
    broker 2 fetches from its leader
    broker 3 fetches from its leader
    broker 3 fetches from its leader`
  const cluster = play(since497, rejoining)
  expect([stateOf(cluster, 0).isr, replicaOf(cluster, 0, 0).leadership.pendingIsr]).toEqual([0b011, 0b011])
  expect(replicaOf(cluster, 0, 0).leadership.remoteLogEnds).toEqual([-1, 1, 1])
})

describe('a leader with a clock', () => {
  const clock = machineOf('2.1', { lagClock: true })
  const PASSES = 'replica.lag.time.max.ms passes at broker 1 since broker 2 was caught up\n'
  const caughtUp = (schedule: string): number => replicaOf(play(clock, schedule), 0, 0).leadership.caughtUp

  test('takes a follower for caught up when it fetches from the log end, and not before', () => {
    expect([caughtUp(PASSES), caughtUp(RECORD + PASSES + FETCHES)]).toEqual([0b100, 0b100])
    expect(caughtUp(`${RECORD}${PASSES}${FETCHES}\n${FETCHES}`)).toBe(0b110)
    expect(caughtUp(PASSES + FETCHES)).toBe(0b110)
  })

  test('has nothing to tell a follower that was caught up, and is', () =>
    expect(refused('', FETCHES, clock)).toContain('nothing to learn'))

  test('is the only one whose time passes', () =>
    expect(refused('', 'replica.lag.time.max.ms passes at broker 2 since broker 1 was caught up', clock)).toContain(
      'does not lead',
    ))
})
