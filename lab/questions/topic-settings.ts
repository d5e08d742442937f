/** The settings of a topic that can be changed at run time, by the names that Kafka has for them. */
import type { CleanupPolicy, LogConfig } from '../../model/storage/segment'
import type { TopicConfig } from '../../model/storage/storage-bounds'

/** A setting in a small world, where a record has one byte and time passes in milliseconds. */
export interface TopicSetting {
  readonly name: string
  /** The values that it takes, for an error message. */
  readonly takes: string
  /** The configuration with this value; undefined: it is none that the setting takes. */
  set(config: TopicConfig, word: string): TopicConfig | undefined
  say(config: TopicConfig): string
}

/** As many as there are records or milliseconds in a small world. */
const MOST = 26

/** Kafka has no limit, and does not compare min.insync.replicas with the replication factor. */
const MOST_MIN_ISR = 99

const wholeIn = (word: string, least: number, most: number): number | undefined => {
  const value = /^-?\d{1,3}$/.test(word) ? Number(word) : NaN
  return value >= least && value <= most ? value + 0 : undefined
}

type Numbers = { [K in keyof LogConfig]: LogConfig[K] extends number ? K : never }[keyof LogConfig]

const ofLog = (name: string, field: Numbers, least: number): TopicSetting => ({
  name,
  takes: `a whole number from ${least} to ${MOST}`,
  set(config, word) {
    const value = wholeIn(word, least, MOST)
    return value === undefined ? undefined : { ...config, log: { ...config.log, [field]: value } }
  },
  say: ({ log }) => String(log[field]),
})

const POLICIES: readonly CleanupPolicy[] = ['delete', 'compact', 'compact,delete']

const cleanupPolicy: TopicSetting = {
  name: 'cleanup.policy',
  takes: 'delete, compact, or compact,delete',
  set(config, word) {
    const wanted = word.replace(/^\[(.*)\]$/, '$1').replace('delete,compact', 'compact,delete')
    const policy = POLICIES.find((known) => known === wanted)
    return policy === undefined ? undefined : { ...config, log: { ...config.log, cleanupPolicy: policy } }
  },
  say: ({ log }) => log.cleanupPolicy,
}

const dirtyRatio: TopicSetting = {
  name: 'min.cleanable.dirty.ratio',
  takes: 'a number from 0 to 1, such as 0.5',
  set(config, word) {
    const value = /^[01](\.\d{1,4})?$/.test(word) ? Number(word) : NaN
    return value <= 1 ? { ...config, log: { ...config.log, minCleanableDirtyRatio: value } } : undefined
  },
  say: ({ log }) => String(log.minCleanableDirtyRatio),
}

const minIsr: TopicSetting = {
  name: 'min.insync.replicas',
  takes: `a whole number from 1 to ${MOST_MIN_ISR}`,
  set(config, word) {
    const value = wholeIn(word, 1, MOST_MIN_ISR)
    return value === undefined ? undefined : { ...config, minIsr: value }
  },
  say: (config) => String(config.minIsr),
}

const uncleanElection: TopicSetting = {
  name: 'unclean.leader.election.enable',
  takes: 'true or false',
  set: (config, word) =>
    word === 'true' || word === 'false' ? { ...config, uncleanElection: word === 'true' } : undefined,
  say: (config) => String(config.uncleanElection),
}

/** In the order in which they are written. A record without retention.bytes or retention.ms is kept: they are -1. */
export const topicSettings: readonly TopicSetting[] = [
  cleanupPolicy,
  ofLog('delete.retention.ms', 'deleteRetentionMs', 0),
  ofLog('index.interval.bytes', 'indexIntervalBytes', 0),
  ofLog('max.compaction.lag.ms', 'maxCompactionLagMs', 1),
  dirtyRatio,
  ofLog('min.compaction.lag.ms', 'minCompactionLagMs', 0),
  minIsr,
  ofLog('retention.bytes', 'retentionBytes', -1),
  ofLog('retention.ms', 'retentionMs', -1),
  ofLog('segment.bytes', 'segmentBytes', 1),
  ofLog('segment.index.bytes', 'segmentIndexBytes', 0),
  ofLog('segment.ms', 'segmentMs', 1),
  uncleanElection,
]
