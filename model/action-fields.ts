/** Fields and words that several kinds of action have in common. */
import type { Kinds } from '../kit/catalogue'
import { int } from '../kit/schema'
import type { Action } from './actions'
import type { Bounds } from './bounds'

export type KindsOf<T extends Action['type']> = Pick<Kinds<Action>, T>

export const isAtomic = ({ grain }: Bounds): boolean => grain === 'atomic'

/** How a step names its partition, where the topic has more than one. */
export const PARTITION = '[ for partition {partition}]'

export const implied = ['partition'] as const

/** How many records a fetch brings at most, where it may bring more than one. */
export const RECORDS = '[ (records: {records})]'

export const recordsOf = ({ fetchRecords }: Bounds): { readonly records: ReturnType<typeof int> } => ({
  records: int(1, fetchRecords),
})

export const partitionOf = ({
  partitions,
}: Pick<Bounds, 'partitions'>): { readonly partition: ReturnType<typeof int> } => ({
  partition: int(0, partitions - 1),
})
