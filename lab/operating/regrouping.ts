/** The instance of a partition among other brokers. */
import { assignmentsOf, regrouped } from '../../model/coordinator/coordinator'
import type { BrokerId } from '../../model/values'
import { scopeOf, type Partition } from './partition'

/** What is left of a reassignment once nothing happens by itself any more: nothing, if it is completed. */
export const settledIn = (partition: Partition): Partition => {
  const [assignment] = assignmentsOf(partition.state)
  if (partition.moving === undefined || assignment === undefined) return partition
  if (assignment.target.length > 0) return partition
  const left = assignment.replicas.map((place) => partition.replicas[place] ?? 0)
  return { ...among(partition, left, undefined), moving: undefined }
}

/** The instance among these brokers. Where nothing moves any more, each of them has a replica. */
export const among = (
  partition: Partition,
  ids: readonly number[],
  asked: { readonly replicas: readonly number[]; readonly adding: readonly number[] } | undefined,
): Partition => {
  const places = (of: readonly number[]): readonly BrokerId[] => of.map((id) => ids.indexOf(id))
  const from = ids.map((id) => partition.replicas.indexOf(id))
  const state = regrouped(
    scopeOf(partition, '1').bounds,
    partition.state,
    from,
    asked && {
      replicas: places(asked.replicas),
      adding: places(asked.adding).reduce((set, place) => set | (1 << place), 0),
    },
  )
  const late = partition.late.flatMap(({ leader, follower, since }) => {
    const [led, following] = [from.indexOf(leader), from.indexOf(follower)]
    return led < 0 || following < 0 ? [] : [{ leader: led, follower: following, since }]
  })
  return { ...partition, replicas: ids, state, late }
}
