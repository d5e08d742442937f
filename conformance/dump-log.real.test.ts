/** Files that this project writes, read by Kafka's own kafka-dump-log; and its output, line by line, beside ours. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dumpFormatOf, dumpLog, segmentName } from '../model/storage/format/dump'
import { goldenOf, optionsOf, ways } from '../model/storage/format/sample.fixture'
import { sample } from '../model/storage/format/sample.fixture'
import { bytesOfSegment } from '../model/storage/format/writing'
import { realReleases, runKafka } from './jars'

const bytes = bytesOfSegment(sample)
const name = segmentName(sample.baseOffset)
const folder = mkdtempSync(join(tmpdir(), 'tidemark-real-'))

beforeAll(() => writeFileSync(join(folder, name), bytes))
afterAll(() => rmSync(folder, { recursive: true }))

const cases = realReleases.flatMap((real) => ways.map((way) => [real.release, way, real] as const))

test.each(cases)('kafka-dump-log of %s prints what we print, %s', (release, way, real) => {
  const options = { format: dumpFormatOf(release), ...optionsOf[way] }
  const flags = way === 'batches' ? [] : [way === 'records' ? '--deep-iteration' : '--print-data-log']
  const lines = runKafka(real, folder, 'kafka.tools.DumpLogSegments', ['--files', name, ...flags])
  const golden = goldenOf(options.format, way)
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(golden, `${lines.join('\n')}\n`)
  expect(dumpLog(name, sample.baseOffset, bytes, options)).toEqual(lines)
})
