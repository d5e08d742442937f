/** What a stop costs the partitions that the broker led: the same schedule, with another way to stop. */
import { bounds, type Acks } from '../../model/bounds'
import { configsOf } from '../../model/config'
import { stateOf } from '../../model/coordinator/coordinator'
import { steps } from '../../model/machine'
import type { Kafka } from '../operating/release'
import { acknowledgedLike, isFlushed, isLost, isOnDisk, isOnlyInMemory, isOnOneReplica } from './at-risk'
import { paceOf } from './pace'
import { producerOf, type Producer } from './producing'
import { afterRound, FETCH, isServed, type Scene } from './rounds'
import { STOPPING, waitingOf, type Waiting, type Way } from './ways'

export interface Measured {
  /** Rounds in which nobody takes what producers send: for each partition that the broker led, in their order. */
  readonly unserved: readonly number[]
  /** Requests that no broker took. */
  readonly refused: number
  /** Requests that a broker took, and that were not answered with success. */
  readonly unanswered: number
  /** The slowest answer with success, in rounds, and the slowest one before the stop. */
  readonly slowest: number
  readonly usual: number
  /** Acknowledged records that the leader does not have in the end. */
  readonly lost: number
  /** Records that were acknowledged before the stop; of these, what the stopped broker has on its disk, and has flushed. */
  readonly before: number
  readonly onItsDisk: number
  readonly flushed: number
  /** And what at most one running replica has while the broker is down; of these, what no disk has flushed. */
  readonly onOneReplica: number
  readonly onlyInMemory: number
  readonly waiting: Waiting
}

export interface Topic {
  /** Partitions that the stopping broker leads. Each of the others leads as many. */
  readonly led: number
  readonly acks: Acks
  /** Brokers, each with a replica of every partition. min.insync.replicas is one less. */
  readonly brokers: number
}

/** Rounds before the stop, and those after it in which nothing is amiss any more. */
const WARM_UP = 6
const QUIET = 4

/** Stops a broker in one way, and goes on until nothing is amiss any more. */
export const measured = (kafka: Kafka, way: Way, topic: Topic): Measured => {
  const before = warmedUp(sceneOf(kafka, way, topic), way)
  const { scene, unserved } = stopped(before, way)
  const { producers, cluster } = scene
  const atStop = before.producers
  return {
    unserved,
    refused: sum(producers.map((one) => one.refused)),
    unanswered: sum(producers.map((one) => one.unanswered)),
    slowest: slowestOf(producers),
    usual: slowestOf(atStop),
    lost: acknowledgedLike(producers, (sent, partition) => isLost(cluster, sent, partition)),
    before: acknowledgedLike(atStop, () => true),
    onItsDisk: acknowledgedLike(atStop, (sent, partition) => isOnDisk(cluster, STOPPING, sent, partition)),
    flushed: acknowledgedLike(atStop, (sent, partition) => isFlushed(cluster, STOPPING, sent, partition)),
    onOneReplica: acknowledgedLike(atStop, (sent, partition) => isOnOneReplica(cluster, sent, partition)),
    onlyInMemory: acknowledgedLike(atStop, (sent, partition) => isOnlyInMemory(cluster, sent, partition)),
    waiting: waitingOf(way, kafka),
  }
}

/** Nobody produces so many records, or changes leaders so often. */
const PLENTY = 1_000_000

/** A topic whose leaders are spread over its brokers, and a producer for each partition that the first of them leads. */
const sceneOf = (kafka: Kafka, way: Way, { led, acks, brokers }: Topic): Scene => {
  const { protocol } = kafka
  const settings = { acks, minIsr: brokers - 1, uncleanElection: false }
  const scope = {
    ...{ protocol, settings },
    bounds: bounds({
      ...{ partitions: led * brokers, brokers, records: PLENTY, epochs: PLENTY, fetchRecords: FETCH },
      controlledShutdown: way.controlledShutdown,
      faults: { 'process-crash': 1, 'machine-crash': 1, 'clean-shutdown': 1 },
    }),
  }
  const { initial, fire } = steps(scope)
  const [config] = configsOf(protocol.decide, settings, scope.bounds)
  const producers = Array.from({ length: led }, (_, place) => place * brokers).map((partition) =>
    producerOf(partition, stateOf(initial, partition).leader),
  )
  return { config, fire, pace: paceOf(kafka, way), cluster: initial, producers, round: -WARM_UP }
}

const warmedUp = (begin: Scene, way: Way): Scene => {
  let scene = begin
  while (scene.round < 0) scene = afterRound(scene, way)
  return scene
}

const stopped = (begin: Scene, way: Way): Pick<Measured, 'unserved'> & { readonly scene: Scene } => {
  const unserved = begin.producers.map(() => 0)
  let [scene, quiet] = [begin, 0]
  while (quiet < QUIET) {
    scene = afterRound(scene, way)
    scene.producers.forEach(({ partition }, place) => {
      if (!isServed(scene, partition)) unserved[place] = (unserved[place] ?? 0) + 1
    })
    quiet = isQuiet(scene) ? quiet + 1 : 0
  }
  return { scene, unserved }
}

/** The broker is down, all others have heard of it, and every partition is served. */
const isQuiet = (scene: Scene): boolean =>
  scene.cluster.brokers.every(({ isUp, requests }, id) => (id === STOPPING ? !isUp : requests.length === 0)) &&
  scene.producers.every(({ partition }) => isServed(scene, partition))

const slowestOf = (producers: readonly Producer[]): number => Math.max(...producers.map(({ slowest }) => slowest))

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
