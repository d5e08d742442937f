/** How the log on disk is bounded: `Bounds.storage`. Without it a log has no segments, no start and no clock. */
import { defaultLogConfig, type LogConfig } from './segment'

export interface StorageBounds {
  /**
   * What the record of each value is. The state keeps the value only, so real texts, keys and sizes cost no bits. Whoever needs
   * more records makes the machine anew with a longer table; its old states stay valid.
   */
  readonly workload: readonly Written[]
  /** The versions of the topic's configuration. The first is in force at the beginning. */
  readonly configs: readonly [TopicConfig, ...TopicConfig[]]
  /** The times that the clock may show, in milliseconds and ascending. The state keeps the place of the present one. */
  readonly moments: readonly number[]
  /** Administrators delete records (KIP-107). */
  readonly deletesRecords: boolean
}

/** What a producer sends. */
export interface Written {
  /** Null: without a key. */
  readonly key: string | null
  /** Null: a tombstone. */
  readonly value: string | null
  /** The time that the producer gives it (CreateTime), in milliseconds. */
  readonly timestamp: number
  /** Bytes in the log, with the header of its batch. */
  readonly size: number
}

/** A configuration of the topic. */
export interface TopicConfig {
  readonly log: LogConfig
  /** min.insync.replicas */
  readonly minIsr: number
  /** unclean.leader.election.enable */
  readonly uncleanElection: boolean
}

/** What the rules of storage are made for. */
export interface Storage {
  readonly bounds: StorageBounds
  /** The configuration in force. */
  readonly topic: TopicConfig
}

/** A small world in which a record is one byte and time passes in milliseconds. */
export interface SmallStorage {
  /** Records in a segment. */
  readonly segmentRecords: number
  /** How many keys the records have, in turn; 0: none has a key. */
  readonly keys: number
  /** The records, by value, that are tombstones. */
  readonly tombstones: readonly number[]
  /** The records, by value, whose producer gives them an old timestamp. None if it is not said. */
  readonly old?: readonly number[]
  /** retention.ms; -1: none. */
  readonly retention: number
  /** How often the clock may tick. */
  readonly time: number
  readonly cleanup: LogConfig['cleanupPolicy']
  readonly deletesRecords: boolean
}

/** What the clock of a small world shows first. It is not 0, so that a timestamp of 0 is an old one. */
const FIRST_MOMENT = 100

/** The timestamp of an old record, in milliseconds. */
const OLD = 50

/** A record has a letter, so there are no more. Walks draw how many of them are produced. */
const MOST_RECORDS = 26

export const smallStorage = (
  { segmentRecords, keys, tombstones, old = [], retention, time, cleanup, deletesRecords }: SmallStorage,
  settings: Pick<TopicConfig, 'minIsr' | 'uncleanElection'>,
): StorageBounds => ({
  workload: Array.from({ length: MOST_RECORDS }, (_, value) => ({
    key: keys === 0 ? null : `k${value % keys}`,
    value: tombstones.includes(value) ? null : `v${value}`,
    timestamp: old.includes(value) ? OLD : FIRST_MOMENT,
    size: 1,
  })),
  configs: [
    {
      log: {
        ...defaultLogConfig,
        segmentBytes: segmentRecords,
        retentionMs: retention,
        cleanupPolicy: cleanup,
        minCleanableDirtyRatio: 0,
        deleteRetentionMs: 1,
      },
      ...settings,
    },
  ],
  moments: Array.from({ length: time + 1 }, (_, moment) => FIRST_MOMENT + moment),
  deletesRecords,
})

/** The record has the timestamp of an old one. */
export const isOld = ({ timestamp }: Written): boolean => timestamp === OLD
