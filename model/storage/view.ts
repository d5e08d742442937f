/** A replica as the retention task and the cleaner see it: segments of batches, made from the state and the workload. */
import { logEnd, logStart, type Disk } from '../replica/disk'
import { batchEpochAt, batchValueAt, keptAt } from '../replica/log'
import type { Replica } from '../state'
import type { Offset } from '../values'
import { activeFile, type Files, type SegmentFile } from './files'
import { HEADER_BYTES, NO_HORIZON, type Batch, type LogView, type Segment } from './segment'
import type { StorageBounds, Written } from './storage-bounds'

/** What a replica has of a partition. */
export const logView = (storage: StorageBounds, { disk, highWatermark }: Replica): LogView => ({
  segments: segmentsOf(storage, disk),
  logStart: logStart(disk),
  logEnd: logEnd(disk),
  highWatermark,
})

/** The segments of a log, oldest first. */
export const segmentsOf = (storage: StorageBounds, disk: Disk): readonly Segment[] => {
  const segments = disk.files[0]?.segments ?? []
  return segments.map((file, place) => segmentOf(storage, disk, file, segments[place + 1]?.baseOffset ?? logEnd(disk)))
}

/** The segment that is written to. */
export const activeSegmentOf = (storage: StorageBounds, disk: Disk, files: Files): Segment =>
  segmentOf(storage, disk, activeFile(files), logEnd(disk))

const segmentOf = (storage: StorageBounds, disk: Disk, file: SegmentFile, end: Offset): Segment => {
  const batches: Batch[] = []
  for (let offset = file.baseOffset; offset < end; offset++) {
    const batch = batchAt(storage, disk, offset)
    if (batch !== undefined) batches.push(file.hasZeroIndexes ? { ...batch, timestamp: 0 } : batch)
  }
  return { baseOffset: file.baseOffset, batches, lastModified: storage.moments[file.modified] as number }
}

/** The batch at an offset, or undefined: there is none that can be read. */
export const batchAt = (storage: StorageBounds, { log, files: [files] }: Disk, offset: Offset): Batch | undefined => {
  const value = batchValueAt(log, offset)
  if (value === undefined) return undefined
  const isEmptied = keptAt(log, offset) === 'emptied'
  const { key, value: text, timestamp, size } = writtenOf(storage, value)
  return {
    offset,
    epoch: batchEpochAt(log, offset),
    timestamp,
    ...(isEmptied ? { key: null, value: null, size: Math.min(size, HEADER_BYTES) } : { key, value: text, size }),
    deleteHorizon: files?.horizons.find((horizon) => horizon.offset === offset)?.at ?? NO_HORIZON,
    count: isEmptied ? 0 : 1,
  }
}

/** What the record of a value is. */
export const writtenOf = ({ workload }: StorageBounds, value: number): Written => {
  const written = workload[value]
  if (written === undefined) throw new Error(`the workload says nothing of record ${value}`)
  return written
}
