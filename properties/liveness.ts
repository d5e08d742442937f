import type { Action } from '../model/actions'
import { canStop } from '../model/bounds'
import { configsOf, type Config } from '../model/config'
import { isHeldBack, isReassignmentHeldBack } from '../model/coordinator/coordinator'
import { isProposalHeldBack } from '../model/coordinator/kraft/alter-partition'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'
import { healsAll, healsTheRest } from './healing'
import type { World } from './history'
import type { Judged, PropertyOf } from './scope'
import { isHeldBackByShrinks, lacking, lackingWithTheRest } from './settled'

/**
 * L1: Once no more faults happen, and all that is broken comes back, the cluster settles: every broker follows the leader,
 * all replicas are in the ISR and have the leader's log, the high watermark is at its end, and every waiting producer was
 * answered. Holds in any run in which no LeaderAndIsr was lost.
 *
 * Kafka's controller sends a request until it is answered, or until somebody sends a newer state instead. The fault
 * `lost-request` takes one away for good, so nothing is to be concluded about what becomes of such a cluster. The same
 * holds where a broker has stopped itself (KAFKA-1028), and no fault is allowed that stops a process: then nothing starts it.
 */
export const clusterSettles: PropertyOf = (judged) =>
  converges(judged, 'L1 the cluster settles', {
    needsEpochs: true,
    heals: healsAll,
    lacks: lacking,
    isLeftOut: ({ bounds }, { spent, brokers }) =>
      spent['lost-request'] > 0 || (!canStop(bounds) && brokers.some(({ isUp }) => !isUp)),
  })

/**
 * L2: The same where a broker that is down stays down, and a link that is cut stays cut: if a replica that may lead is
 * running, a running broker leads, its high watermark comes to the end of its log, and every waiting producer is answered.
 * Holds in any run in which no LeaderAndIsr was lost.
 */
export const restGoesOn: PropertyOf = (judged) =>
  converges(judged, 'L2 the rest goes on', {
    needsEpochs: true,
    heals: healsTheRest,
    lacks: lackingWithTheRest,
    isLeftOut: (config, cluster, partition) =>
      cluster.spent['lost-request'] > 0 || isHeldBackByShrinks(config, cluster, partition),
  })

/** What else would take a leader epoch: to go on with a reassignment; with KRaft, to handle a proposal. */
const changeHeldBack = (config: Config): ((cluster: Cluster) => boolean) =>
  config.bounds.kraft === undefined ? isReassignmentHeldBack(config) : isProposalHeldBack(config)

interface Healing {
  /** Where the controller has no leader epoch left within the bounds, nothing is concluded. */
  readonly needsEpochs: boolean
  heals(action: Action): boolean
  /** What is settled has to stay so. */
  readonly stays?: boolean
  /** What a partition lacks; undefined: nothing. */
  lacks(config: Config, cluster: Cluster, partition: PartitionId): string | undefined
  isLeftOut(config: Config, cluster: Cluster, partition: PartitionId): boolean
}

/** A property about each partition: it has settled where none lacks anything, or where what one lacks is left out. */
export const converges = (
  { protocol, settings, bounds }: Judged,
  name: string,
  { needsEpochs, heals, stays = false, lacks, isLeftOut }: Healing,
): ReturnType<PropertyOf> => {
  const configs = configsOf(protocol.decide, settings, bounds).map((config) => {
    const [holdsBack, holdsChangeBack] = [isHeldBack(config), changeHeldBack(config)]
    return { config, isWithoutEpochs: (cluster: Cluster) => holdsBack(cluster) || holdsChangeBack(cluster) }
  })
  const inForce = ({ configVersion }: Cluster): (typeof configs)[number] =>
    configs[configVersion] as (typeof configs)[number]
  const partitions = Array.from({ length: bounds.partitions }, (_, partition) => partition)
  const open = ({ cluster }: World): readonly PartitionId[] =>
    partitions.filter((partition) => lacks(inForce(cluster).config, cluster, partition) !== undefined)
  const isOpenLeftOut = ({ cluster }: World, unsettled: readonly PartitionId[]): boolean => {
    const { config, isWithoutEpochs } = inForce(cluster)
    return (
      (needsEpochs && isWithoutEpochs(cluster)) || unsettled.some((partition) => isLeftOut(config, cluster, partition))
    )
  }
  return {
    kind: 'converges',
    name,
    heals,
    stays,
    settled(world) {
      const unsettled = open(world)
      return unsettled.length === 0 || isOpenLeftOut(world, unsettled)
    },
    leftOut(world) {
      const unsettled = open(world)
      return unsettled.length > 0 && isOpenLeftOut(world, unsettled)
    },
    lacks(world) {
      const [first = 0] = open(world)
      const lack = lacks(inForce(world.cluster).config, world.cluster, first) ?? 'nothing is lacking'
      const sentence = bounds.partitions === 1 ? lack : `partition ${first}: ${lack}`
      return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
    },
  }
}
