/** The actions of the log on disk: their codes and their texts. Without storage in the bounds there are none. */
import { int, peer } from '../kit/schema'
import { implied, isAtomic, type KindsOf, PARTITION, partitionOf } from './action-fields'
import { canLosePower, canStop, type Bounds } from './bounds'
import { compacts, hasRetention } from './storage/segment'

export type StorageAction =
  | 'FetchTooEarly'
  | 'PassTime'
  | 'ChangeConfig'
  | 'DeleteRecords'
  | 'DeleteOldSegments'
  | 'CleanLog'
  | 'FlushSegments'
  | 'CheckpointLogStart'
  | 'CheckpointRecoveryPoint'
  | 'LoseDisk'
  | 'LoseHighWatermarks'
  | 'LoseLogStarts'
  | 'LoseEpochs'
  | 'CrashWhileLoading'
  | 'FailLogDir'
  | 'FailIndex'
  | 'FailAppend'
  | 'HaltFailed'

export const storageTexts = (bounds: Bounds): KindsOf<StorageAction> => ({
  ...administered(bounds),
  ...storedAway(bounds),
  ...damaged(bounds),
  ...failing(bounds),
})

const deletesRecords = ({ storage }: Bounds): boolean => storage?.deletesRecords === true

/** The clock, what administrators do, and a race that only old releases have. */
const administered = (bounds: Bounds): KindsOf<'FetchTooEarly' | 'PassTime' | 'ChangeConfig' | 'DeleteRecords'> => {
  const { storage, brokers, records } = bounds
  return {
    FetchTooEarly: {
      code: 'fo',
      text: `broker {follower} fetches before the log end of its leader has moved${PARTITION}`,
      fields: { follower: peer(brokers), ...partitionOf(bounds) },
      implied,
      possible: storage !== undefined && isAtomic(bounds),
    },
    PassTime: {
      code: 'tm',
      text: 'time passes',
      fields: {},
      possible: storage !== undefined && storage.moments.length > 1,
    },
    ChangeConfig: {
      code: 'cc',
      text: 'the topic gets configuration {version}',
      fields: { version: int(0, Math.max(0, (storage?.configs.length ?? 1) - 1)) },
      role: 'harm',
      possible: storage !== undefined && storage.configs.length > 1,
    },
    DeleteRecords: {
      code: 'dr',
      text: `broker {broker} deletes the records below offset {offset}${PARTITION}`,
      fields: { broker: peer(brokers), offset: int(1, Math.max(1, records)), ...partitionOf(bounds) },
      implied,
      role: 'work',
      possible: deletesRecords(bounds),
    },
  }
}

/** What the background threads of a broker do with its logs. */
const storedAway = (
  bounds: Bounds,
): KindsOf<'DeleteOldSegments' | 'CleanLog' | 'FlushSegments' | 'CheckpointLogStart' | 'CheckpointRecoveryPoint'> => {
  const { storage } = bounds
  const broker = { broker: peer(bounds.brokers) }
  const replica = { ...broker, ...partitionOf(bounds) }
  const configs = storage?.configs.map(({ log }) => log) ?? []
  const deletes = deletesRecords(bounds) || configs.some(hasRetention)
  const possible = storage !== undefined && canLosePower(bounds)
  return {
    DeleteOldSegments: { code: 'ds', text: 'broker {broker} deletes old segments', fields: broker, possible: deletes },
    CleanLog: {
      code: 'cl',
      text: `broker {broker} cleans its log${PARTITION}`,
      fields: replica,
      implied,
      possible: configs.some(compacts),
    },
    FlushSegments: {
      code: 'fl',
      text: `broker {broker} flushes its rolled segments${PARTITION}`,
      fields: replica,
      implied,
      possible,
    },
    CheckpointLogStart: {
      code: 'hs',
      text: 'broker {broker} checkpoints its log start offset',
      fields: broker,
      possible: deletesRecords(bounds) && canStop(bounds),
    },
    CheckpointRecoveryPoint: {
      code: 'hr',
      text: 'broker {broker} checkpoints its recovery point',
      fields: broker,
      possible,
    },
  }
}

/** What hurts the files of a broker. */
const damaged = (
  bounds: Bounds,
): KindsOf<'LoseDisk' | 'LoseHighWatermarks' | 'LoseLogStarts' | 'LoseEpochs' | 'CrashWhileLoading'> => {
  const { faults, storage, epochs } = bounds
  const fields = { broker: peer(bounds.brokers) }
  const partition = partitionOf(bounds)
  const isStored = storage !== undefined
  const losesFiles = { role: 'harm' as const, possible: isStored && faults['lost-checkpoint'] > 0 }
  return {
    LoseDisk: {
      code: 'xd',
      text: 'broker {broker} is lost with its disk, and an empty one takes its place',
      fields,
      role: 'harm',
      possible: isStored && faults['disk-loss'] > 0,
    },
    LoseHighWatermarks: {
      code: 'xh',
      text: 'the checkpoint of high watermarks of broker {broker} is lost',
      fields,
      ...losesFiles,
    },
    LoseLogStarts: {
      code: 'xs',
      text: 'the checkpoint of log start offsets of broker {broker} is lost',
      fields,
      ...losesFiles,
      possible: losesFiles.possible && deletesRecords(bounds),
    },
    LoseEpochs: {
      code: 'xe',
      text: `the checkpoint of epochs of broker {broker} is cut short, {kept} lines are left${PARTITION}`,
      fields: { ...fields, kept: int(0, epochs - 1), ...partition },
      implied,
      ...losesFiles,
    },
    CrashWhileLoading: {
      code: 'xl',
      text: 'broker {broker} starts, and crashes before all logs are loaded',
      fields,
      role: 'harm',
      possible: isStored && faults['crash-while-loading'] > 0,
    },
  }
}

/** What fails in a log directory. */
const failing = (bounds: Bounds): KindsOf<'FailLogDir' | 'FailIndex' | 'FailAppend' | 'HaltFailed'> => {
  const fields = { broker: peer(bounds.brokers) }
  const partition = partitionOf(bounds)
  const failsIo = bounds.storage !== undefined && bounds.faults['io-error'] > 0
  return {
    FailLogDir: {
      code: 'xf',
      text: 'the log directory of broker {broker} fails, and it halts',
      fields,
      role: 'harm',
      possible: failsIo,
    },
    FailIndex: {
      code: 'xi',
      text: `producer sends a record to broker {broker}, which cannot write the index${PARTITION}`,
      fields: { ...fields, ...partition },
      implied,
      role: 'harm',
      possible: failsIo,
    },
    FailAppend: {
      code: 'xp',
      text: `producer sends a record to broker {broker}, which writes a part of it${PARTITION}`,
      fields: { ...fields, ...partition },
      implied,
      role: 'harm',
      possible: failsIo,
    },
    HaltFailed: {
      code: 'xq',
      text: 'broker {broker} halts, because its log directory has failed',
      fields,
      possible: failsIo,
    },
  }
}
