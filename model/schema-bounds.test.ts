/** What a state may have only where the bounds bring it about. With KRaft: kraft-schema.test.ts. */
import { defaultSettings } from './bounds'
import type { Controller, LeaderAndIsr } from './coordinator/state'
import { logOf } from './replica/log'
import { KRAFT, mayBeOnly, ofBroker, ofLeadership, ofReplica, type Change, type Differing } from './schema.fixture'
import type { Fault, FetcherRequest } from './state'
import { smallStorage, type SmallStorage, type StorageBounds } from './storage/storage-bounds'

const small: SmallStorage = {
  ...{ segmentRecords: 2, keys: 0, tombstones: [], retention: -1, time: 1, cleanup: 'delete', deletesRecords: true },
}
const logs = smallStorage(small, defaultSettings)
const [config] = logs.configs
const configs: StorageBounds['configs'] = [config, { ...config, minIsr: 2 }]
const fault = (...some: readonly Fault[]): Differing => ({
  faults: Object.fromEntries(some.map((one) => [one, 1])),
})
const message: Differing = { grain: 'message' }
const moving: Differing = { reassign: { replicas: [0, 1], moves: [[0], [1]] } }
const stopping: LeaderAndIsr = {
  ...{ partition: 0, controllerEpoch: 0, leader: 0, leaderEpoch: 0, isr: 0b11 },
  ...{ zkVersionIsCurrent: true, hasStaleBrokerEpoch: false, unassigned: 0, stops: true },
}
const ofController =
  (changes: Partial<Controller>): Change =>
  ({ coordinator, ...cluster }) => ({
    ...cluster,
    coordinator: { ...coordinator, controller: { ...coordinator.controller, ...changes } },
  })
const askedTwice: Change = ({ coordinator, ...cluster }) => ({
  ...cluster,
  coordinator: {
    ...coordinator,
    assignments: [{ replicas: [0, 1], target: [], adding: 0, stage: 'new', asked: 2 }],
  },
})
const fetched = (changes: Partial<FetcherRequest>): Change =>
  ofBroker(({ fetcherRequests: [row = []] }) => ({
    fetcherRequests: [row.map((request) => ({ ...request, ...changes }))],
  }))
const record = { value: 0, epoch: 0 }

mayBeOnly([
  [
    'an old process',
    (cluster) => ({
      ...cluster,
      old: cluster.brokers.slice(0, 1).map((broker) => ({ id: 0, broker, followers: [0] })),
    }),
    fault('id-taken-over'),
    [['no id is taken over', fault('cut-off')]],
  ],
  ['a later moment', (cluster) => ({ ...cluster, now: 1 }), { storage: logs }, [['there is no clock', {}]]],
  [
    'another configuration of the topic',
    (cluster) => ({ ...cluster, configVersion: 1 }),
    { storage: { ...logs, configs } },
    [['it has one only', { storage: logs }]],
  ],
  [
    'a controller that has agreed to a shutdown',
    ofController({ stopping: 1 }),
    fault('clean-shutdown'),
    [['KRaft coordinates', { ...KRAFT, ...fault('clean-shutdown') }]],
  ],
  [
    'a controller that knows an old broker epoch',
    ofController({ bounced: 1 }),
    fault('process-crash'),
    [['KRaft coordinates', { ...KRAFT, ...fault('process-crash') }]],
  ],
  [
    'two moves that were asked for',
    askedTwice,
    moving,
    [['there is one', { reassign: { replicas: [0, 1], moves: [[0]] } }]],
  ],
  [
    'the marker of a clean shutdown in a log directory',
    ofBroker(() => ({ hasCleanMarker: true })),
    { storage: logs, ...fault('clean-shutdown') },
    [
      ['no broker is shut down', { storage: logs }],
      ['logs are not on disk, with ZooKeeper', fault('clean-shutdown')],
    ],
  ],
  [
    'the marker of a clean shutdown that KRaft reads',
    ofBroker(() => ({ hasCleanMarker: true })),
    { ...KRAFT, ...fault('clean-shutdown') },
    [['no broker is shut down', KRAFT]],
  ],
  [
    'a StopReplica that is late',
    ofBroker(() => ({ late: [stopping] })),
    { ...moving, ...fault('repeated-request') },
    [['no replica moves', fault('repeated-request')]],
  ],
  [
    'a request that stops a replica on one of its brokers',
    ofBroker(() => ({ requests: [{ ...stopping, unassigned: 0b10 }] })),
    moving,
    [['no replica moves', {}]],
  ],
  [
    'an answer with a place for more records than a fetch brings',
    fetched({ records: [record, record] }),
    { ...message, storage: logs },
    [['no log has holes', message]],
  ],
  [
    'an answer with a log start',
    fetched({ logStart: 1 }),
    { ...message, storage: logs },
    [['logs begin at 0', message]],
  ],
  [
    'a leader that waits for an answer about its ISR, with ZooKeeper',
    ofLeadership({ pendingIsr: 1 }),
    fault('lost-zk-answer'),
    [['no answer is lost', {}]],
  ],
  [
    'a leader that waits for an answer about its ISR',
    ofLeadership({ pendingIsr: 1 }),
    KRAFT,
    [['ZooKeeper answers at once', {}]],
  ],
  [
    'a leader that knows brokers without a replica',
    ofLeadership({ unassigned: 0b10 }),
    moving,
    [['no replica moves', {}]],
  ],
  ['a partition epoch', ofLeadership({ partitionEpoch: 1 }), KRAFT, [['ZooKeeper coordinates', {}]]],
  [
    'a follower that is found fit and not proposed yet',
    ofLeadership({ joining: 0b10 }),
    { ...KRAFT, ...message, ...fault('late-fetch') },
    [
      ['no fetch is late', { ...KRAFT, ...message }],
      ['a fetch is one step', { ...KRAFT, ...fault('late-fetch') }],
      ['ZooKeeper coordinates', { ...message, ...fault('late-fetch') }],
    ],
  ],
  [
    'a producer that waits at a broker that does not lead any more',
    ofLeadership({ deferred: [{ offset: 0, value: 0 }] }),
    { clients: true },
    [['what producers are told is no step', {}]],
  ],
  [
    'an offset without a record',
    ofReplica(({ disk }) => ({ disk: { ...disk, log: logOf([{ value: -1, epoch: -1 }]) } })),
    { storage: logs },
    [['logs are not cleaned', {}]],
  ],
])
