import type { Offset } from '../../values'
import { batchesIn, type StoredBatch, type StoredRecord } from './reading'

/**
 * How kafka-dump-log prints, by the release that changed it. 0.11: batches, or records where they are asked for. 2.2: the
 * records of each batch below it. 2.4: tombstones with their keys. 3.3: delete horizons, and other names.
 *
 * Deliberately simplified: 3.0 to 3.2 print some of what 3.3 prints, and some of what 2.4 does.
 */
export type DumpFormat = (typeof formats)[number]

const formats = ['0.11', '2.2', '2.4', '3.3'] as const

/** The format of a release: 2.1.1. Releases before 0.11, which have no batches of magic 2, count as 0.11; what is no number, as the newest. */
export const dumpFormatOf = (release: string): DumpFormat =>
  formats.findLast((one) => isSince(release, one)) ?? (/^\d/.test(release) ? '0.11' : '3.3')

const isSince = (release: string, first: string): boolean => {
  const [[a = 0, b = 0], [c = 0, d = 0]] = [release, first].map((one) => one.split('.').map(Number)) as [
    number[],
    number[],
  ]
  return a > c || (a === c && b >= d)
}

/** The options of kafka-dump-log that this prints by. */
export interface DumpOptions {
  readonly format: DumpFormat
  /** --deep-iteration: records, too. */
  readonly isDeep: boolean
  /** --print-data-log: records with their keys and values. */
  readonly printsData: boolean
}

/** The name of the file of a segment: its base offset, in twenty digits. */
export const segmentName = (baseOffset: Offset): string => `${String(baseOffset).padStart(20, '0')}.log`

/**
 * DumpLogSegments.dumpLog (2.1.0, 2.2.0, 2.4.0, 3.9.0): what kafka-dump-log prints of a file that holds these bytes, line by line.
 *
 * `path` is as it was given to the tool. Warnings that go to standard error are not among the lines.
 */
export const dumpLog = (
  path: string,
  baseOffset: Offset,
  bytes: Uint8Array,
  options: DumpOptions,
): readonly string[] => {
  const { batches, trailing } = batchesIn(bytes)
  const starts = options.format === '3.3' ? 'Log starting offset' : 'Starting offset'
  return [
    `Dumping ${path}`,
    `${starts}: ${baseOffset}`,
    ...batches.flatMap((batch) => linesOf(batch, options)),
    ...(trailing > 0 ? [`Found ${trailing} invalid bytes at the end of ${segmentName(baseOffset)}`] : []),
  ]
}

const linesOf = (batch: StoredBatch, { format, isDeep, printsData }: DumpOptions): readonly string[] => {
  if (!isDeep && !printsData) return [batchLine(batch, format)]
  const lines = batch.records.map((record) => {
    const { key, value } = record
    const hidesKey = key === null || (value === null && (format === '0.11' || format === '2.2'))
    const data = printsData ? `${hidesKey ? '' : ` key: ${key}`}${value === null ? '' : ` payload: ${value}`}` : ''
    return `${recordLine(batch, record, format)}${data}`
  })
  return format === '0.11' ? lines : [batchLine(batch, format), ...lines]
}

const batchLine = (batch: StoredBatch, format: DumpFormat): string => {
  const { baseOffset, lastOffset, count, baseSequence, producerId, producerEpoch } = batch
  const horizon = batch.deleteHorizon === undefined ? 'OptionalLong.empty' : `OptionalLong[${batch.deleteHorizon}]`
  const isValid = `isvalid: ${batch.isValid}`
  return [
    `baseOffset: ${baseOffset} lastOffset: ${lastOffset} count: ${count}`,
    `baseSequence: ${baseSequence} lastSequence: ${lastSequence(batch)}`,
    `producerId: ${producerId} producerEpoch: ${producerEpoch} partitionLeaderEpoch: ${batch.partitionLeaderEpoch}`,
    'isTransactional: false isControl: false',
    ...(format === '3.3' ? [`deleteHorizonMs: ${horizon}`] : []),
    `position: ${batch.position} CreateTime: ${batch.maxTimestamp}`,
    ...(format === '0.11' ? [isValid] : []),
    `size: ${batch.size} magic: 2 compresscodec: ${format === '3.3' ? 'none' : 'NONE'} crc: ${batch.crc}`,
    ...(format === '0.11' ? [] : [isValid]),
  ].join(' ')
}

/** DefaultRecordBatch.lastSequence */
const lastSequence = ({ baseSequence, baseOffset, lastOffset }: StoredBatch): number =>
  baseSequence < 0 ? -1 : baseSequence + lastOffset - baseOffset

const recordLine = (batch: StoredBatch, record: StoredRecord, format: DumpFormat): string => {
  const { offset, timestamp, keySize, valueSize } = record
  if (format === '0.11')
    return [
      `offset: ${offset} position: ${batch.position} CreateTime: ${timestamp} isvalid: ${batch.isValid}`,
      `keysize: ${keySize} valuesize: ${valueSize} magic: 2 compresscodec: NONE`,
      `producerId: ${batch.producerId} producerEpoch: ${batch.producerEpoch} sequence: ${sequenceOf(batch, record)}`,
      'isTransactional: false headerKeys: []',
    ].join(' ')
  const sizes =
    format === '3.3' ? `keySize: ${keySize} valueSize: ${valueSize}` : `keysize: ${keySize} valuesize: ${valueSize}`
  return `| offset: ${offset} CreateTime: ${timestamp} ${sizes} sequence: ${sequenceOf(batch, record)} headerKeys: []`
}

const sequenceOf = ({ baseSequence, baseOffset }: StoredBatch, { offset }: StoredRecord): number =>
  baseSequence < 0 ? -1 : baseSequence + offset - baseOffset
