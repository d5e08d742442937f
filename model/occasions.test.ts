/** That occasions leave out nothing that is enabled: lab/walking/occasions.test.ts. */
import { idle, replicaOf, withBroker, withReplica } from './cluster'
import { bounds, defaultSettings, type Bounds } from './bounds'
import { kafka } from './machine'
import { changesOf, kindsIn } from './occasions.fixture'
import { faults, type Cluster, type Fault, type Fetcher, type Stage } from './state'
import { play } from './play'
import { kip380 } from './versions/kips/kip-380'
import { preset } from './versions/timeline'
import type { Machine } from '../contract/machine'
import type { Action } from './actions'

type Grain = 'atomic' | 'message'

const machineOf = (
  grain: Grain,
  late: Partial<Record<Fault, number>> = {},
  reassign?: Bounds['reassign'],
): Machine<Cluster, Action> => {
  const protocol = preset('2.1', { with: [kip380] })
  if (protocol === undefined) throw new Error('no release 2.1')
  // What is late waits for the same as what is not.
  const budgets = Object.fromEntries(faults.map((fault) => [fault, fault.startsWith('late-') ? 0 : 1]))
  const world = bounds({
    brokers: 2,
    records: 1,
    epochs: 3,
    faults: { ...budgets, ...late },
    grain,
    ...(reassign && { reassign }),
  })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

const PRODUCES = 'producer sends a record to broker 1'
const FETCHES = 'broker 2 fetches from its leader'
const SENDS = 'broker 2 sends a fetch to its leader'
const SERVES = 'broker 1 serves broker 2'
const COUNTS = 'broker 1 counts the fetch of broker 2'
const GETS = 'broker 2 gets the answer of broker 1'
const CRASHES = 'the process of broker 1 crashes'
const STARTS = 'broker 1 starts'
const NOTICED = 'controller notices that broker 1 is gone'
const MOVES = 'controller moves the leader to broker 2'
const HANDLES = 'broker 1 handles the next LeaderAndIsr of controller epoch 0'

test('an ordinary cluster has occasion for what goes on, and for every harm that waits for nothing', () => {
  const machine = machineOf('message')
  expect(kindsIn(machine, machine.initial)).toEqual([
    ...['Produce', 'ConsumerFetch', 'ShrinkIsr', 'SendFetch'],
    ...['MoveLeader', 'ControlledShutdown', 'ControllerFailover'],
    ...['ProcessCrash', 'MachineCrash', 'CutOff', 'Pause', 'CutLink', 'CutOffZooKeeper', 'CutOffController'],
  ])
})

test.each<[Fetcher, string]>([
  ['none', ''],
  ['truncating', 'SendOffsetsForLeaderEpoch'],
  ['truncatingAgain', 'SendOffsetsForLeaderEpoch'],
  ['fetching', 'SendFetch'],
])('the fetcher of a follower that is %s gives occasion for [%s]', (fetcher, kind) => {
  const machine = machineOf('message')
  const follower = { ...replicaOf(machine.initial, 1, 0), fetcher }
  const kinds = kindsIn(machine, withReplica(machine.initial, 1, 0, follower))
  expect(kinds.filter((type) => /^Send/.test(type)).join()).toBe(kind)
})

test.each<[Grain, readonly string[], string, string]>([
  ['atomic', [PRODUCES], '', 'Produce'],
  ['atomic', [PRODUCES, FETCHES, FETCHES], 'CheckpointHighWatermark', ''],
  ['atomic', [PRODUCES, FETCHES, FETCHES, 'broker 1 checkpoints its high watermark'], '', 'CheckpointHighWatermark'],
  ['atomic', [CRASHES], 'BrokerFailure Start', ''],
  ['atomic', [CRASHES, NOTICED], 'HandleLeaderAndIsr', 'BrokerFailure'],
  ['atomic', [CRASHES, NOTICED, STARTS], 'BrokerStartup', 'Start'],
  ['atomic', [CRASHES, NOTICED, STARTS, 'controller notices that broker 1 is back'], '', 'BrokerStartup'],
  ['atomic', [CRASHES, STARTS], 'BrokerBounce', 'BrokerFailure Start'],
  ['atomic', ['broker 1 is paused'], 'BrokerFailure WakeUp', ''],
  ['atomic', ['broker 1 is paused', 'broker 1 wakes up'], '', 'BrokerFailure WakeUp'],
  ['atomic', ['broker 1 is cut off from ZooKeeper'], 'BrokerFailure Reconnect TakeOverId', ''],
  ['atomic', ['broker 1 is cut off from the controller'], 'ReachAgain', ''],
  ['atomic', ['the network from broker 1 to broker 2 is cut'], 'MendLink', ''],
  ['atomic', ['controller agrees to shut down broker 1'], 'HandleLeaderAndIsr Stop', ''],
  ['atomic', [MOVES], 'HandleLeaderAndIsr', ''],
  ['atomic', [MOVES, HANDLES], 'Truncate', ''],
  [
    'atomic',
    [MOVES, HANDLES, 'broker 2 handles the next LeaderAndIsr of controller epoch 0'],
    '',
    'Fetch HandleLeaderAndIsr',
  ],
  ['atomic', [PRODUCES, 'broker 1 drops lagging broker 2 from the ISR'], 'ZooKeeperAnswers', ''],
  [
    'atomic',
    [PRODUCES, 'broker 1 drops lagging broker 2 from the ISR', 'ZooKeeper answers broker 1'],
    'CheckpointHighWatermark',
    'ZooKeeperAnswers',
  ],
  ['message', [SENDS], 'Serve', ''],
  ['message', [SENDS, SERVES], 'Count', 'Serve'],
  ['message', [SENDS, SERVES, COUNTS], 'Receive Serve', 'Count'],
  ['message', [PRODUCES, SENDS, SERVES, COUNTS], 'Receive', 'Count'],
  ['message', [PRODUCES, SENDS, SERVES, COUNTS, GETS], '', 'Receive'],
  ['message', [SENDS, 'the network from broker 1 to broker 2 is cut'], 'GiveUp MendLink', ''],
  ['message', [SENDS, 'broker 1 is paused'], 'BrokerFailure GiveUp WakeUp', ''],
  ['message', [MOVES, HANDLES], 'SendOffsetsForLeaderEpoch', ''],
  ['message', [MOVES, HANDLES, 'broker 1 sends OffsetsForLeaderEpoch to its leader'], 'Serve', ''],
])('%s: the last of %j gives occasion for [%s], and ends that for [%s]', (grain, steps, given, taken) =>
  expect(changesOf(machineOf(grain), steps)).toEqual({ given, taken }),
)

test.each<[Stage, string]>([
  ['idle', ''],
  ['fetch', 'ServeLate CountLate'],
  ['read', 'ServeLate CountLate'],
  ['fetched', ''],
])('the fetch of a process that has ended, at stage %s, gives occasion for [%s]', (stage, kinds) => {
  const machine = machineOf('message', { 'late-fetch': 1 })
  const lateFetches = [[{ ...idle, stage }, idle]]
  const found = kindsIn(machine, withBroker(machine.initial, 1, { lateFetches }))
  expect(found.filter((type) => /Late$/.test(type)).join(' ')).toBe(kinds)
})

test('a reassignment gives occasion to go on with it, and a late StopReplica to handle it', () => {
  const machine = machineOf('atomic', {}, { replicas: [0, 1], moves: [[1, 0]] })
  const ofReassignment = (state: Cluster): readonly string[] =>
    kindsIn(machine, state).filter((type) => /Reassign|LateStop/.test(type))
  expect(ofReassignment(machine.initial)).toEqual(['Reassign'])
  const asked = play(machine, 'administrator asks for the next replicas')
  expect(ofReassignment(asked)).toEqual(['Reassign', 'OnPartitionReassignment'])
  const [stop] = play(machine, MOVES).brokers[0]?.requests ?? []
  const late = withBroker(machine.initial, 0, { late: stop === undefined ? [] : [stop] })
  expect(ofReassignment(late)).toEqual(['Reassign', 'HandleLateStopReplica'])
})
