/** What a cluster lacks that has not settled: each sentence, in the smallest state that it is about. */
import { bounds } from '../model/bounds'
import { replicaOf, withBroker, withReplica } from '../model/cluster'
import type { Config } from '../model/config'
import { stateOf, type PartitionState } from '../model/coordinator/coordinator'
import { establishedCluster } from '../model/initial'
import { logOf } from '../model/replica/log'
import type { Broker, Cluster, Leadership, Replica } from '../model/state'
import { allAmendments, preset } from '../model/versions/timeline'
import { isHeldBackByShrinks, lacking, lackingWithTheRest } from './settled'

const protocol = preset('2.1', { with: allAmendments.filter(({ name }) => name === 'kafka-9338') })
if (protocol === undefined) throw new Error('2.1 is a release')
const config: Config = {
  decide: protocol.decide,
  settings: { acks: 'all', minIsr: 1, uncleanElection: false },
  bounds: bounds({ brokers: 2, faults: { 'isr-shrink': 1 } }),
}
const settled = establishedCluster(config)

const broker = (id: number, changes: Partial<Broker>): Cluster => withBroker(settled, id, changes)
const replica = (id: number, changes: Partial<Replica>): Cluster =>
  withReplica(settled, id, 0, { ...replicaOf(settled, id, 0), ...changes })
const leadership = (changes: Partial<Leadership>): Cluster =>
  replica(0, { leadership: { ...replicaOf(settled, 0, 0).leadership, ...changes } })
const agreed = (changes: Partial<PartitionState>): Cluster => ({
  ...settled,
  coordinator: { ...settled.coordinator, znodes: [{ ...stateOf(settled, 0), ...changes }] },
})
const request = { partition: 0, controllerEpoch: 0, leader: 0, leaderEpoch: 1, isr: 3 }
const behind: Replica['disk'] = { ...replicaOf(settled, 0, 0).disk, log: logOf([{ value: 0, epoch: 0 }]) }

test('a cluster at the beginning has settled', () => {
  expect(lacking(config, settled, 0)).toBeUndefined()
  expect(lackingWithTheRest(config, settled, 0)).toBeUndefined()
})

test.each<readonly [string, Cluster]>([
  ['broker 2 is not running', broker(1, { isUp: false })],
  ['broker 2 is paused', broker(1, { isPaused: true })],
  ['broker 2 is cut off from ZooKeeper', broker(1, { isCutOff: true })],
  ['broker 2 is out of reach of the controller', broker(1, { isOutOfReach: true })],
  ['broker 1 does not reach the brokers {2}', broker(0, { unreachable: 0b10 })],
  [
    'broker 2 has a LeaderAndIsr to handle',
    broker(1, {
      requests: [{ ...request, zkVersionIsCurrent: true, hasStaleBrokerEpoch: false, unassigned: 0, stops: false }],
    }),
  ],
  [
    'broker 2 is not alive for the controller',
    {
      ...settled,
      coordinator: { ...settled.coordinator, controller: { ...settled.coordinator.controller, live: 0b01 } },
    },
  ],
  ['the partition has no leader', agreed({ leader: -1 })],
  ['broker 2 is the leader, and does not know it', agreed({ leader: 1 })],
  ['broker 2 does not follow broker 1', replica(1, { leader: -1 })],
  ['broker 2 has stopped fetching', replica(1, { fetcher: 'none' })],
  ['broker 2 has not finished truncating', replica(1, { fetcher: 'truncatingAgain' })],
  ['broker 2 has not the log of broker 1', replica(0, { disk: behind })],
  ['broker 2 does not know the high watermark of broker 1', replica(0, { highWatermark: 1 })],
  [
    'broker 2 would be refused its next fetch: its leader epoch is not that of broker 1',
    replica(1, { leaderEpoch: 1 }),
  ],
  ['broker 2 is not in the ISR', agreed({ isr: 0b01 })],
  ['broker 1 waits for the answer about an ISR', leadership({ pendingIsr: 0b01 })],
  ['broker 1 counts on the ISR {1}, and ZooKeeper has {1 2}', leadership({ isr: 0b01 })],
  ['broker 1 cannot change the ISR: its cached zkVersion is old', leadership({ zkVersionIsCurrent: false })],
  ['a producer waits for an answer of broker 1', leadership({ purgatory: [0] })],
])('%s', (sentence, cluster) => expect(lacking(config, cluster, 0)).toBe(sentence))

test('the high watermark of broker 1 is 0, and its log ends at 1, on both brokers', () => {
  const both = withReplica(replica(0, { disk: behind }), 1, 0, { ...replicaOf(settled, 1, 0), disk: behind })
  expect(lacking(config, both, 0)).toBe('the high watermark of broker 1 is 0, and its log ends at 1')
})

describe('where nothing comes back', () => {
  test('a leader that is down is missed, if another replica may lead', () => {
    expect(lackingWithTheRest(config, broker(0, { isUp: false }), 0)).toBe('broker 1 is down, and nobody leads instead')
    const alone = withBroker(agreed({ isr: 0b01 }), 0, { isUp: false })
    expect(lackingWithTheRest(config, alone, 0)).toBeUndefined()
    const unclean: Config = { ...config, decide: { ...config.decide, mayElectUnclean: () => true } }
    expect(lackingWithTheRest(unclean, alone, 0)).toBe('broker 1 is down, and nobody leads instead')
  })

  test('a record that a follower holds back is missed, unless the follower is gone and no ISR shrink is left', () => {
    const waits = replica(0, { disk: behind })
    expect(lackingWithTheRest(config, waits, 0)).toMatch(/high watermark of broker 1 is 0/)
    const spent = { ...waits, spent: { ...waits.spent, 'isr-shrink': 1 } }
    const held = (cluster: Cluster): boolean => isHeldBackByShrinks(config, cluster, 0)
    expect([held(waits), held(spent)]).toEqual([false, false])
    for (const cluster of [
      withBroker(spent, 1, { isUp: false }),
      withBroker(spent, 1, { unreachable: 0b01 }),
      withBroker(spent, 0, { unreachable: 0b10 }),
      withReplica(spent, 1, 0, { ...replicaOf(spent, 1, 0), fetcher: 'none' }),
    ])
      expect(held(cluster)).toBe(true)
    expect(held(withBroker(waits, 1, { isUp: false }))).toBe(false)
  })
})
