/** Where a tool finds the cluster: `--bootstrap-server kafka1:9091`, or `--zookeeper zk1:2181`. */
import { answers, hostOf, type Deployment, type Host } from './deployment'
import { nearest } from '../../kit/nearest'
import { stop, thrown } from './stop'

/**
 * The brokers that a list of servers names. Any port will do. Stops where a name is no host of this cluster, or where none of
 * them runs; `timedOut` is what the tool prints then.
 */
export const reached = (deployment: Deployment, servers: string, timedOut: readonly string[]): readonly Host[] => {
  const hosts = servers.split(',').map((server) => hostNamed(deployment, server))
  const alive = hosts.filter(answers)
  if (alive.length > 0) return alive
  const [first] = hosts
  throw stop(timedOut, `kafka${first?.id} does not answer; name a broker that runs`)
}

const hostNamed = (deployment: Deployment, server: string): Host => {
  const [name = '', port] = server.trim().split(':')
  const hosts = deployment.hosts.map(({ id }) => `kafka${id}`)
  if (port === undefined || !/^\d+$/.test(port))
    throw thrown('org.apache.kafka.common.config.ConfigException', `Invalid url in bootstrap.servers: ${server}`)
  const id = name === 'localhost' ? 1 : Number(/^(?:kafka|broker)-?0*(\d+)$/.exec(name)?.[1])
  const host = hostOf(deployment, id)
  if (host !== undefined) return host
  const close = nearest(name, hosts)
  throw thrown(
    'org.apache.kafka.common.config.ConfigException',
    'No resolvable bootstrap urls given in bootstrap.servers',
    `the hosts are ${hosts.join(', ')}${close === undefined ? '' : ` (did you mean ${close}?)`}`,
  )
}
