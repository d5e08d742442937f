/** When a leader answers, and when it lets a request wait. States are made by hand, where only large worlds have them. */
import { bounds, defaultSettings } from '../bounds'
import { replicaOf, withBroker, withReplica } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logEnd } from '../replica/disk'
import { logOf } from '../replica/log'
import type { Cluster, Exchange, Replica } from '../state'
import { preset } from '../versions/timeline'
import { isRefused, refuse } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'

const machineOf = (without: readonly string[] = []): Machine<Cluster, Action> => {
  const protocol = preset('2.1', { without })
  if (protocol === undefined) throw new Error('no release 2.1')
  const faults = { 'leader-move': 2, 'cut-off': 1, 'isr-shrink': 2 }
  const world = bounds({ brokers: 3, epochs: 4, grain: 'message', faults })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

const machine = machineOf()

/** The cluster after one step. */
const fired = (cluster: Cluster, line: string, of = machine): Cluster => {
  const action = of.actions.parse(line)
  const next = action === undefined ? refuse('is no action') : of.fire(cluster, action)
  if (isRefused(next)) throw new Error(`"${line}" ${next.refused}`)
  return next
}

const ANSWER = 'broker 1 answers broker 2'
const answer = (cluster: Cluster): string | undefined => refusal(machine, cluster, ANSWER)

const replicaAt = (cluster: Cluster, id: number): Replica => replicaOf(cluster, id, 0)

/** The same cluster, where broker 2 is not as it was when it asked. */
const changed = (cluster: Cluster, replica: Partial<Replica>): Cluster =>
  withReplica(cluster, 1, 0, { ...replicaAt(cluster, 1), ...replica })

/** The same cluster, where broker 1 leads no more. */
const resigned = (cluster: Cluster): Cluster => withReplica(cluster, 0, 0, { ...replicaAt(cluster, 0), leader: 2 })

/** The same cluster, where what broker 2 sent to broker 1 says something else. */
const saying = (cluster: Cluster, exchange: Partial<Exchange>): Cluster =>
  withBroker(cluster, 1, {
    exchanges: (cluster.brokers[1]?.exchanges ?? []).map((ofPartition) =>
      ofPartition.map((one) => (one.stage === 'idle' ? one : { ...one, ...exchange })),
    ),
  })

const longer = (cluster: Cluster): Replica['disk'] => ({
  ...replicaAt(cluster, 1).disk,
  log: logOf([{ value: 0, epoch: 0 }]),
})

describe('a fetch that brings nothing new', () => {
  const asked = play(machine, 'broker 2 sends a fetch to its leader')

  test('waits', () => expect(answer(asked)).toMatch(/waiting/))

  test.each<[string, Partial<Replica>]>([
    ['follows somebody else', { leader: 2 }],
    ['is in another epoch', { leaderEpoch: 1 }],
    ['has to truncate first', { fetcher: 'truncating' }],
    ['has a log with another end', { disk: longer(asked) }],
    ['knows another high watermark', { highWatermark: 1 }],
  ])('is answered where the follower %s, because that sets its thread free', (_, replica) =>
    expect(answer(changed(asked, replica))).toBeUndefined(),
  )

  test('waits as well where the answer is an error', () => {
    const nobodyLeads = resigned(asked)
    expect(answer(nobodyLeads)).toMatch(/waiting/)
    expect(answer(changed(nobodyLeads, { fetcher: 'truncating' }))).toBeUndefined()
  })
})

describe('a question where an epoch ends', () => {
  const toBeAsked = changed(machine.initial, {
    fetcher: 'truncating',
    disk: { ...longer(machine.initial), epochs: [{ epoch: 0, startOffset: 0 }] },
  })
  const ask = 'broker 2 asks its leader where its last epoch ends'

  const asked = fired(toBeAsked, ask)
  const leaderGone = resigned(asked)

  test('is asked a second time by a follower that has cut its log, and not yet enough', () =>
    expect(refusal(machine, changed(toBeAsked, { fetcher: 'converging' }), ask)).toBeUndefined())

  test('waits where the answer is an error, and the follower would ask the same', () =>
    expect(answer(leaderGone)).toMatch(/waiting/))

  test('is answered, if by an error, where the follower would not', () => {
    expect(answer(changed(leaderGone, { fetcher: 'fetching' }))).toBeUndefined()
    expect(answer(changed(leaderGone, { disk: { ...longer(asked), epochs: [] } }))).toBeUndefined()
  })
})

describe('a leader that cannot reach ZooKeeper', () => {
  const outside = `broker 1 drops lagging broker 2 from the ISR
    broker 1 is cut off from ZooKeeper and the controller
    broker 2 sends a fetch to its leader`
  const late = 'producer sends a record to broker 1'
  const fetched = play(machine, `${late}\n${outside}`)
  const caughtUp = saying(fetched, { fetchOffset: 1 })

  test('answers no fetch that would let a follower into the ISR', () =>
    expect(answer(caughtUp)).toMatch(/waits for ZooKeeper/))

  test('answers a fetch that lets nobody in, because the follower has not come far enough', () => {
    const alone = play(machine, `${late}\nbroker 1 drops lagging broker 3 from the ISR\n${outside}`)
    expect(replicaAt(alone, 0).highWatermark).toBe(1)
    expect(answer(alone)).toBeUndefined()
  })

  test('answers questions, whoever asks', () => expect(answer(saying(caughtUp, { stage: 'ask' }))).toBeUndefined())

  test('does not wait for it once it leads no more', () => {
    expect(answer(resigned(caughtUp))).toBeUndefined()
  })
})

describe('a fetch is counted', () => {
  const asked = 'broker 2 sends a fetch to its leader'
  const fetching = (of: Machine<Cluster, Action>): Cluster =>
    saying(play(of, `producer sends a record to broker 1\n${asked}`), { fetchOffset: 1 })
  const known = (cluster: Cluster): number | undefined => replicaAt(cluster, 0).leadership.logEnds[1]
  const stageOf = (cluster: Cluster): string | undefined => cluster.brokers[1]?.exchanges[0]?.[0]?.stage

  test('from where it begins', () => {
    const served = fired(fetching(machine), ANSWER)
    expect([known(served), stageOf(served)]).toEqual([1, 'fetched'])
  })

  test('not where it begins beyond the end of the log', () => {
    const served = fired(saying(fetching(machine), { fetchOffset: 2 }), ANSWER)
    expect([known(served), stageOf(served)]).toEqual([0, 'outOfRange'])
  })

  test('not from another epoch', () => {
    const served = fired(changed(saying(fetching(machine), { leaderEpoch: 3 }), { fetcher: 'truncating' }), ANSWER)
    expect([known(served), stageOf(served)]).toEqual([0, 'idle'])
  })

  test('from another epoch, too, where only answers are fenced: the first attempt at KIP-320', () => {
    const firstTry = machineOf(['kip-320/countsFetch'])
    const served = fired(saying(fetching(firstTry), { leaderEpoch: 3 }), ANSWER, firstTry)
    expect([known(served), stageOf(served)]).toEqual([1, 'idle'])
  })

  test('from another epoch, too, where nobody is fenced', () => {
    const unfenced = machineOf(['kip-320/fences'])
    const served = fired(saying(fetching(unfenced), { leaderEpoch: 3 }), ANSWER, unfenced)
    expect([known(served), stageOf(served)]).toEqual([1, 'fetched'])
  })
})

describe('a follower that gets an answer', () => {
  const GETS = 'broker 2 gets the answer of broker 1'
  const asked = play(machine, 'producer sends a record to broker 1\nbroker 2 sends a fetch to its leader')
  const answered = fired(asked, ANSWER)
  const logs = (cluster: Cluster): number => logEnd(replicaAt(cluster, 1).disk)
  const after = (cluster: Cluster): number => logs(fired(cluster, GETS))

  test('appends what it asked for', () => expect(after(answered)).toBe(1))

  test.each<[string, Partial<Replica>]>([
    ['follows somebody else', { leader: 2 }],
    ['has to truncate first', { fetcher: 'truncating' }],
  ])('has no use for it where it %s', (_, replica) => expect(after(changed(answered, replica))).toBe(0))

  test('has no use for a record that does not come next', () =>
    expect(after(changed(answered, { disk: longer(answered) }))).toBe(1))

  const ahead = changed(machine.initial, {
    disk: { ...longer(machine.initial), epochs: [{ epoch: 0, startOffset: 0 }] },
  })
  const outOfRange = fired(fired(ahead, 'broker 2 sends a fetch to its leader'), ANSWER)

  test('cuts its log where it is out of range', () => expect([logs(outOfRange), after(outOfRange)]).toEqual([1, 0]))

  test('cuts nothing where the leader leads no more, or in another epoch, or has as much by now', () => {
    expect(after(resigned(outOfRange))).toBe(1)
    expect(after(changed(outOfRange, { leaderEpoch: 1 }))).toBe(1)
    expect(after(fired(outOfRange, 'producer sends a record to broker 1'))).toBe(1)
  })

  const truncating = changed(ahead, { fetcher: 'truncating' })
  const told = fired(fired(truncating, 'broker 2 asks its leader where its last epoch ends'), ANSWER)

  test('cuts its log where its epoch ends', () => expect([logs(told), after(told)]).toEqual([1, 0]))

  test('does not truncate where it has done so, nor by what somebody else says', () => {
    expect(after(changed(told, { fetcher: 'fetching' }))).toBe(1)
    expect(after(changed(told, { leader: 2 }))).toBe(1)
  })
})
