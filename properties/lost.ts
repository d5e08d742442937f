import { has, members } from '../kit/bits'
import { NONE } from '../kit/schema'
import { replicaOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { endOf, holds, recordAt } from '../model/replica/log'
import type { BrokerId } from '../model/values'
import { historyOf, type World } from './history'

/** The records that a broker which leads, or may be elected, does not have: how many of each kind. */
export interface Lost {
  readonly broker: BrokerId
  /** Producers were told that these are safe. */
  readonly acknowledged: number
  /** These were below a high watermark, so that consumers may have read them. */
  readonly committed: number
  /** These were appended to the log of some leader. */
  readonly appended: number
}

/** What is lost if the leader stays, or if the best broker that may lead is elected: the least that can be lost. */
export const leastLost = (world: World): Lost | undefined => {
  const { leader, isr } = stateOf(world.cluster, 0)
  const candidates = world.cluster.brokers.flatMap((broker, id) =>
    broker.isUp && (leader === NONE ? has(isr, id) : id === leader) ? [lostAt(world, id)] : [],
  )
  const others = world.cluster.brokers.flatMap(({ isUp }, id) => (isUp && has(isr, id) ? [lostAt(world, id)] : []))
  return (candidates.length > 0 ? candidates : others).sort((one, other) => one.acknowledged - other.acknowledged)[0]
}

const lostAt = ({ cluster, history }: World, broker: BrokerId): Lost => {
  const { log } = replicaOf(cluster, broker, 0).disk
  const { acknowledged, truth } = historyOf(history, 0)
  const lacks = (value: number): boolean => !holds(log, value)
  const committed = Array.from({ length: endOf(truth) }, (_, offset) => recordAt(truth, offset)?.value ?? 0)
  const produced = Array.from({ length: cluster.produced[0] ?? 0 }, (_, value) => value)
  return {
    broker,
    acknowledged: members(acknowledged).filter(lacks).length,
    committed: committed.filter(lacks).length,
    appended: produced.filter(lacks).length,
  }
}
