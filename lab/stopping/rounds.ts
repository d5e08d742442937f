/**
 * A round: the controller does what pace.ts says, each broker handles the LeaderAndIsr requests that have arrived, each follower
 * truncates or fetches once for each partition, and each producer sends one record, or tries again.
 */
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { brokerOf, leads, replaced, replicaOf } from '../../model/cluster'
import type { Config } from '../../model/config'
import { logEnd } from '../../model/replica/disk'
import { refusalOf } from '../../model/replica/produce'
import type { Cluster } from '../../model/state'
import type { BrokerId, PartitionId } from '../../model/values'
import { isHeard, roundsFor, type Pace } from './pace'
import { heard, sends, type Fire, type Producer } from './producing'
import { STOPPING, type Way } from './ways'

export interface Scene {
  readonly config: Config
  readonly fire: Fire
  readonly pace: Pace
  readonly cluster: Cluster
  /** One for each partition that the broker led. */
  readonly producers: readonly Producer[]
  /** Since the stop: its round is 0, and those before it are negative. */
  readonly round: number
}

/** The scene after the round in which it stands. */
export const afterRound = (scene: Scene, way: Way): Scene => {
  const stepped = stepsBefore(scene, way).reduce(taken, scene)
  const obeyed = brokersOf(scene).reduce((present, broker) => obeying(present, broker, decidingSince(way)), stepped)
  const fetched = obeyed.producers.reduce(
    (present, { partition }) => brokersOf(scene).reduce((now, follower) => followed(now, follower, partition), present),
    obeyed,
  )
  return { ...produced(fetched), round: scene.round + 1 }
}

const brokersOf = ({ cluster }: Scene): readonly BrokerId[] => [...cluster.brokers.keys()]

/** The round in which the controller begins to decide: with the request for a controlled shutdown, or when it notices. */
const decidingSince = ({ begins }: Way): number => (begins.type === 'ControlledShutdown' ? 0 : 1)

/** The steps of the broker that stops, and of the controller, that are due in this round. */
const stepsBefore = (scene: Scene, { begins, ends }: Way): readonly Action[] => {
  if (scene.round < 0) return []
  const notices: Action = { type: 'BrokerFailure', broker: STOPPING }
  const stops: Action = { type: 'Stop', broker: STOPPING }
  const answer = roundsFor(scene.pace, scene.producers.length) - 1
  const isTime = {
    'at once': false,
    'after the answer': scene.round === answer,
    'after its successors lead': scene.producers.every(({ partition }) => hasSuccessor(scene, partition)),
  }[ends]
  return [...(scene.round === 0 ? [begins] : []), ...(isTime ? [stops] : []), ...(scene.round === 0 ? [] : [notices])]
}

const hasSuccessor = ({ cluster }: Scene, partition: PartitionId): boolean =>
  cluster.brokers.some(({ isUp }, id) => isUp && id !== STOPPING && leads(replicaOf(cluster, id, partition), id))

/** A broker handles the requests that have arrived: the controller has sent them in an earlier round. */
const obeying = (scene: Scene, broker: BrokerId, since: number): Scene => {
  const { pace, producers, round, cluster } = scene
  const arrived = brokerOf(cluster, broker).requests.filter(({ partition }) =>
    isHeard(pace, Math.floor(partition / cluster.brokers.length), producers.length, round - since),
  )
  return arrived.reduce((present) => taken(present, { type: 'HandleLeaderAndIsr', broker, controllerEpoch: 0 }), scene)
}

/** Some running broker takes what a producer sends to this partition. */
export const isServed = ({ cluster, config }: Scene, partition: PartitionId): boolean =>
  cluster.brokers.some(({ isUp }, id) => isUp && refusalOf(config, replicaOf(cluster, id, partition), id) === undefined)

/** The scene after a step; the same scene where the step cannot happen. */
const taken = (scene: Scene, action: Action): Scene => {
  const after = scene.fire(scene.cluster, action)
  if (isRefused(after) || after === scene.cluster) return scene
  const step = [scene.cluster, action, after] as const
  const hear = (producer: Producer): Producer => heard(scene.config, producer, scene.round, step)
  if (!('partition' in action)) return { ...scene, cluster: after, producers: scene.producers.map(hear) }
  const place = scene.producers.findIndex(({ partition }) => partition === action.partition)
  const [was] = scene.producers.slice(place)
  if (was === undefined) return { ...scene, cluster: after }
  const is = hear(was)
  return { ...scene, cluster: after, producers: is === was ? scene.producers : replaced(scene.producers, place, is) }
}

/** Records that one fetch brings at most. */
export const FETCH = 16

const followed = (scene: Scene, follower: BrokerId, partition: PartitionId): Scene => {
  const replica = replicaOf(scene.cluster, follower, partition)
  if (!brokerOf(scene.cluster, follower).isUp || replica.fetcher === 'none') return scene
  if (replica.fetcher !== 'fetching') return taken(scene, { type: 'Truncate', follower, partition })
  const left = logEnd(replicaOf(scene.cluster, replica.leader, partition).disk) - logEnd(replica.disk)
  const records = Math.min(FETCH, Math.max(1, left))
  return taken(scene, { type: 'Fetch', follower, records, partition })
}

const produced = (scene: Scene): Scene => {
  let { cluster } = scene
  const producers = scene.producers.map((producer) => {
    const [after, next] = sends(scene.config, scene.fire, cluster, producer, scene.round)
    cluster = after
    return next
  })
  return { ...scene, cluster, producers }
}
