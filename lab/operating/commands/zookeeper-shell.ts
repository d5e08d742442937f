/** zookeeper-shell: one `get` or `ls` about what Kafka keeps in ZooKeeper. The lines of the stat of a znode are left out. */
import { clusterIdOf } from '../identifiers'
import { agreedOf, leaderOf } from '../partition'
import { hostOf, isRegistered, topicOf, type Deployment, type Host } from '../deployment'
import { since } from '../release'
import { said, type Reply } from '../reply'
import type { Session } from '../session'
import { stop } from '../stop'

/** `zookeeper-shell zk1:2181 get /controller` */
export const zookeeperShell = (session: Session, words: readonly string[]): Reply => {
  const [server = '', command, path = '/'] = words.filter((word) => word !== '-server')
  if (server === '') throw stop('USAGE: zookeeper-shell.sh zookeeper_host:port[/path] [args...]')
  if (command !== 'get' && command !== 'ls')
    throw stop(`tidemark answers get and ls: zookeeper-shell ${server} ls /brokers/ids`)
  const { deployment } = session
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path
  const children = childrenOf(deployment, clean)
  const data = dataOf(deployment, clean)
  const lines = command === 'get' ? data : children && `[${children.join(', ')}]`
  const isThere = children !== undefined || data !== undefined
  return said(
    session,
    `Connecting to ${server}`,
    '',
    'WATCHER::',
    '',
    'WatchedEvent state:SyncConnected type:None path:null',
    ...(isThere ? [lines ?? (command === 'ls' ? '[]' : 'null')] : [missing(deployment, clean)]),
  )
}

const missing = ({ kafka }: Deployment, path: string): string =>
  since(kafka, '2.4.0')
    ? `org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for ${path}`
    : `Node does not exist: ${path}`

/** The names below a path; undefined: it is no znode, or has no children. */
const childrenOf = (deployment: Deployment, path: string): readonly string[] | undefined => {
  const { hosts, topics, controller } = deployment
  const names = topics.map(({ name }) => name).sort()
  const fixed: Readonly<Record<string, readonly string[]>> = {
    '/': [
      'brokers',
      'cluster',
      'config',
      ...(controller === undefined ? [] : ['controller']),
      'controller_epoch',
      'zookeeper',
    ],
    '/brokers': ['ids', 'topics'],
    '/brokers/ids': hosts.filter((host) => isRegistered(deployment, host)).map(({ id }) => String(id)),
    '/brokers/topics': names,
    '/config': ['brokers', 'topics'],
    '/config/topics': names,
    '/config/brokers': [],
    '/cluster': ['id'],
  }
  const found = Object.entries(fixed).find(([known]) => known === path)?.[1]
  if (found !== undefined) return found
  const [, name, more, id, rest] = /^\/brokers\/topics\/([^/]+)(\/partitions)?(?:\/(\d+))?(\/.*)?$/.exec(path) ?? []
  const topic = name === undefined ? undefined : topicOf(deployment, name)
  if (topic === undefined || rest !== undefined) return undefined
  if (more === undefined) return id === undefined ? ['partitions'] : undefined
  if (id === undefined) return topic.partitions.map((partition) => String(partition.id))
  return topic.partitions[Number(id)] === undefined ? undefined : ['state']
}

/** What a znode holds; undefined: nothing, or it is not there. */
const dataOf = (deployment: Deployment, path: string): string | undefined => {
  const { controller, controllerEpoch, now } = deployment
  if (path === '/controller')
    return controller === undefined
      ? undefined
      : JSON.stringify({ version: 1, brokerid: controller, timestamp: String(now) })
  if (path === '/controller_epoch') return String(controllerEpoch)
  if (path === '/cluster/id') return JSON.stringify({ version: '1', id: clusterIdOf() })
  const [, broker] = /^\/brokers\/ids\/(\d+)$/.exec(path) ?? []
  const host = broker === undefined ? undefined : hostOf(deployment, Number(broker))
  if (host !== undefined) return isRegistered(deployment, host) ? registration(deployment, host) : undefined
  const [, configured] = /^\/config\/topics\/([^/]+)$/.exec(path) ?? []
  const topic = configured === undefined ? undefined : topicOf(deployment, configured)
  if (topic !== undefined) return JSON.stringify({ version: 1, config: Object.fromEntries(topic.configs) })
  return aboutTopic(deployment, path)
}

/** The znode of a broker: since 0.9 with its endpoints. */
const registration = ({ kafka, now }: Deployment, { id }: Host): string =>
  JSON.stringify({
    ...(since(kafka, '0.10.2.0') ? { listener_security_protocol_map: { PLAINTEXT: 'PLAINTEXT' } } : {}),
    ...(since(kafka, '0.9.0.0') ? { endpoints: [`PLAINTEXT://kafka${id}:9091`] } : {}),
    ...{ jmx_port: -1, host: `kafka${id}`, timestamp: String(now), port: 9091 },
    version: since(kafka, '0.10.2.0') ? 4 : 1,
  })

const aboutTopic = (deployment: Deployment, path: string): string | undefined => {
  const [, name = '', id] = /^\/brokers\/topics\/([^/]+)(?:\/partitions\/(\d+)\/state)?$/.exec(path) ?? []
  const topic = topicOf(deployment, name)
  if (topic === undefined) return undefined
  if (id === undefined) {
    const partitions = Object.fromEntries(topic.partitions.map((partition) => [partition.id, partition.replicas]))
    const moving = (which: 'adding' | 'removing'): object =>
      Object.fromEntries(
        topic.partitions.flatMap((partition) =>
          partition.moving === undefined || partition.moving[which].length === 0
            ? []
            : [[partition.id, partition.moving[which]]],
        ),
      )
    return JSON.stringify(
      since(deployment.kafka, '2.4.0')
        ? { version: 2, partitions, adding_replicas: moving('adding'), removing_replicas: moving('removing') }
        : { version: 1, partitions },
    )
  }
  const partition = topic.partitions[Number(id)]
  if (partition === undefined) return undefined
  const { leaderEpoch } = agreedOf(partition)
  return JSON.stringify({
    controller_epoch: partition.controllerEpoch,
    leader: leaderOf(partition) ?? -1,
    version: 1,
    leader_epoch: leaderEpoch,
    isr: partition.isr,
  })
}
