/** For which kinds of action a cluster with KRaft has occasion. With ZooKeeper: occasions.test.ts. */
import type { Machine } from '../contract/machine'
import type { Action } from './actions'
import { replicaOf, withReplica } from './cluster'
import { machineOf } from './coordinator/kraft/kraft.fixture'
import { changesOf, kindsIn } from './occasions.fixture'
import { faults, type Cluster, type Fault } from './state'

type Faults = readonly Fault[]
type Differing = NonNullable<Parameters<typeof machineOf>[0]>['bounds']

const machineWith = (some: Faults, differing: Differing = {}): Machine<Cluster, Action> => {
  const budgets = Object.fromEntries(faults.map((fault) => [fault, some.includes(fault) ? 1 : 0]))
  return machineOf({ bounds: { brokers: 2, records: 1, faults: budgets, ...differing } })
}

const CRASHES = 'the process of broker 2 crashes'
const STARTS = 'broker 2 starts'
const FENCES = 'controller fences broker 2'
const FAILS = 'log directory of broker 2 fails'
const MOVES = 'broker 2 has moved its replicas to another log directory'
const HANDLES = 'controller handles the AlterPartition of broker 1'
const [REPLAYS, OTHER_REPLAYS] = [1, 2].map((id) => `broker ${id} replays the metadata log (0 behind)`) as [
  string,
  string,
]
const drops = ['producer sends a record to broker 1', 'broker 1 drops lagging broker 2 from the ISR']

test('an ordinary cluster has occasion for what goes on, and for every harm that waits for nothing', () => {
  const machine = machineWith(
    faults.filter((fault) => fault !== 'session-expiry' && !fault.startsWith('late-')),
    { reassign: { replicas: [0, 1], moves: [[1, 0]] } },
  )
  expect(kindsIn(machine, machine.initial)).toEqual([
    ...['Produce', 'Fetch', 'ConsumerFetch', 'ShrinkIsr', 'MoveLeader', 'ControlledShutdown', 'ControllerFailover'],
    ...['ProcessCrash', 'MachineCrash', 'CutOff', 'Pause', 'CutLink', 'Reassign', 'LoseMetadata'],
    ...['FailDirectory', 'ReplaceWithFutureLog'],
  ])
})

describe.each<[Faults, readonly (readonly [readonly string[], string, string])[]]>([
  [
    ['session-expiry'],
    [
      [[FENCES], 'ReplayMetadata UnfenceBroker', 'FenceBroker'],
      [[FENCES, REPLAYS, OTHER_REPLAYS], '', 'ReplayMetadata'],
    ],
  ],
  [
    ['process-crash'],
    [
      [[CRASHES], 'FenceBroker RegisterBroker ReplayMetadata Start', 'Fetch'],
      [[CRASHES, STARTS], '', 'Start'],
      [[CRASHES, STARTS, OTHER_REPLAYS], 'Truncate', 'ReplayMetadata'],
      [[CRASHES, STARTS, FENCES], 'UnfenceBroker', 'FenceBroker'],
      [[CRASHES, STARTS, 'broker 2 registers'], 'UnfenceBroker', 'FenceBroker RegisterBroker'],
    ],
  ],
  [
    ['pause'],
    [
      [['broker 2 is paused'], 'FenceBroker WakeUp', ''],
      [['broker 2 is paused', FENCES], 'ReplayMetadata UnfenceBroker', 'FenceBroker'],
    ],
  ],
  [['cut-off'], [[['broker 2 is cut off from the controllers'], 'FenceBroker Reconnect', '']]],
  [
    ['isr-shrink'],
    [
      [drops, 'HandleAlterPartition', ''],
      [[...drops, HANDLES], 'ReceiveAlterPartition ReplayMetadata', 'HandleAlterPartition'],
      [[...drops, HANDLES, 'broker 1 gets the answer to its AlterPartition'], '', 'ReceiveAlterPartition'],
    ],
  ],
  [
    ['isr-shrink', 'controller-failover'],
    [
      [drops, 'AnswerAsReplaced HandleAlterPartition', ''],
      [[...drops, HANDLES], 'CommitMetadata', ''],
    ],
  ],
  [
    ['isr-shrink', 'quorum-loss'],
    [
      [
        [...drops, HANDLES, REPLAYS, 'the quorum of controllers loses what was committed last (changes: 1)'],
        'HaltAhead',
        '',
      ],
    ],
  ],
  [
    ['directory-failure'],
    [
      [
        [FAILS],
        'AssignReplicasToDirs HandleDirectoriesOffline RemoveDirectory RepairDirectory UnfenceWithDirectoriesOffline',
        'Fetch',
      ],
    ],
  ],
  [
    ['directory-move'],
    [
      [[MOVES], 'AssignReplicasToDirs', ''],
      [[MOVES, 'controller handles the AssignReplicasToDirs of broker 2'], 'ReplayMetadata', 'AssignReplicasToDirs'],
    ],
  ],
])('with %j', (some, rows) => {
  const machine = machineWith(some)

  test.each(rows)('the last of %j gives occasion for [%s], and ends that for [%s]', (steps, given, taken) =>
    expect(changesOf(machine, steps)).toEqual({ given, taken }),
  )
})

test('a follower that is found fit gives occasion to propose the ISR with it', () => {
  const machine = machineWith(['late-fetch'], { grain: 'message' })
  const leader = replicaOf(machine.initial, 0, 0)
  const joining = (follower: number): readonly string[] => {
    const leadership = { ...leader.leadership, joining: follower }
    return kindsIn(machine, withReplica(machine.initial, 0, 0, { ...leader, leadership }))
  }
  expect([joining(0b10), joining(0)].map((kinds) => kinds.includes('ExpandIsr'))).toEqual([true, false])
})
