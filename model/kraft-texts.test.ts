/** Which steps exist with KRaft, within which bounds, and which are ZooKeeper's alone. */
import { actionsWithin } from './action-texts'
import { bounds } from './bounds'
import type { Action } from './actions'
import { faults, type Fault } from './state'

type Differing = Parameters<typeof bounds>[0]
type Type = Action['type']

const kraft = { metadataLag: 3, elr: false }
const KRAFT: Differing = { kraft }
const every = Object.fromEntries(faults.map((fault) => [fault, 1]))

const typesWithin = (differing: Differing): readonly string[] =>
  actionsWithin(bounds(differing)).kinds.map(({ type }) => type)

const textsOf = (type: Type, differing: Differing): readonly string[] => {
  const actions = actionsWithin(bounds({ brokers: 1, ...differing }))
  return actions.all.filter((action) => action.type === type).map((action) => actions.print(action))
}

/** The steps that these bounds have and the others have not. */
const more = (differing: Differing, than: Differing): readonly string[] => {
  const others = typesWithin(than)
  return typesWithin(differing).filter((type) => !others.includes(type))
}

const ofZooKeeper: readonly Type[] = [
  ...(['HandleLeaderAndIsr', 'BrokerFailure', 'BrokerStartup', 'BrokerBounce', 'LoseRequest', 'LoseAnswer'] as const),
  ...(['CutOffZooKeeper', 'CutOffController', 'ReachAgain', 'ZooKeeperAnswers', 'LoseZkAnswer'] as const),
  ...(['OnPartitionReassignment', 'HandleStopReplica', 'RepeatStopReplica', 'HandleLateStopReplica'] as const),
]
const always: readonly Type[] = ['ReplayMetadata', 'HandleAlterPartition', 'ReceiveAlterPartition']
const sessions: readonly Type[] = ['FenceBroker', 'UnfenceBroker']
const processes: readonly Type[] = ['RegisterBroker', ...sessions]
const disks: readonly Type[] = [
  ...(['HandleDirectoriesOffline', 'UnfenceWithDirectoriesOffline', 'RepairDirectory', 'RemoveDirectory'] as const),
]

/** The steps of KRaft that one fault brings. */
const brought: readonly (readonly [Fault, readonly Type[]])[] = [
  ['process-crash', processes],
  ['cut-off', sessions],
  ['pause', sessions],
  ['session-expiry', sessions],
  ['lost-alter-partition', ['LoseAlterPartition']],
  ['controller-failover', ['CommitMetadata', 'AnswerAsReplaced']],
  ['quorum-loss', [...processes, 'LoseMetadata', 'HaltAhead']],
  ['directory-failure', [...processes, ...disks, 'FailDirectory', 'AssignReplicasToDirs']],
  ['directory-move', ['ReplaceWithFutureLog', 'AssignReplicasToDirs']],
]
const ofKraft = [...always, ...new Set(brought.flatMap(([, types]) => types))]
const sorted = (types: readonly string[]): readonly string[] => [...types].sort()

test('what ZooKeeper and its controller do is missing with KRaft, and nothing else', () => {
  const reassign = { replicas: [0, 1], moves: [[1, 2]] }
  const withZooKeeper: Differing = { faults: every, reassign }
  const withKraft: Differing = { ...withZooKeeper, ...KRAFT }
  expect(sorted(more(withZooKeeper, withKraft))).toEqual(sorted(ofZooKeeper))
  expect(sorted(more(withKraft, withZooKeeper))).toEqual(sorted(ofKraft))
})

test('without faults brokers replay metadata, and leaders propose their ISR', () =>
  expect(more(KRAFT, {})).toEqual(always))

test.each(brought)('%s brings %j with KRaft', (fault, types) => {
  const found = more({ ...KRAFT, faults: { [fault]: 1 } }, KRAFT)
  expect(sorted(found.filter((type) => ofKraft.some((one) => one === type)))).toEqual(sorted(types))
})

test('a broker is cut off from ZooKeeper and the controller, or from the controllers of KRaft', () => {
  const cut = { faults: { 'cut-off': 1 } }
  expect(textsOf('CutOff', cut)).toEqual(['broker 1 is cut off from ZooKeeper and the controller'])
  expect(textsOf('CutOff', { ...KRAFT, ...cut })).toEqual(['broker 1 is cut off from the controllers'])
})

test('a broker may stop replaying at each of the newest changes, and so many may be lost', () => {
  expect(textsOf('ReplayMetadata', KRAFT)).toEqual([
    'broker 1 replays the metadata log (0 behind)',
    'broker 1 replays the metadata log (1 behind)',
    'broker 1 replays the metadata log (2 behind)',
  ])
  expect(textsOf('LoseMetadata', { ...KRAFT, faults: { 'quorum-loss': 1 } })).toHaveLength(3)
})
