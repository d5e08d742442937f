/** kafka-dump-log: kafka.tools.DumpLogSegments, on the host where the operator is. */
import { dumpFormatOf, dumpLog } from '../../../model/storage/format/dump'
import { bytesOfSegment } from '../../../model/storage/format/writing'
import { segmentAt } from '../disk'
import type { Flag, Given } from '../flags'
import { absolute, hereIn, nearestIn } from '../looking'
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
  if (!file.endsWith('.log'))
    throw stop(`Ignoring unknown file ${file}`, 'tidemark dumps segments: 00000000000000000000.log')
  const segment = segmentAt(deployment, hereIn(session), path)
  if (segment === undefined) throw thrown('java.nio.file.NoSuchFileException', file, nearestIn(session, path))
  const printsData = given.has('print-data-log')
  return dumpLog(file, segment.baseOffset, bytesOfSegment(segment), {
    format: dumpFormatOf(deployment.kafka.release),
    isDeep: given.has('deep-iteration') || printsData,
    printsData,
  })
}

export const kafkaDumpLog: Tool = {
  name: 'kafka-dump-log',
  about: 'print the batches of a segment',
  flags,
  onMisread: 'throws',
  run,
}
