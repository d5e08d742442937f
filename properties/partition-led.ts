import { has, size } from '../kit/bits'
import { NONE } from '../kit/schema'
import { brokerOf, isRegistered, replicaOf } from '../model/cluster'
import { settingsWithin } from '../model/config'
import { liveBrokers, stateOf } from '../model/coordinator/coordinator'
import { entriesOf, lacks } from '../model/replica/log'
import type { BrokerId, PartitionId } from '../model/values'
import { historyOf, type World } from './history'
import { always, type PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * A1: the partition has a leader. Where it has none it is offline: nobody can write or read (OfflinePartitionsCount). In
 * any run. A leader that has failed counts as long as the controller has not noticed.
 */
export const partitionLed: PropertyOf = (judged) => {
  const versions = settingsWithin(judged.settings, judged.bounds)
  return always(judged, 'A1 the partition has a leader', (world, partition = 0) => {
    const { leader, isr } = stateOf(world.cluster, partition)
    if (leader !== NONE) return undefined
    const reasons = world.cluster.brokers.map((_, id) => `${named(id)} ${whyNot(world, id, partition)}`)
    const setting = judged.protocol.decide.mayElectUnclean(versions[world.cluster.configVersion] ?? judged.settings)
      ? ''
      : ', and only its members may lead'
    return `the partition is offline: the ISR is ${setOf(isr)}${size(isr) === 0 ? '' : setting}; ${reasons.join('; ')}`
  })
}

/** Why a replica does not lead. */
const whyNot = (world: World, id: BrokerId, partition: PartitionId): string => {
  const { cluster } = world
  const broker = brokerOf(cluster, id)
  if (!broker.isUp) return 'is down'
  if (broker.isPaused) return 'is paused'
  if (!isRegistered(broker)) return 'has no ZooKeeper session'
  if (!has(liveBrokers(cluster), id)) return 'is back, and the controller has not noticed'
  if (broker.isStopping) return 'is shutting down'
  const { isr } = stateOf(cluster, partition)
  return has(isr, id) ? 'may lead, and is not elected yet' : `runs, and ${lackText(world, id, partition)}`
}

const lackText = ({ cluster, history }: World, id: BrokerId, partition: PartitionId): string => {
  const { truth } = historyOf(history, partition)
  const { log } = replicaOf(cluster, id, partition).disk
  const lacking = entriesOf(truth).filter(({ record }) => lacks(log, record.value, truth)).length
  if (lacking === 0) return 'has everything that is committed'
  return `lacks ${lacking} committed ${lacking === 1 ? 'record' : 'records'}`
}
