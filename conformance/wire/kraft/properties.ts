/** The configuration of a controller and of brokers with KRaft. What differs from the defaults makes time stand still between two steps. */
import { CHECKPOINT_MS, FOREVER_MS, lines, type Settings } from '../properties'
import { CONTROLLER_NAME, type KraftPlaces } from './places'

/** The node id of the controller. Brokers have 1, 2, 3. */
const CONTROLLER_ID = 100

/** The cluster id, and directory ids: 16 bytes in base64, and not the reserved ones. */
export const CLUSTER_ID = 'dGlkZW1hcmstd2lyZS0xMg'

/** A broker from which the controller has not heard for so long is fenced. Heartbeats are never held. */
const SESSION_MS = 9_000
/** A heartbeat says how far its broker has replayed the metadata log. */
const HEARTBEAT_MS = 100

export const controllerProperties = (places: KraftPlaces, folder: string): string =>
  lines({
    'process.roles': 'controller',
    'node.id': CONTROLLER_ID,
    listeners: `CONTROLLER://${places.controller.host}:${places.controller.port}`,
    'advertised.listeners': `CONTROLLER://${CONTROLLER_NAME}:${places.controller.port}`,
    'log.dirs': folder,
    'broker.session.timeout.ms': SESSION_MS,
    'metadata.max.idle.interval.ms': 0, // every record of the log is a change
    ...shared(places),
  })

export const brokerProperties = (id: number, places: KraftPlaces, folder: string, lagMs: number): string => {
  const [inner, outer] = [places.broker(id), places.client(id)]
  return lines({
    'process.roles': 'broker',
    'node.id': id,
    listeners: `INNER://${inner.host}:${inner.port},OUTER://${outer.host}:${outer.port}`,
    'advertised.listeners': `INNER://b${id}:${inner.port},OUTER://${outer.host}:${outer.port}`,
    'inter.broker.listener.name': 'INNER',
    'log.dirs': folder,
    'broker.heartbeat.interval.ms': HEARTBEAT_MS,
    'replica.lag.time.max.ms': lagMs,
    'replica.fetch.min.bytes': 0,
    'replica.fetch.max.bytes': 1, // one batch
    'replica.fetch.wait.max.ms': 100,
    'replica.fetch.backoff.ms': 200,
    'replica.socket.timeout.ms': FOREVER_MS,
    'replica.high.watermark.checkpoint.interval.ms': CHECKPOINT_MS,
    'log.retention.ms': -1, // records have no time
    'log.cleaner.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 4,
    ...shared(places),
  })
}

const shared = ({ controller }: KraftPlaces): Settings => ({
  'controller.quorum.voters': `${CONTROLLER_ID}@${CONTROLLER_NAME}:${controller.port}`,
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,INNER:PLAINTEXT,OUTER:PLAINTEXT',
  'controller.quorum.request.timeout.ms': FOREVER_MS, // fetches of metadata are held
  'controller.quorum.fetch.timeout.ms': FOREVER_MS,
  'request.timeout.ms': FOREVER_MS,
  'controller.socket.timeout.ms': FOREVER_MS,
  'auto.leader.rebalance.enable': false,
  'auto.create.topics.enable': false,
})

/** meta.properties of a log directory, as kafka-storage writes it. */
export const metaProperties = (node: number): string =>
  lines({ version: 1, 'cluster.id': CLUSTER_ID, 'node.id': node, 'directory.id': directoryOf(node) })

const directoryOf = (node: number): string =>
  Buffer.from(`tidemark-wire-${node}`.padEnd(16, '-').slice(0, 16)).toString('base64url')
