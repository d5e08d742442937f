/** Brokers as they are named wherever they are seen. */
import { members } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { BrokerId, Brokers } from '../model/values'

/** Brokers are numbered from 1 wherever they are seen; nobody is -1. */
export const idOf = (broker: BrokerId): number => (broker === NONE ? NONE : broker + 1)

export const idsOf = (brokers: Brokers): readonly number[] => members(brokers).map(idOf)
