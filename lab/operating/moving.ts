/** Replicas that move: an instance of the model gets more brokers, or other ones. */
import type { Deployment } from './deployment'
import { asWorldIs } from './events'
import { fired, type Partition } from './partition'
import { among } from './regrouping'

/** The partition is to have these replicas. An empty list goes back to the replicas from before. Or why it cannot. */
export const reassigned = (
  deployment: Deployment,
  partition: Partition,
  asked: readonly number[],
): Partition | string => {
  const origin = originOf(partition)
  const target = asked.length === 0 ? origin : asked
  const full = [...new Set([...target, ...origin])]
  const unneeded = partition.replicas.filter((id) => !full.includes(id))
  const adding = target.filter((id) => !origin.includes(id))
  const moving = { target, adding, removing: full.filter((id) => !target.includes(id)) }
  const begun = among({ ...partition, moving }, [...full, ...unneeded], {
    replicas: [...full, ...unneeded].filter((id) => partition.replicas.includes(id)),
    adding: partition.moving?.adding ?? [],
  })
  return fired(asWorldIs(deployment, begun), { type: 'Reassign', partition: 0 })
}

/** The replicas that a partition had before the reassignment in progress. */
const originOf = ({ replicas, moving }: Partition): readonly number[] =>
  replicas.filter((id) => moving?.adding.includes(id) !== true)
