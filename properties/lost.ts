import { has, members, only } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { Acks } from '../model/bounds'
import { replicaOf } from '../model/cluster'
import { candidatesOf, isKnownProcess, stateOf } from '../model/coordinator/coordinator'
import { entriesOf, lacks } from '../model/replica/log'
import type { BrokerId, PartitionId } from '../model/values'
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

/**
 * What the broker lacks that S1 or S14 names: the first one that runs, may lead, and lacks such a record. A broker may lead
 * if it is in the ISR. With acks=1 a record is safe if the present leader has it.
 */
export const firstLost = (world: World, of: 'acknowledged' | 'committed', acks: Acks): Lost | undefined => {
  const { leader } = stateOf(world.cluster, 0)
  const candidates =
    of === 'committed' || acks === 'all' || leader === NONE ? candidatesOf(world.cluster, 0) : only(leader)
  return world.cluster.brokers
    .flatMap(({ isUp }, id) =>
      isUp && has(candidates, id) && isKnownProcess(world.cluster, id) ? [lostAt(world, id, 0)] : [],
    )
    .find((lost) => lost[of] > 0)
}

/** What a broker lacks of the records of a partition. */
export const lostAt = ({ cluster, history }: World, broker: BrokerId, partition: PartitionId): Lost => {
  const { log } = replicaOf(cluster, broker, partition).disk
  const { acknowledged, truth } = historyOf(history, partition)
  const isLacking = (value: number): boolean => lacks(log, value, truth)
  const committed = entriesOf(truth).map(({ record }) => record.value)
  const produced = Array.from({ length: cluster.produced[partition] ?? 0 }, (_, value) => value)
  return {
    broker,
    acknowledged: members(acknowledged).filter(isLacking).length,
    committed: committed.filter(isLacking).length,
    appended: produced.filter(isLacking).length,
  }
}
