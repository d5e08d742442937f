/** kafka-dump-log: kafka.tools.DumpLogSegments, on the host where the operator is. */
import { dumpFormatOf, dumpLog } from '../../../model/storage/format/dump'
import { dumpOffsets, dumpTimes, indexedSegment } from '../../../model/storage/format/index-files'
import { bytesOfSegment } from '../../../model/storage/format/writing'
import { segmentAt, type SegmentOnDisk } from '../disk'
import type { Flag, Given } from '../flags'
import { absolute, hereIn, nearestIn } from '../looking'
import { since } from '../release'
import { said, type Reply } from '../reply'
import type { Session } from '../session'
import { stop, thrown } from '../stop'
import type { Tool } from '../tool'

const flags: readonly Flag[] = [
  { name: 'files', arg: 'file1, file2, ...' },
  { name: 'print-data-log' },
  { name: 'deep-iteration' },
  { name: 'verify-index-only' },
  { name: 'index-sanity-check', since: '0.9.0.0' },
  { name: 'max-message-size', arg: 'size', isNumber: true },
  { name: 'key-decoder-class', arg: 'class', isOptional: true },
  { name: 'value-decoder-class', arg: 'class', isOptional: true },
  { name: 'offsets-decoder', since: '0.9.0.0' },
  { name: 'transaction-log-decoder', since: '0.11.0.0' },
  { name: 'help', since: '2.0.0' },
]

const run = (session: Session, given: Given): Reply => {
  const files = given.value('files')
  if (files === undefined) throw stop('Missing required argument "[files]"', 'add --files 00000000000000000000.log')
  return said(session, ...files.split(',').flatMap((file) => dumped(session, given, file.trim())))
}

const dumped = (session: Session, given: Given, file: string): readonly string[] => {
  const { deployment } = session
  const path = absolute(session, file)
  const [, kind] = /\.(log|index|timeindex)$/.exec(file) ?? []
  if (kind === undefined || (kind === 'timeindex' && !since(deployment.kafka, '0.10.1.0')))
    throw stop(`Ignoring unknown file ${file}`, 'tidemark dumps 00000000000000000000.log, .index and .timeindex')
  const found = segmentAt(deployment, hereIn(session), path)
  if (found === undefined) throw thrown('java.nio.file.NoSuchFileException', file, nearestIn(session, path))
  if (kind !== 'log') return indexDumped(session, given, found, { file, path, kind })
  const { segment } = found
  const printsData = given.has('print-data-log')
  return dumpLog(file, segment.baseOffset, bytesOfSegment(segment), {
    format: dumpFormatOf(deployment.kafka.release),
    isDeep: given.has('deep-iteration') || printsData,
    printsData,
  })
}

/** The errors of a file come right behind it. Kafka prints them behind all files. */
const indexDumped = (
  { deployment }: Session,
  given: Given,
  { segment, isOpen, interval }: SegmentOnDisk,
  { file, path, kind }: { readonly file: string; readonly path: string; readonly kind: string },
): readonly string[] => {
  const indexed = indexedSegment(segment.baseOffset, bytesOfSegment(segment), interval, isOpen)
  const {
    lines,
    errors,
    thrown: exception,
  } = (kind === 'index' ? dumpOffsets : dumpTimes)(file, path, indexed, {
    release: deployment.kafka.release,
    checksSanity: given.has('index-sanity-check'),
    verifiesOnly: given.has('verify-index-only'),
  })
  if (exception !== undefined) throw stop([...lines, `Exception in thread "main" ${exception}`])
  return [...lines, ...errors]
}

export const kafkaDumpLog: Tool = {
  name: 'kafka-dump-log',
  about: 'print the batches of a segment, or its indexes',
  flags,
  onMisread: 'throws',
  run,
}
