import { flagWhen, int, list, record, type Schema } from '../../kit/schema'
import { canLosePower, canStop, type Bounds } from '../bounds'
import { recordSchema } from '../record-schema'
import type { Files, Horizon, SegmentFile, Stray } from './files'
import { compacts, type LogConfig } from './segment'

/** The files of a replica within these bounds. What they switch off takes no bits. */
export const filesSchema = (bounds: Bounds): Schema<Files> => {
  const offset = int(0, bounds.records)
  const canCompact = configsOf(bounds).some(compacts)
  return record<Files>({
    logStart: offset,
    segments: list(segmentSchema(bounds), bounds.records + 1),
    logStartCheckpoint: canStop(bounds) ? offset : int(0, 0),
    recoveryPoint: canLosePower(bounds) ? offset : int(0, 0),
    recoveryCheckpoint: canLosePower(bounds) ? offset : int(0, 0),
    cleanerCheckpoint: canCompact ? offset : int(0, 0),
    cleaningUpTo: canCompact ? int(-1, bounds.records) : int(-1, -1),
    swappedUpTo: canCompact ? offset : int(0, 0),
    strays: list(straySchema(bounds), bounds.faults['io-error']),
    hasFailed: flagWhen(bounds.faults['io-error'] > 0),
    partAt: bounds.faults['io-error'] > 0 ? int(-1, bounds.records) : int(-1, -1),
    horizons: list(horizonSchema(bounds), canCompact ? bounds.records : 0),
  })
}

const segmentSchema = (bounds: Bounds): Schema<SegmentFile> =>
  record<SegmentFile>({
    baseOffset: int(0, bounds.records),
    modified: int(0, momentsOf(bounds).length - 1),
    hasZeroIndexes: flagWhen(bounds.faults['crash-while-loading'] > 0),
  })

const straySchema = (bounds: Bounds): Schema<Stray> =>
  record<Stray>({ offset: int(0, bounds.records), record: recordSchema(bounds) })

/** A delete horizon is at most delete.retention.ms after the last moment. */
const horizonSchema = (bounds: Bounds): Schema<Horizon> => {
  const longest = Math.max(0, ...configsOf(bounds).map(({ deleteRetentionMs }) => deleteRetentionMs))
  const moments = momentsOf(bounds)
  return record<Horizon>({
    offset: int(0, bounds.records),
    at: int(moments[0] as number, (moments.at(-1) as number) + longest),
  })
}

const configsOf = ({ storage }: Bounds): readonly LogConfig[] => (storage?.configs ?? []).map(({ log }) => log)

const momentsOf = ({ storage }: Bounds): readonly number[] => storage?.moments ?? [0]
