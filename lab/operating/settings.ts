/** The configuration of topics: names, types, defaults, and what the broker calls the same setting (KafkaConfig, LogConfig). */
import { since, type Kafka } from './release'

export interface TopicSetting {
  readonly name: string
  readonly type: 'boolean' | 'int' | 'long' | 'double' | 'list' | 'string'
  readonly byDefault: string
  /** The name of the broker's setting. */
  readonly broker: string
  /** The broker makes the default from another setting, as log.retention.hours, so it lists no synonym. */
  readonly isDerived?: boolean
  readonly since?: string
  /** The values that it may have; for numbers the least. */
  readonly values?: readonly string[]
  readonly least?: number
  readonly most?: number
}

const FOREVER = '9223372036854775807'

/** In alphabetical order. */
const all: readonly TopicSetting[] = [
  {
    name: 'cleanup.policy',
    type: 'list',
    byDefault: 'delete',
    broker: 'log.cleanup.policy',
    values: ['compact', 'delete'],
  },
  {
    name: 'compression.type',
    type: 'string',
    byDefault: 'producer',
    broker: 'compression.type',
    values: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
  },
  {
    name: 'delete.retention.ms',
    type: 'long',
    byDefault: '86400000',
    broker: 'log.cleaner.delete.retention.ms',
    least: 0,
  },
  { name: 'file.delete.delay.ms', type: 'long', byDefault: '60000', broker: 'log.segment.delete.delay.ms', least: 0 },
  { name: 'flush.messages', type: 'long', byDefault: FOREVER, broker: 'log.flush.interval.messages', least: 0 },
  { name: 'flush.ms', type: 'long', byDefault: FOREVER, broker: 'log.flush.interval.ms', isDerived: true, least: 0 },
  { name: 'index.interval.bytes', type: 'int', byDefault: '4096', broker: 'log.index.interval.bytes', least: 0 },
  {
    name: 'max.compaction.lag.ms',
    type: 'long',
    byDefault: FOREVER,
    broker: 'log.cleaner.max.compaction.lag.ms',
    since: '2.3.0',
    least: 1,
  },
  { name: 'max.message.bytes', type: 'int', byDefault: '1048588', broker: 'message.max.bytes', least: 0 },
  { name: 'message.timestamp.type', type: 'string', byDefault: 'CreateTime', broker: 'log.message.timestamp.type' },
  {
    name: 'min.cleanable.dirty.ratio',
    type: 'double',
    byDefault: '0.5',
    broker: 'log.cleaner.min.cleanable.ratio',
    least: 0,
    most: 1,
  },
  {
    name: 'min.compaction.lag.ms',
    type: 'long',
    byDefault: '0',
    broker: 'log.cleaner.min.compaction.lag.ms',
    least: 0,
  },
  { name: 'min.insync.replicas', type: 'int', byDefault: '1', broker: 'min.insync.replicas', least: 1 },
  { name: 'preallocate', type: 'boolean', byDefault: 'false', broker: 'log.preallocate' },
  { name: 'retention.bytes', type: 'long', byDefault: '-1', broker: 'log.retention.bytes' },
  {
    name: 'retention.ms',
    type: 'long',
    byDefault: '604800000',
    broker: 'log.retention.ms',
    isDerived: true,
    least: -1,
  },
  { name: 'segment.bytes', type: 'int', byDefault: '1073741824', broker: 'log.segment.bytes', least: 14 },
  { name: 'segment.index.bytes', type: 'int', byDefault: '10485760', broker: 'log.index.size.max.bytes', least: 0 },
  { name: 'segment.jitter.ms', type: 'long', byDefault: '0', broker: 'log.roll.jitter.ms', isDerived: true, least: 0 },
  { name: 'segment.ms', type: 'long', byDefault: '604800000', broker: 'log.roll.ms', isDerived: true, least: 1 },
  {
    name: 'unclean.leader.election.enable',
    type: 'boolean',
    byDefault: 'false',
    broker: 'unclean.leader.election.enable',
  },
]

/** The settings that topics of this release have. Up to 0.10.2 unclean election was allowed by default. */
export const topicSettings = (kafka: Kafka): readonly TopicSetting[] =>
  all
    .filter((setting) => since(kafka, setting.since ?? '0'))
    .map((setting) =>
      setting.name === 'unclean.leader.election.enable' && !since(kafka, '0.11.0.0')
        ? { ...setting, byDefault: 'true' }
        : setting,
    )

export const settingNamed = (kafka: Kafka, name: string): TopicSetting | undefined =>
  topicSettings(kafka).find((setting) => setting.name === name)

/** What is wrong with a value, in the words of ConfigDef; undefined: nothing. */
export const wrongValue = ({ name, type, values, least, most }: TopicSetting, value: string): string | undefined => {
  const wrong = (why: string): string => `Invalid value ${value} for configuration ${name}${why}`
  if (type === 'boolean' && !/^(true|false)$/i.test(value)) return wrong(': Expected value to be either true or false')
  if (type === 'list' && value.split(',').some((one) => values?.includes(one.trim()) === false))
    return wrong(`: String must be one of: ${values?.join(', ')}`)
  if (type === 'string' && values?.includes(value) === false)
    return wrong(`: String must be one of: ${values.join(', ')}`)
  if (type === 'list' || type === 'string' || type === 'boolean') return undefined
  if (!(type === 'double' ? /^[+-]?\d+(\.\d+)?$/ : /^[+-]?\d{1,18}$|^9\d{18}$/).test(value))
    return wrong(`: Not a number of type ${type.toUpperCase()}`)
  if (least !== undefined && Number(value) < least) return wrong(`: Value must be at least ${least}`)
  return most !== undefined && Number(value) > most ? wrong(`: Value must be no more than ${most}`) : undefined
}

/** The value in force: of the topic itself, or the default. */
export const valueOf = (kafka: Kafka, configs: readonly (readonly [string, string])[], name: string): string =>
  configs.find(([known]) => known === name)?.[1] ?? settingNamed(kafka, name)?.byDefault ?? ''
