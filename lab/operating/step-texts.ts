import { actionsWithin } from '../../model/action-texts'
import type { Action } from '../../model/actions'
import { bounds } from '../../model/bounds'
import type { Partition } from './partition'

/** The text of a step with the names of the brokers: 'broker 2 truncates' of a partition on 3 and 1 is 'kafka1 truncates'. */
export const textOf = ({ replicas }: Partition, action: Action): string =>
  actionsWithin(bounds({ brokers: replicas.length }))
    .print(action)
    .replace(/\bbroker (\d+)/g, (_, place: string) => `kafka${replicas[Number(place) - 1] ?? place}`)
