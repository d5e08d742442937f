/** A log in one word, as traces print it. */
import { logStart, logEnd, type Disk } from '../../model/replica/disk'
import { keptAt, recordAt, type Kept, type Log } from '../../model/replica/log'
import type { Offset } from '../../model/values'

/** What stands at an offset without a record: nothing, the header of a batch, a batch that cannot be read. */
export const SIGNS: Readonly<Record<Exclude<Kept, 'record' | 'none'>, string>> = { hole: '·', emptied: '□', torn: '▒' }

/** How records are named, and how much of a log is shown. */
export interface LogNames {
  record(value: number): string
  /** Of a longer log, this many offsets at its end. Absent: all. */
  readonly most?: number
}

/** 'a₀|b₁': every offset of a log, with its high watermark. Where the log on disk is modelled, also its start and its segments. */
export const logWord = (disk: Disk, highWatermark: Offset, { record, most }: LogNames): string => {
  const end = logEnd(disk)
  const first = Math.max(0, end - (most ?? end))
  const offsets = Array.from({ length: end - first }, (_, index) => first + index)
  const at = Math.min(highWatermark, end)
  const word = (offset: Offset): string => bounds(disk, offset) + cellWord(disk.log, offset, record)
  const before = offsets.filter((offset) => offset < at).map(word)
  const behind = offsets.filter((offset) => offset >= at).map(word)
  return [...(first > 0 ? ['…'] : []), ...before, '|', ...behind, bounds(disk, end), ...strays(disk, record)].join('')
}

/** Where a segment begins that is not the first one, and where the log starts if that is not at 0. */
const bounds = ({ files: [files], ...disk }: Disk, offset: Offset): string => {
  if (files === undefined) return ''
  if (offset === 0) return files.partAt === 0 ? SIGNS.torn : ''
  const isBase = files.segments.some(({ baseOffset }, place) => place > 0 && baseOffset === offset)
  return `${isBase ? '/' : ''}${files.partAt === offset ? SIGNS.torn : ''}${logStart({ ...disk, files: [files] }) === offset ? '[' : ''}`
}

const strays = ({ files }: Disk, nameOf: LogNames['record']): readonly string[] =>
  files.flatMap((one) =>
    one.strays.map(({ offset, record }) => `+${nameOf(record.value)}${subscript(record.epoch)}@${offset}`),
  )

/** What a log has at an offset: 'a₀', or a sign. */
const cellWord = (log: Log, offset: Offset, nameOf: LogNames['record']): string => {
  const record = recordAt(log, offset)
  if (record !== undefined) return nameOf(record.value) + subscript(record.epoch)
  const kept = keptAt(log, offset)
  return kept === 'record' || kept === 'none' ? '' : SIGNS[kept]
}

const subscript = (value: number): string =>
  [...String(value)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit).join('')
