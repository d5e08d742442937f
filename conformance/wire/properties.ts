/** The configuration of brokers and of ZooKeeper. What differs from the defaults makes time stand still between two steps. */
import type { Places } from './places'

/** A follower that has not caught up for so long leaves the ISR; so a schedule must not take longer between its fetches. */
export const LAG_MS = 15_000
/** A broker whose process is gone, or is cut off, is forgotten by ZooKeeper after so long. */
const SESSION_MS = 2_000
/** Held requests, and controllers that are kept from ZooKeeper, must not time out. */
export const FOREVER_MS = 600_000
/**
 * The file replication-offset-checkpoint is the instrument that shows high watermarks, so it is written all the time. Before a
 * broker starts again, the file is put back to what the schedule says was checkpointed.
 */
export const CHECKPOINT_MS = 100

/** Names and values of server.properties. */
export type Settings = Readonly<Record<string, string | number | boolean>>

/** server.properties of a broker. Controllers have a session that does not end, since they are kept from ZooKeeper on purpose. */
export const serverProperties = (
  id: number,
  role: 'broker' | 'controller',
  places: Places,
  folder: string,
  protocol: string | undefined,
  settings: Settings,
): string => {
  const [inner, outer, zk] = [places.broker(id), places.client(id), places.link(id, 'zookeeper')]
  return lines({
    'broker.id': id,
    listeners: `INNER://${inner.host}:${inner.port},OUTER://${outer.host}:${outer.port}`,
    'advertised.listeners': `INNER://b${id}:${inner.port},OUTER://${outer.host}:${outer.port}`,
    'listener.security.protocol.map': 'INNER:PLAINTEXT,OUTER:PLAINTEXT',
    'inter.broker.listener.name': 'INNER',
    'log.dirs': folder,
    'zookeeper.connect': `${zk.host}:${zk.port}`,
    ...(protocol !== undefined && { 'inter.broker.protocol.version': protocol }),
    'zookeeper.session.timeout.ms': role === 'broker' ? SESSION_MS : FOREVER_MS,
    'replica.lag.time.max.ms': LAG_MS,
    'replica.fetch.min.bytes': 0,
    'replica.fetch.max.bytes': 1, // one batch
    'replica.fetch.wait.max.ms': 100,
    'replica.fetch.backoff.ms': 200,
    'replica.socket.timeout.ms': FOREVER_MS,
    'controller.socket.timeout.ms': FOREVER_MS,
    'request.timeout.ms': FOREVER_MS,
    'replica.high.watermark.checkpoint.interval.ms': CHECKPOINT_MS,
    'auto.leader.rebalance.enable': false,
    'auto.create.topics.enable': false,
    'controlled.shutdown.enable': role === 'broker',
    'controlled.shutdown.max.retries': 1,
    'log.cleaner.enable': false,
    'log.retention.ms': -1, // records have no time
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'num.network.threads': 2,
    'num.io.threads': 4,
    ...settings,
  })
}

export const zooKeeperProperties = ({ zooKeeper }: Places, folder: string): string =>
  lines({
    dataDir: folder,
    clientPort: zooKeeper.port,
    clientPortAddress: zooKeeper.host,
    tickTime: 500,
    maxSessionTimeout: FOREVER_MS,
    maxClientCnxns: 0,
    'admin.enableServer': false,
  })

/** Log4j of all these releases: everything at INFO, into one file. */
export const logProperties = (file: string): string =>
  lines({
    'log4j.rootLogger': 'INFO, file',
    'log4j.appender.file': 'org.apache.log4j.FileAppender',
    'log4j.appender.file.File': file,
    'log4j.appender.file.layout': 'org.apache.log4j.PatternLayout',
    'log4j.appender.file.layout.ConversionPattern': '%d{ISO8601} %p [%t] %m (%c)%n',
  })

/** As a file of properties. */
export const lines = (all: Settings): string =>
  Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
