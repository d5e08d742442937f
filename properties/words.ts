import { members } from '../kit/bits'
import { peerName } from '../kit/difference'
import type { Brokers, LogRecord } from '../model/values'

/** The names that people read: brokers from 1, records as letters with the epoch in which they were written. */
export const named = (broker: number): string => `broker ${peerName(broker)}`

export const setOf = (brokers: Brokers): string => `{${members(brokers).map(peerName).join(' ')}}`

export const recordName = (record: LogRecord | undefined): string =>
  record === undefined ? 'nothing' : `${letter(record.value)} of epoch ${record.epoch}`

export const letter = (value: number): string => String.fromCharCode('a'.charCodeAt(0) + value)
