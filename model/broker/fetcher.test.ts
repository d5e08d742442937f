/** When a leader reads, counts and answers, when it lets a fetch wait, and what a follower makes of an answer. States are made by hand, where only large worlds have them. */
import { bounds, defaultSettings } from '../bounds'
import { idle, replicaOf, withBroker, withReplica } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logEnd } from '../replica/disk'
import { logOf } from '../replica/log'
import type { Cluster, FetcherRequest, Replica } from '../state'
import { allAmendments, preset } from '../versions/timeline'
import { isRefused, refuse } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import type { Protocol } from '../versions/decisions'

const machineOf = (put: readonly string[] = ['kafka-9338'], release = '2.1'): Machine<Cluster, Action> => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const faults = { 'leader-move': 2, 'cut-off': 1, 'isr-shrink': 2 }
  const world = bounds({ brokers: 3, epochs: 4, grain: 'message', fetchRecords: 2, faults })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

const machineProtocol = (): Protocol => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  return protocol
}

const machine = machineOf()

/** The cluster after one step. */
const fired = (cluster: Cluster, line: string, of = machine): Cluster => {
  const action = of.actions.parse(line)
  const next = action === undefined ? refuse('is no action') : of.fire(cluster, action)
  if (isRefused(next)) throw new Error(`"${line}" ${next.refused}`)
  return next
}

const SERVE = 'broker 1 serves broker 2 (records: 1)'
const COUNT = 'broker 1 counts the fetch of broker 2'
const GET = 'broker 2 gets the answer of broker 1'
const FETCH = 'broker 2 sends a fetch to its leader'
const PRODUCE = 'producer sends a record to broker 1'
const serving = (cluster: Cluster): string | undefined => refusal(machine, cluster, SERVE)
const getting = (cluster: Cluster): string | undefined => refusal(machine, cluster, GET)

/** A fetch that the leader has read for, and counted. */
const counted = (cluster: Cluster, of = machine): Cluster => fired(fired(cluster, SERVE, of), COUNT, of)

/** What broker 2 and broker 1 have between them. */
const fetcherRequest = (cluster: Cluster): FetcherRequest => cluster.brokers[1]?.fetcherRequests[0]?.[0] ?? idle

/** What broker 1 knows of the log end of broker 2. */
const known = (cluster: Cluster): number | undefined => replicaAt(cluster, 0).leadership.remoteLogEnds[1]

const replicaAt = (cluster: Cluster, id: number): Replica => replicaOf(cluster, id, 0)

/** The same cluster, where broker 2 is not as it was when it asked. */
const changed = (cluster: Cluster, replica: Partial<Replica>): Cluster =>
  withReplica(cluster, 1, 0, { ...replicaAt(cluster, 1), ...replica })

/** The same cluster, where broker 1 leads no more. */
const resigned = (cluster: Cluster): Cluster => withReplica(cluster, 0, 0, { ...replicaAt(cluster, 0), leader: 2 })

/** The same cluster, where what broker 2 sent to broker 1 says something else. */
const saying = (cluster: Cluster, fetcherRequest: Partial<FetcherRequest>): Cluster =>
  withBroker(cluster, 1, {
    fetcherRequests: (cluster.brokers[1]?.fetcherRequests ?? []).map((ofPartition) =>
      ofPartition.map((one) => (one.stage === 'idle' ? one : { ...one, ...fetcherRequest })),
    ),
  })

const longer = (cluster: Cluster): Replica['disk'] => ({
  ...replicaAt(cluster, 1).disk,
  log: logOf([{ value: 0, epoch: 0 }]),
})

/** The same cluster, where broker 1 leads in another epoch. */
const inEpoch = (cluster: Cluster, leaderEpoch: number): Cluster =>
  withReplica(cluster, 0, 0, { ...replicaAt(cluster, 0), leaderEpoch })

describe('a fetch that finds no record', () => {
  const waiting = counted(play(machine, FETCH))

  test('waits at the leader', () => {
    expect(getting(waiting)).toMatch(/waits at the leader/)
    expect(serving(waiting)).toMatch(/waiting/)
  })

  test.each<[string, Partial<Replica>]>([
    ['follows somebody else', { leader: 2 }],
    ['is in another epoch', { leaderEpoch: 1 }],
    ['has to truncate first', { fetcher: 'truncating' }],
    ['has a log with another end', { disk: longer(waiting) }],
  ])('is answered where the follower %s, because that sets its thread free', (_, replica) =>
    expect(getting(changed(waiting, replica))).toBeUndefined(),
  )

  test('is answered at once where the follower does not know the high watermark', () =>
    expect(getting(changed(waiting, { highWatermark: 1 }))).toBeUndefined())

  test('is answered at once where the log of the leader begins later than that of the follower', () =>
    expect(getting(saying(waiting, { logStart: 1 }))).toBeUndefined())

  test('is answered where the same fetch would teach the leader something', () => {
    const forgotten = withReplica(waiting, 0, 0, {
      ...replicaAt(waiting, 0),
      leadership: { ...replicaAt(waiting, 0).leadership, remoteLogEnds: [-1, -1, 0] },
    })
    expect(getting(forgotten)).toBeUndefined()
    expect(getting(inEpoch(waiting, 1))).toBeUndefined()
    expect(getting(resigned(waiting))).toMatch(/waits/)
  })

  test('is answered where the same fetch would be fenced, though nobody leads', () =>
    expect(getting(inEpoch(resigned(waiting), 1))).toBeUndefined())

  test('is answered where the same fetch would be fenced, even if the leader notes nothing then (KAFKA-8400)', () => {
    const since = machineOf(['kafka-9338', 'kafka-8400'])
    expect(refusal(since, inEpoch(counted(play(since, FETCH), since), 1), GET)).toBeUndefined()
  })

  test('is read again when a record comes, and is not counted again', () => {
    const more = fired(waiting, PRODUCE)
    const forgotten = withReplica(more, 0, 0, {
      ...replicaAt(more, 0),
      leadership: { ...replicaAt(more, 0).leadership, remoteLogEnds: [-1, -1, 0] },
    })
    const read = fired(forgotten, SERVE)
    expect(fetcherRequest(read)).toMatchObject({ stage: 'fetched', records: [{ value: 0, epoch: 0 }] })
    expect(known(read)).toBe(-1)
    expect(refusal(machine, read, COUNT)).toMatch(/nothing that is to be counted/)
  })

  test('is fenced when it is read again in a newer epoch', () =>
    expect(fetcherRequest(fired(inEpoch(waiting, 1), SERVE))).toMatchObject({ stage: 'fetched', error: 'fenced' }))

  test('is not fenced at 2.1, where a fetch session has no epoch', () => {
    const released = machineOf([])
    const later = inEpoch(fired(counted(play(released, FETCH), released), PRODUCE, released), 1)
    expect(fetcherRequest(fired(later, SERVE, released))).toMatchObject({
      error: 'none',
      records: [{ value: 0, epoch: 0 }],
    })
  })

  test('is over where its leader leads no more, and the follower does not ask again', () => {
    expect(serving(resigned(waiting))).toMatch(/waiting/)
    expect(fetcherRequest(fired(changed(resigned(waiting), { leader: 2 }), SERVE)).stage).toBe('idle')
  })
})

describe('a question where an epoch ends', () => {
  const toBeAsked = changed(machine.initial, {
    fetcher: 'truncating',
    disk: { ...longer(machine.initial), epochs: [{ epoch: 0, startOffset: 0 }] },
  })
  const ask = 'broker 2 sends OffsetsForLeaderEpoch to its leader'

  const asked = fired(toBeAsked, ask)
  const leaderGone = resigned(asked)

  test('is asked a second time by a follower that has cut its log, and not yet enough', () =>
    expect(refusal(machine, changed(toBeAsked, { fetcher: 'truncatingAgain' }), ask)).toBeUndefined())

  test('waits where the answer is an error, and the follower would ask the same', () =>
    expect(serving(leaderGone)).toMatch(/waiting/))

  test('is answered, if by an error, where the follower would not', () => {
    expect(serving(changed(leaderGone, { fetcher: 'fetching' }))).toBeUndefined()
    expect(serving(changed(leaderGone, { disk: { ...longer(asked), epochs: [] } }))).toBeUndefined()
  })

  test('brings no records', () =>
    expect(refusal(machine, asked, 'broker 1 serves broker 2 (records: 2)')).toMatch(/so many records/))

  test('from an older epoch stops the follower', () => {
    const told = fired(inEpoch(asked, 1), SERVE)
    expect(fetcherRequest(told)).toMatchObject({ stage: 'epochResponse', error: 'fenced' })
    expect(replicaAt(fired(told, GET), 1).fetcher).toBe('none')
  })

  test('from an older epoch stops the follower of the next epoch, too, but for KAFKA-7786', () => {
    const told = changed(fired(inEpoch(asked, 1), SERVE), { leaderEpoch: 1 })
    expect(replicaAt(fired(told, GET), 1).fetcher).toBe('none')
    expect(replicaAt(fired(told, GET, machineOf(['kafka-7786'])), 1).fetcher).toBe('truncating')
  })
})

describe('a leader that cannot reach ZooKeeper', () => {
  const outside = `broker 1 drops lagging broker 2 from the ISR
    broker 1 is cut off from ZooKeeper and the controller
    ${FETCH}`
  const fetched = play(machine, `${PRODUCE}\n${outside}`)
  const caughtUp = fired(saying(fetched, { fetchOffset: 1 }), SERVE)
  const counting = (cluster: Cluster): string | undefined => refusal(machine, cluster, COUNT)

  test('counts no fetch that would let a follower into the ISR', () =>
    expect(counting(caughtUp)).toMatch(/waits for ZooKeeper/))

  test('counts a fetch that lets nobody in, because the follower has not come far enough', () => {
    const alone = play(machine, `${PRODUCE}\nbroker 1 drops lagging broker 3 from the ISR\n${outside}`)
    expect(replicaAt(alone, 0).highWatermark).toBe(1)
    expect(counting(fired(alone, SERVE))).toBeUndefined()
  })

  test('answers questions, whoever asks', () =>
    expect(serving(saying(fetched, { stage: 'epochRequest', fetchOffset: 1 }))).toBeUndefined())

  test('does not wait for it once it leads no more', () => {
    expect(counting(resigned(caughtUp))).toBeUndefined()
  })
})

describe('a fetch is counted', () => {
  const fetching = (of = machine): Cluster => saying(play(of, `${PRODUCE}\n${FETCH}`), { fetchOffset: 1 })

  test('from where it begins, after it was read', () => {
    const read = fired(fetching(), SERVE)
    expect([known(read), fetcherRequest(read).stage]).toEqual([0, 'read'])
    const done = fired(read, COUNT)
    expect([known(done), fetcherRequest(done).stage]).toEqual([1, 'fetched'])
  })

  test('by a leader that is in another epoch by now', () => {
    expect(known(fired(inEpoch(fired(fetching(), SERVE), 1), COUNT))).toBe(1)
  })

  test('in its own epoch only, by a leader that would look at epochs when it counts', () => {
    const careful = machineOf(['kafka-9338', 'hypothetical-fenced-count'])
    expect(known(fired(inEpoch(fired(fetching(careful), SERVE, careful), 1), COUNT, careful))).toBe(0)
    expect(known(counted(fetching(careful), careful))).toBe(1)
    expect(known(counted(inEpoch(fetching(careful), 1), careful))).toBe(-1)
  })

  test('by nobody who does not lead any more', () => {
    const done = fired(resigned(fired(fetching(), SERVE)), COUNT)
    expect([known(done), fetcherRequest(done).stage]).toEqual([0, 'fetched'])
  })

  test('as unknown where it begins beyond the end of the log', () => {
    const done = counted(saying(fetching(), { fetchOffset: 2 }))
    expect([known(done), fetcherRequest(done)]).toMatchObject([-1, { stage: 'fetched', error: 'outOfRange' }])
  })

  test.each([
    ['an older', 1, 'fetched', 'fenced'],
    ['a newer', 0, 'idle', 'none'],
  ])('as unknown where it is of %s epoch', (_, leaderEpoch, stage, error) => {
    const asked = inEpoch(saying(fetching(), { leaderEpoch: leaderEpoch === 1 ? 0 : 1 }), leaderEpoch)
    const done = counted(changed(asked, { fetcher: 'truncating' }))
    expect([known(done), fetcherRequest(done)]).toMatchObject([-1, { stage, error }])
  })

  test('not at all where it fails, since KAFKA-8400', () => {
    const since = machineOf(['kafka-8400'])
    const done = fired(saying(fetching(since), { fetchOffset: 2 }), SERVE, since)
    expect([known(done), fetcherRequest(done)]).toMatchObject([0, { stage: 'fetched', error: 'outOfRange' }])
  })

  test('from where it begins though it is fenced, by the first attempt at KIP-320', () => {
    const firstTry = machineOf(['kafka-9338', 'kip-320-first-try'])
    const done = counted(inEpoch(fetching(firstTry), 1), firstTry)
    expect([known(done), fetcherRequest(done)]).toMatchObject([1, { stage: 'fetched', error: 'fenced' }])
    expect(known(counted(saying(fetching(firstTry), { fetchOffset: 2 }), firstTry))).toBe(-1)
  })

  test('from another epoch, too, at 2.1', () => {
    const released = machineOf([])
    const done = counted(inEpoch(fetching(released), 1), released)
    expect([known(done), fetcherRequest(done)]).toMatchObject([1, { stage: 'fetched', error: 'none' }])
  })
})

describe('a follower that gets an answer', () => {
  const answered = counted(play(machine, `${PRODUCE}\n${FETCH}`))
  const logs = (cluster: Cluster): number => logEnd(replicaAt(cluster, 1).disk)
  const after = (cluster: Cluster): number => logs(fired(cluster, GET))

  test('appends what it asked for', () => expect(after(answered)).toBe(1))

  test('appends as many records as the answer carries', () => {
    const two = play(machine, `${PRODUCE}\n${PRODUCE}\n${FETCH}\nbroker 1 serves broker 2 (records: 2)\n${COUNT}`)
    expect(after(two)).toBe(2)
    const one = play(machine, `${PRODUCE}\n${FETCH}`)
    expect(refusal(machine, one, 'broker 1 serves broker 2 (records: 2)')).toMatch(/so many records/)
  })

  test.each<[string, Partial<Replica>]>([
    ['follows somebody else', { leader: 2 }],
    ['has to truncate first', { fetcher: 'truncating' }],
  ])('has no use for it where it %s', (_, replica) => expect(after(changed(answered, replica))).toBe(0))

  test('has no use for a record that does not come next', () =>
    expect(after(changed(answered, { disk: longer(answered) }))).toBe(1))

  test('stops where it is fenced, and only where it would use the answer', () => {
    const fenced = counted(inEpoch(play(machine, `${PRODUCE}\n${FETCH}`), 1))
    expect(replicaAt(fired(fenced, GET), 1).fetcher).toBe('none')
    expect(replicaAt(fired(changed(fenced, { fetcher: 'truncating' }), GET), 1).fetcher).toBe('truncating')
    expect(replicaAt(fired(changed(fenced, { disk: longer(fenced) }), GET), 1).fetcher).toBe('fetching')
  })

  const ahead = changed(machine.initial, {
    disk: { ...longer(machine.initial), epochs: [{ epoch: 0, startOffset: 0 }] },
  })
  const outOfRange = counted(fired(ahead, FETCH))

  test('cuts its log where it is out of range', () => expect([logs(outOfRange), after(outOfRange)]).toEqual([1, 0]))

  test('cuts nothing where the leader leads no more, or in another epoch, or has as much by now', () => {
    expect(after(resigned(outOfRange))).toBe(1)
    expect(after(changed(outOfRange, { leaderEpoch: 1 }))).toBe(1)
    expect(after(fired(outOfRange, PRODUCE))).toBe(1)
  })

  test('cuts nothing as long as the leader waits for ZooKeeper with the partition locked', () => {
    const { leadership } = replicaAt(outOfRange, 0)
    const locked = { ...replicaAt(outOfRange, 0), leadership: { ...leadership, pendingIsr: 0b011 } }
    expect(after(withReplica(outOfRange, 0, 0, locked))).toBe(1)
  })

  test('exits at 2.0.0 where it is out of range, and not if the leader has as much by now', () => {
    const old = machineOf([], '2.0.0')
    const tooLong = counted(fired(ahead, FETCH, old), old)
    const isUp = (cluster: Cluster): boolean | undefined => fired(cluster, GET, old).brokers[1]?.isUp
    expect([isUp(tooLong), isUp(fired(tooLong, PRODUCE, old))]).toEqual([false, true])
  })

  test('stops where it is out of range, and the leader in a newer epoch', () => {
    const stopped = fired(inEpoch(outOfRange, 1), GET)
    expect([logs(stopped), replicaAt(stopped, 1).fetcher]).toEqual([1, 'none'])
  })

  const truncating = changed(ahead, { fetcher: 'truncating' })
  const told = fired(fired(truncating, 'broker 2 sends OffsetsForLeaderEpoch to its leader'), SERVE)

  test('cuts its log where its epoch ends', () => expect([logs(told), after(told)]).toEqual([1, 0]))

  test('does not truncate where it has done so, nor by what somebody else says', () => {
    expect(after(changed(told, { fetcher: 'fetching' }))).toBe(1)
    expect(after(changed(told, { leader: 2 }))).toBe(1)
  })
})

describe('a leader that crashes', () => {
  const crashing = kafka({
    protocol: machineProtocol(),
    settings: defaultSettings,
    bounds: bounds({ brokers: 2, grain: 'message', faults: { 'process-crash': 1 } }),
  })
  const crashed = (schedule: string): FetcherRequest =>
    fetcherRequest(play(crashing, `${schedule}\nthe process of broker 1 crashes`))
  const served = `${FETCH}\nbroker 1 serves broker 2`

  test('does not count what it has read', () => expect(crashed(served).stage).toBe('idle'))

  test('may have answered what it has counted, and does not read again for it', () => {
    const left = crashed(`${served}\n${COUNT}`)
    expect([left.stage, left.leaderEpoch]).toEqual(['fetched', -1])
    const back = play(crashing, `${served}\n${COUNT}\nthe process of broker 1 crashes\nbroker 1 starts`)
    expect(refusal(crashing, back, 'broker 1 serves broker 2')).toMatch(/no request/)
    expect(refusal(crashing, back, GET)).toBeUndefined()
  })
})
