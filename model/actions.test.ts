/** Which steps exist within which bounds: a fault without a budget is no step, and nothing that heals is left out. */
import type { Action } from './actions'
import { bounds, defaultSettings } from './bounds'
import { kafka } from './machine'
import { faults, type Cluster, type Fault } from './state'
import { preset } from './versions/timeline'
import type { Machine } from '../contract/machine'

type Differing = Parameters<typeof bounds>[0]

const actionsWithin = (differing: Differing): Machine<Cluster, Action>['actions'] => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  return kafka({ protocol, settings: defaultSettings, bounds: bounds(differing) }).actions
}

const typesWithin = (differing: Differing = {}): ReadonlySet<string> =>
  new Set(actionsWithin(differing).kinds.map(({ type }) => type))

const broughtBy = (differing: Differing): readonly string[] => {
  const usual = typesWithin()
  return [...typesWithin(differing)].filter((type) => !usual.has(type)).sort()
}

/** What an ordinary day has, whatever may fail. */
const everyDay: readonly Action['type'][] = ['ConsumerFetch', 'Fetch', 'HandleLeaderAndIsr', 'Produce', 'Truncate']

const aProcessEnds: readonly Action['type'][] = ['CheckpointHighWatermark', 'BrokerFailure', 'BrokerStartup', 'Start']
const aSessionEnds: readonly Action['type'][] = ['BrokerFailure', 'BrokerStartup']

/** The steps that are possible with one fault, and not without it. */
const steps: Readonly<Partial<Record<Fault, readonly Action['type'][]>>> = {
  'process-crash': [...aProcessEnds, 'ProcessCrash'],
  'machine-crash': [...aProcessEnds, 'MachineCrash'],
  'clean-shutdown': [...aProcessEnds, 'ControlledShutdown', 'Stop'],
  'cut-off': [...aSessionEnds, 'CutOff', 'Reconnect'],
  pause: [...aSessionEnds, 'Pause', 'WakeUp'],
  'cut-link': ['CutLink', 'MendLink'],
  'lost-request': ['LoseRequest'],
  'repeated-request': ['LoseAnswer'],
  'isr-shrink': ['ShrinkIsr'],
  'leader-move': ['MoveLeader'],
  'controller-failover': ['ControllerFailover'],
  'lost-zk-answer': ['LoseZkAnswer', 'ZooKeeperAnswers'],
}

test('without faults only what happens every day is possible', () =>
  expect([...typesWithin()].sort()).toEqual(everyDay))

const budgeted = faults.flatMap((fault) => {
  const brought = steps[fault]
  return brought === undefined ? [] : [[fault, brought] as const]
})

test.each(budgeted)('a budget for %s brings its steps, and those that heal it', (fault, brought) =>
  expect(broughtBy({ faults: { [fault]: 1 } })).toEqual(expect.arrayContaining([...brought])),
)

/** What needs the log on disk; its faults are in storage/storage.test.ts. */
const ofStorage: readonly Fault[] = ['disk-loss', 'io-error', 'lost-checkpoint', 'crash-while-loading']
/** Those of KRaft. session-expiry has no step of its own: it lets the controller fence a broker that sends heartbeats. */
const ofKraft: readonly Fault[] = [
  'session-expiry',
  'lost-alter-partition',
  'quorum-loss',
  'directory-failure',
  'directory-move',
]
/** Those of what is late on a connection have a step only where a fetch is several. */
const ofConnections: readonly Fault[] = ['late-fetch', 'late-read']
const plainFaults = faults.filter((fault) => ![...ofStorage, ...ofKraft, ...ofConnections].includes(fault))

test('the faults of the log on disk have no step where the bounds have no storage', () =>
  expect(broughtBy({ faults: { 'lost-checkpoint': 1, 'crash-while-loading': 1 } })).toEqual([]))

test.each(plainFaults)('no fault but %s has its harm', (fault) => {
  const harmsWithin = (among: readonly Fault[]): readonly string[] =>
    actionsWithin({ faults: Object.fromEntries(among.map((one) => [one, 1])) })
      .kinds.filter(({ role }) => role === 'harm')
      .map(({ type }) => type)
  const others = harmsWithin(plainFaults.filter((other) => other !== fault))
  expect(harmsWithin([fault])).toHaveLength(1)
  expect(others).toHaveLength(plainFaults.length - 1)
  expect(others).not.toEqual(expect.arrayContaining([...harmsWithin([fault])]))
})

test('no broker stops without handing over where no clean shutdown is budgeted', () => {
  const stops = (faults: Partial<Record<Fault, number>>): boolean =>
    typesWithin({ controlledShutdown: 'no', faults }).has('StopUnasked')
  expect([stops({}), stops({ 'clean-shutdown': 1 })]).toEqual([false, true])
})

test('that replica.lag.time.max.ms passes is a step where the bounds have a clock', () =>
  expect(broughtBy({ lagClock: true })).toEqual(['PassLagTime']))

test('what producers are told instead of success is a step where the bounds ask for it', () =>
  expect(broughtBy({ clients: true })).toEqual(['RefuseProducer', 'TimeOutProducer']))

describe('message by message', () => {
  const exchanged = ['SendOffsetsForLeaderEpoch', 'Receive', 'SendFetch', 'Serve']

  test('a fetch is sent, served and received, and neither it nor a truncation is one step', () => {
    const fine = typesWithin({ grain: 'message' })
    expect([...fine]).toEqual(expect.arrayContaining(exchanged))
    expect([fine.has('Fetch'), fine.has('Truncate')]).toEqual([false, false])
    expect(exchanged.filter((type) => typesWithin().has(type))).toEqual([])
  })

  test('a follower gives up waiting only where something is slow: a pause, or a cut link', () => {
    const gives = (fault?: Fault): boolean =>
      typesWithin({ grain: 'message', faults: fault === undefined ? {} : { [fault]: 1 } }).has('GiveUp')
    expect([gives('pause'), gives('cut-link'), gives('process-crash'), gives()]).toEqual([true, true, false, false])
  })

  test('no follower gives up waiting where a fetch is one step', () =>
    expect(typesWithin({ faults: { pause: 1, 'cut-link': 1 } }).has('GiveUp')).toBe(false))
})

test.each<[string, Differing, readonly Action['type'][], string, Differing]>([
  [
    'an old process fetches in one step',
    { faults: { 'id-taken-over': 1 } },
    ['FetchByOld', 'TruncateByOld'],
    'a fetch is several',
    { grain: 'message', faults: { 'id-taken-over': 1 } },
  ],
  [
    'a follower waits for an answer that is late',
    { faults: { 'late-read': 1 } },
    ['FetchSlowly'],
    'a fetch is several',
    { grain: 'message', faults: { 'late-read': 1 } },
  ],
  [
    'a leader proposes its ISR after it has found a follower fit',
    { grain: 'message', kraft: { metadataLag: 1, elr: false }, faults: { 'late-fetch': 1 } },
    ['ExpandIsr'],
    'ZooKeeper coordinates',
    { grain: 'message', faults: { 'late-fetch': 1 } },
  ],
  [
    'a leader proposes its ISR after it has found a follower fit',
    { grain: 'message', kraft: { metadataLag: 1, elr: false }, faults: { 'late-fetch': 1 } },
    ['ExpandIsr'],
    'no fetch is late',
    { grain: 'message', kraft: { metadataLag: 1, elr: false } },
  ],
  [
    'a copy of a StopReplica is late',
    { reassign: { replicas: [0, 1], moves: [[1, 2]] }, faults: { 'repeated-request': 1 } },
    ['RepeatStopReplica', 'HandleLateStopReplica'],
    'no request is repeated',
    { reassign: { replicas: [0, 1], moves: [[1, 2]] } },
  ],
])('that %s is a step with %j: %j; but not where %s', (_, within, types, _why, without) => {
  const [found, others] = [typesWithin(within), typesWithin(without)]
  expect(types.map((type) => [found.has(type), others.has(type)])).toEqual(types.map(() => [true, false]))
})
