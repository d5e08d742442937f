import { join } from 'node:path'
import type { DumpFormat, DumpOptions } from './dump'
import { NO_HORIZON, type Batch, type Segment } from '../segment'

const batch = (offset: number, differing: Partial<Batch>): Batch => ({
  ...{ offset, epoch: 0, key: 'k', value: 'v', timestamp: 1_700_000_000_000, size: 0 },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
  ...differing,
})

/** A segment as it may be after some rounds of the cleaner: with all that a batch of this model can have. */
export const sample: Segment = {
  baseOffset: 5_000_000_000,
  lastModified: 0,
  batches: [
    batch(5_000_000_000, { key: 'peter', value: 'hello' }),
    batch(5_000_000_001, { key: null, value: 'no key', epoch: 1, timestamp: 0 }),
    batch(5_000_000_004, { key: 'gone', value: null, epoch: 1 }),
    batch(5_000_000_005, { key: 'gone', value: null, epoch: 2, deleteHorizon: 1_700_086_400_000 }),
    batch(5_000_000_006, { key: '', value: '', epoch: 2 }),
    batch(5_000_000_009, { key: '열쇠', value: 'é€😀', epoch: 3 }),
    batch(5_000_000_010, { key: 'long', value: 'x'.repeat(300), epoch: 2_147_483_647 }),
    batch(5_000_000_011, { key: null, value: null, count: 0, size: 61, epoch: 4 }),
  ],
}

/** The ways of printing it: without options, with --deep-iteration, with --print-data-log. */
export const ways = ['batches', 'records', 'data'] as const

type Way = (typeof ways)[number]

export const optionsOf: Readonly<Record<Way, Omit<DumpOptions, 'format'>>> = {
  batches: { isDeep: false, printsData: false },
  records: { isDeep: true, printsData: false },
  data: { isDeep: true, printsData: true },
}

/** What Kafka's own tool printed of this file: written by `TIDEMARK_GOLDEN=write npm run test:real`. */
export const goldenOf = (format: DumpFormat, way: Way): string => join(__dirname, 'golden', `dump-${format}-${way}.txt`)
