/** Files that this project writes, read by Kafka's own kafka-dump-log; and its output, line by line, beside ours. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dumpFormatOf, dumpLog, segmentName } from '../model/storage/format/dump'
import { goldenOf, optionsOf, ways } from '../model/storage/format/sample.fixture'
import { sample } from '../model/storage/format/sample.fixture'
import {
  bytesOfOffsets,
  bytesOfTimes,
  dumpOffsets,
  dumpTimes,
  indexedSegment,
} from '../model/storage/format/index-files'
import { bytesOfSegment } from '../model/storage/format/writing'
import { realReleases, runKafka } from './jars'

const bytes = bytesOfSegment(sample)
const name = segmentName(sample.baseOffset)
const folder = mkdtempSync(join(tmpdir(), 'tidemark-real-'))

beforeAll(() => writeFileSync(join(folder, name), bytes))
afterAll(() => rmSync(folder, { recursive: true }))

/** From 4.0 on the tool is in a package of its own, which is not among the jars that are resolved here. */
const withTool = realReleases.filter(({ release }) => !release.startsWith('4.'))

const cases = withTool.flatMap((real) => ways.map((way) => [real.release, way, real] as const))

test.each(cases)('kafka-dump-log of %s prints what we print, %s', (release, way, real) => {
  const options = { format: dumpFormatOf(release), ...optionsOf[way] }
  const flags = way === 'batches' ? [] : [way === 'records' ? '--deep-iteration' : '--print-data-log']
  const lines = runKafka(real, folder, 'kafka.tools.DumpLogSegments', ['--files', name, ...flags])
  const golden = goldenOf(options.format, way)
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(golden, `${lines.join('\n')}\n`)
  expect(dumpLog(name, sample.baseOffset, bytes, options)).toEqual(lines)
})

/** Up to 2.2 the tool ends with an exception at an indexed batch without a record. */
const withRecords = bytesOfSegment({ ...sample, batches: sample.batches.filter(({ count }) => count > 0) })

/** The active segment of a broker that runs, whose indexes end in zeros, and one that was rolled. */
const indexed = [true, false].map((isOpen) => ({
  isOpen,
  segment: indexedSegment(sample.baseOffset, withRecords, 100, isOpen),
}))

const indexWays = withTool.flatMap((real) =>
  indexed.flatMap((one) =>
    [[], ['--verify-index-only'], ...(one.isOpen ? [] : [['--index-sanity-check']])].map(
      (flags) => [real.release, flags.join(), one.isOpen ? 'open' : 'rolled', { real, flags, ...one }] as const,
    ),
  ),
)

test.each(indexWays)('kafka-dump-log of %s prints of indexes what we print, %s, %s', (release, _, state, given) => {
  const { real, flags, segment } = given
  const inside = join(folder, state)
  mkdirSync(inside, { recursive: true })
  const [index, timeIndex] = [name.replace(/log$/, 'index'), name.replace(/log$/, 'timeindex')]
  writeFileSync(join(inside, name), withRecords)
  writeFileSync(join(inside, index), bytesOfOffsets(segment))
  writeFileSync(join(inside, timeIndex), bytesOfTimes(segment))
  const lines = runKafka(real, inside, 'kafka.tools.DumpLogSegments', ['--files', `${index},${timeIndex}`, ...flags])
  const options = {
    ...{ release, checksSanity: flags.includes('--index-sanity-check') },
    verifiesOnly: flags.includes('--verify-index-only'),
  }
  const ours = [
    dumpOffsets(index, join(inside, index), segment, options),
    dumpTimes(timeIndex, join(inside, timeIndex), segment, options),
  ]
  expect(ours.flatMap((one) => one.lines)).toEqual(lines)
})
