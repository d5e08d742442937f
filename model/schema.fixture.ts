/** A cluster at the beginning with one part changed, and where it is outside the schema: for tests of schemas. */
import { misfit } from '../kit/interpreted'
import { bounds, defaultSettings } from './bounds'
import { withBroker, withReplica, replicaOf } from './cluster'
import { configsOf } from './config'
import { establishedCluster } from './initial'
import { clusterSchema } from './schema'
import type { Broker, Cluster, Leadership, Replica } from './state'
import { preset } from './versions/timeline'

export type Differing = Parameters<typeof bounds>[0]

export type Change = (cluster: Cluster) => Cluster

export const KRAFT: Differing = { kraft: { metadataLag: 2, elr: false } }

/** Where the changed cluster is outside the schema of these bounds, with two brokers. Undefined: it fits. */
export const misfitIn = (differing: Differing, change: Change): string | undefined => {
  const within = bounds({ brokers: 2, ...differing })
  const protocol = preset(within.kraft === undefined ? '2.1' : '4.3')
  if (protocol === undefined) throw new Error('no such release')
  const [config] = configsOf(protocol.decide, defaultSettings, within)
  return misfit(clusterSchema(within), change(establishedCluster(config)))
}

/** The same changes of broker 1, which leads, of its replica, and of what only a leader keeps. */
export const ofBroker =
  (changes: (broker: Broker) => Partial<Broker>): Change =>
  (cluster) =>
    withBroker(cluster, 0, changes(cluster.brokers[0] as Broker))

export const ofReplica =
  (changes: (replica: Replica) => Partial<Replica>): Change =>
  (cluster) => {
    const replica = replicaOf(cluster, 0, 0)
    return withReplica(cluster, 0, 0, { ...replica, ...changes(replica) })
  }

export const ofLeadership = (changes: Partial<Leadership>): Change =>
  ofReplica(({ leadership }) => ({ leadership: { ...leadership, ...changes } }))

/** What a state may have, where; and why it cannot have it elsewhere. */
export type Row = readonly [string, Change, Differing, readonly (readonly [string, Differing])[]]

const asItIs: Change = (cluster) => cluster

export const mayBeOnly = (rows: readonly Row[]): void =>
  describe.each(rows)('%s', (_, change, within, without) => {
    test('may be where the bounds have it', () => expect(misfitIn(within, change)).toBeUndefined())

    test.each(without)('cannot be where %s', (_why, differing) => {
      expect(misfitIn(differing, asItIs)).toBeUndefined()
      expect(misfitIn(differing, change)).toMatch(/^state\b.* expected/)
    })
  })
