import { actionsWithin } from '../../model/action-texts'
import type { Action } from '../../model/actions'
import { bounds } from '../../model/bounds'
import type { Partition } from './partition'

const MOVING = { reassign: { replicas: [], moves: [[]] } }

/** The text of a step with the names of the brokers: 'broker 2 truncates' of a partition on 3 and 1 is 'kafka1 truncates'. */
export const textOf = ({ replicas, moving }: Partition, action: Action): string =>
  actionsWithin(bounds({ brokers: replicas.length, ...(moving && MOVING) }))
    .print(action)
    .replace(/\bbroker (\d+)/g, (_, place: string) => `kafka${replicas[Number(place) - 1] ?? place}`)
