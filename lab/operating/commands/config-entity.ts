/** Whose configuration is meant: `--topic t`, `--broker 1`, or the older `--entity-type topics --entity-name t`. */
import type { Deployment } from '../deployment'
import type { Given } from '../flags'
import { since } from '../release'
import { stop } from '../stop'

export interface Entity {
  readonly type: 'topics' | 'brokers'
  /** Empty: all of them. '' is the default of all brokers. */
  readonly names: readonly string[]
}

const SPECIFIC = ['topic', 'broker', 'broker-defaults'] as const

/** ConfigCommandOptions.checkArgs */
export const entityOf = (deployment: Deployment, given: Given): Entity => {
  const specific = SPECIFIC.filter((flag) => given.has(flag))
  const types = [...given.values('entity-type'), ...specific.map((flag) => (flag === 'topic' ? 'topics' : 'brokers'))]
  checkTypes(deployment, given, types)
  if (specific.length > 0 && ['entity-type', 'entity-name', 'entity-default'].some((flag) => given.has(flag)))
    throw stop('--entity-{type,name,default} should not be used in conjunction with specific entity flags')
  checkServers(deployment, given)
  const names = [
    ...given.values('entity-name'),
    ...given.values('topic'),
    ...given.values('broker'),
    ...(given.has('entity-default') || given.has('broker-defaults') ? [''] : []),
  ]
  const type = types[0] === 'brokers' ? 'brokers' : 'topics'
  const wrong = type === 'brokers' ? names.find((name) => !/^\d*$/.test(name)) : undefined
  if (wrong !== undefined)
    throw stop(`The entity name for brokers must be a valid integer broker id, but it is: ${wrong}`)
  return { type, names }
}

const checkTypes = ({ kafka }: Deployment, given: Given, types: readonly string[]): void => {
  const [type] = types
  if (type === undefined) {
    const flags = since(kafka, '2.5.0') ? '--topic T or --broker 1' : '--entity-type topics --entity-name T'
    throw stop('At least one entity type must be specified', `add ${flags}`)
  }
  if (types.length > 1) throw stop("Only 'users' and 'clients' entity types may be specified together")
  if (['clients', 'users'].includes(type))
    throw stop(`tidemark plays no quotas, so ${type} have no configuration here`, 'only topics and brokers have some')
  if (type === 'broker-loggers') throw stop('tidemark plays no log levels: only topics and brokers have configurations')
  const byServer = given.has('bootstrap-server')
  const known = byServer && !since(kafka, '2.5.0') ? ['brokers'] : ['topics', 'clients', 'users', 'brokers']
  if (known.includes(type)) return
  throw stop(
    `Invalid entity type ${type}, the entity type must be one of ${known.join(',')} with the --${byServer ? 'bootstrap-server' : 'zookeeper'} argument`,
    byServer && type === 'topics' ? `topics go by --bootstrap-server since 2.5.0; use --zookeeper zk1:2181` : undefined,
  )
}

const checkServers = ({ kafka }: Deployment, given: Given): void => {
  const [byServer, byZooKeeper] = [given.has('bootstrap-server'), given.has('zookeeper')]
  if (byServer && byZooKeeper) throw stop('Only one of --bootstrap-server or --zookeeper must be specified')
  if (!byServer && !byZooKeeper)
    throw stop(
      since(kafka, '1.1.0')
        ? 'One of the required --bootstrap-server or --zookeeper arguments must be specified'
        : 'Missing required argument "[zookeeper]"',
      `add ${since(kafka, '2.5.0') ? '--bootstrap-server kafka1:9091' : '--zookeeper zk1:2181'}`,
    )
  if (given.has('all') && byZooKeeper) throw stop('--bootstrap-server must be specified for --all')
}
