/** What an election as a free choice offers, and what it refuses. That brokers are interchangeable then: lab/searching/impartial.test.ts. */
import type { Machine } from '../contract/machine'
import type { Action } from './actions'
import { bounds, defaultSettings } from './bounds'
import { stateOf } from './coordinator/coordinator'
import { canBeImpartial, impartialKafka } from './impartial'
import { play, refusal } from './play'
import type { Cluster } from './state'
import { preset } from './versions/timeline'

type Differing = Parameters<typeof bounds>[0]

const impartialOf = (release: string, differing: Differing): Machine<Cluster, Action> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return impartialKafka({ protocol, settings: defaultSettings, bounds: bounds(differing) })
}

const kraft = { metadataLag: 1, elr: false }
const three = impartialOf('2.1', { faults: { 'process-crash': 1 } })
const two = impartialOf('2.1', { brokers: 2, faults: { 'process-crash': 1 } })
const withKraft = impartialOf('4.3', { kraft, faults: { 'process-crash': 1 } })

const noticed = (broker: number, chosen: string): string =>
  `controller notices that broker ${broker} is gone (free choice: ${chosen})`
const fenced = (chosen: string): string => `controller fences broker 1 (free choice: ${chosen})`
const gone = (broker: number): string => `the process of broker ${broker} crashes`

const leaderAfter = (machine: Machine<Cluster, Action>, ...lines: readonly string[]): number =>
  stateOf(play(machine, lines.join('\n')), 0).leader + 1

describe('where the leader fails and two brokers may lead', () => {
  test.each([2, 3])('each of them may be chosen: broker %d', (chosen) => {
    expect(leaderAfter(three, gone(1), noticed(1, String(chosen)))).toBe(chosen)
    expect(leaderAfter(withKraft, gone(1), fenced(String(chosen)))).toBe(chosen)
  })

  test.each<[string, Machine<Cluster, Action>, (chosen: string) => string]>([
    ['ZooKeeper', three, (chosen) => noticed(1, chosen)],
    ['KRaft', withKraft, fenced],
  ])('one of them is named, and nobody else: with %s', (_, machine, line) => {
    const state = play(machine, gone(1))
    expect(refusal(machine, state, line('none'))).toBe('leaves a choice, and nobody is named')
    expect(refusal(machine, state, line('1'))).toBe('would elect somebody else')
  })
})

describe('where there is no choice', () => {
  test('because nobody is elected, nobody is named', () => {
    expect(leaderAfter(three, gone(2), noticed(2, 'none'))).toBe(1)
    expect(refusal(three, play(three, gone(2)), noticed(2, '1'))).toBe('leaves no choice whom to elect')
  })

  test('because one broker alone may lead, nobody is named', () => {
    expect(leaderAfter(two, gone(1), noticed(1, 'none'))).toBe(2)
    expect(refusal(two, play(two, gone(1)), noticed(1, '2'))).toBe('leaves no choice whom to elect')
  })

  test('because the step is refused in Kafka, it is refused for the same reason', () => {
    for (const chosen of ['none', '1', '2'])
      expect(refusal(three, three.initial, noticed(1, chosen))).toBe('the controller sees no change')
  })
})

test.each<[string, Differing, string]>([
  ['2.1', { faults: { 'process-crash': 1 } }, 'BrokerFailure BrokerStartup BrokerBounce'],
  [
    '2.1',
    { faults: { 'clean-shutdown': 1, 'controller-failover': 1, 'leader-move': 1 } },
    'BrokerFailure BrokerStartup BrokerBounce ControlledShutdown ControllerFailover',
  ],
  [
    '4.3',
    { kraft, faults: { 'clean-shutdown': 1, 'lost-alter-partition': 1, 'leader-move': 1 } },
    'ControlledShutdown Stop RegisterBroker FenceBroker UnfenceBroker HandleAlterPartition LoseAlterPartition',
  ],
])('only what may elect has a choice: in %s with %j', (release, differing, types) => {
  const { actions } = impartialOf(release, differing)
  const choices = actions.kinds.filter(({ actions: [first] }) => first !== undefined && 'elected' in first)
  expect(choices.map(({ type }) => type).join(' ')).toBe(types)
})

test.each<[boolean, string, Differing]>([
  [true, 'one partition', {}],
  [true, 'controllers that fail over with ZooKeeper', { faults: { 'controller-failover': 1 } }],
  [true, 'KRaft', { kraft }],
  [false, 'two partitions, whose first replicas differ', { partitions: 2 }],
  [false, 'replicas that move', { reassign: { replicas: [0, 1], moves: [[1, 2]] } }],
  [false, 'log directories', { kraft, faults: { 'directory-failure': 1 } }],
  [false, 'elections that wait to be committed', { kraft, faults: { 'controller-failover': 1 } }],
  [false, 'elections that the quorum may lose', { kraft, faults: { 'quorum-loss': 1 } }],
])('that brokers are interchangeable but for elections is %s of %s', (isSo, _, differing) =>
  expect(canBeImpartial(bounds(differing))).toBe(isSo),
)
