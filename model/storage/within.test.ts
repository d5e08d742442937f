/** What the bounds leave out of the log on disk: it is no step, and it takes no bits. */
import type { Shape } from '../../kit/schema'
import { bounds, defaultSettings, type Bounds } from '../bounds'
import { steps } from '../machine'
import { actionsWithin } from '../action-texts'
import { faults, type Fault } from '../state'
import { storageTexts, type StorageAction } from '../storage-texts'
import { preset } from '../versions/timeline'
import { filesSchema } from './files-schema'
import { smallStorage, type StorageBounds } from './storage-bounds'
import type { LogConfig } from './segment'

const small = smallStorage(
  {
    ...{ segmentRecords: 1, keys: 1, tombstones: [], retention: 1, time: 3 },
    ...{ cleanup: 'compact,delete', deletesRecords: true },
  },
  defaultSettings,
)
const storage: StorageBounds = { ...small, configs: [small.configs[0], small.configs[0]] }

const everything = bounds({
  ...{ brokers: 2, records: 4, storage },
  faults: Object.fromEntries(faults.map((fault) => [fault, 1])),
})

const withoutStorage = ({ storage: _, ...others }: Bounds): Bounds => others

const storing = (differing: Partial<StorageBounds>): Bounds => ({
  ...everything,
  storage: { ...storage, ...differing },
})

const logging = (differing: Partial<LogConfig>, others: Partial<StorageBounds> = {}): Bounds => {
  const [first] = storage.configs
  const config = { ...first, log: { ...first.log, ...differing } }
  return storing({ configs: [config, config], ...others })
}

const withoutFaults = (...gone: readonly Fault[]): Bounds => ({
  ...everything,
  faults: { ...everything.faults, ...Object.fromEntries(gone.map((fault) => [fault, 0])) },
})

const all = Object.keys(storageTexts(everything)) as readonly StorageAction[]

const possible = (within: Bounds): readonly string[] => {
  const types = new Set(actionsWithin(within).kinds.map(({ type }) => type))
  return all.filter((type) => types.has(type))
}

const FILES: readonly StorageAction[] = ['LoseHighWatermarks', 'LoseLogStarts', 'LoseEpochs']
const FAILING: readonly StorageAction[] = ['FailLogDir', 'FailIndex', 'FailAppend', 'HaltFailed']
const FLUSHING: readonly StorageAction[] = ['FlushSegments', 'CheckpointRecoveryPoint']
const DELETING: readonly StorageAction[] = ['DeleteRecords', 'CheckpointLogStart', 'LoseLogStarts']

/** What ends a process. */
const ENDING: readonly Fault[] = [
  ...(['process-crash', 'machine-crash', 'clean-shutdown', 'disk-loss', 'io-error'] as const),
  ...(['quorum-loss', 'directory-failure'] as const),
]

/** What the bounds lack, and which steps are not possible then. */
const lacking: readonly (readonly [string, Bounds, readonly StorageAction[]])[] = [
  ['nothing', everything, []],
  ['storage', withoutStorage(everything), all],
  ['single steps for a fetch', { ...everything, grain: 'message' }, ['FetchTooEarly']],
  ['time', storing({ moments: [100] }), ['PassTime']],
  ['a second configuration', storing({ configs: small.configs }), ['ChangeConfig']],
  ['DeleteRecords', storing({ deletesRecords: false }), DELETING],
  ['retention', logging({ retentionMs: -1 }), []],
  [
    'anything that makes segments old',
    logging({ retentionMs: -1 }, { deletesRecords: false }),
    [...DELETING, 'DeleteOldSegments'],
  ],
  ['compaction', logging({ cleanupPolicy: 'delete' }), ['CleanLog']],
  ['a crash of a machine', withoutFaults('machine-crash'), FLUSHING],
  ['the loss of a disk', withoutFaults('disk-loss'), ['LoseDisk']],
  ['the loss of a checkpoint', withoutFaults('lost-checkpoint'), FILES],
  ['a crash while logs are loaded', withoutFaults('crash-while-loading'), ['CrashWhileLoading']],
  ['an error of the disk', withoutFaults('io-error'), FAILING],
  [
    'anything that ends a process',
    withoutFaults(...ENDING),
    [...FLUSHING, 'CheckpointLogStart', 'LoseDisk', ...FAILING],
  ],
]

test.each(lacking)('bounds that lack %s have these steps of the log on disk, and no other', (_, within, gone) =>
  expect(possible(within)).toEqual(all.filter((type) => !gone.includes(type))),
)

test('there is a step for each configuration, each offset below which records are deleted, and each line that is left', () => {
  const { kinds } = actionsWithin({ ...everything, brokers: 1, epochs: 3 })
  const count = (asked: StorageAction): number => kinds.find(({ type }) => type === asked)?.actions.length ?? 0
  expect([count('ChangeConfig'), count('DeleteRecords'), count('LoseEpochs')]).toEqual([2, 4, 3])
})

test('without storage every step of the log on disk is refused', () => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  const { initial, fire } = steps({ protocol, settings: defaultSettings, bounds: withoutStorage(everything) })
  const own = actionsWithin(everything).all.filter(
    ({ type }) => OF_FILES.includes(type as StorageAction) && all.includes(type as StorageAction),
  )
  expect(own.filter((action) => !('refused' in fire(initial, action)))).toEqual([])
  expect(new Set(own.map(({ type }) => type))).toEqual(new Set(OF_FILES))
})

/** The steps of threads that write to disk. */
const OF_FILES: readonly StorageAction[] = [
  ...['PassTime' as const, 'DeleteOldSegments' as const, 'CleanLog' as const],
  ...['FlushSegments' as const, 'CheckpointLogStart' as const, 'CheckpointRecoveryPoint' as const],
]

/** The fields of files that may have more than one value, those of the items of a list as 'segments.modified'. */
const varying = (shape: Shape, name = ''): readonly string[] => {
  if (shape.kind === 'int') return shape.max > shape.min ? [name] : []
  if (shape.kind === 'flag') return shape.used ? [name] : []
  if (shape.kind === 'record')
    return shape.fields.flatMap((one) => varying(one.shape, name === '' ? one.name : `${name}.${one.name}`))
  if (shape.kind === 'list') return shape.most > 0 ? [name, ...varying(shape.item, name)] : []
  return [name]
}

const fieldsWithin = (within: Bounds): readonly string[] => varying(filesSchema(within))

const usual = fieldsWithin(everything)

test.each<readonly [string, Bounds, readonly string[]]>([
  ['nothing', everything, []],
  ['time', storing({ moments: [100] }), ['segments.modified']],
  [
    'compaction',
    logging({ cleanupPolicy: 'delete' }),
    ['cleanerCheckpoint', 'cleaningUpTo', 'swappedUpTo', 'horizons', 'horizons.offset', 'horizons.at'],
  ],
  ['a crash of a machine', withoutFaults('machine-crash'), ['recoveryPoint', 'recoveryCheckpoint']],
  ['a crash while logs are loaded', withoutFaults('crash-while-loading'), ['segments.hasZeroIndexes']],
  ['an error of the disk', withoutFaults('io-error'), usual.filter((name) => /^(strays|hasFailed|partAt)/.test(name))],
  [
    'anything that ends a process',
    withoutFaults(...ENDING),
    [
      ...['logStartCheckpoint', 'recoveryPoint', 'recoveryCheckpoint', 'hasFailed', 'partAt'],
      ...usual.filter((name) => name.startsWith('strays')),
    ],
  ],
])('in bounds that lack %s, what may differ between the files of logs is all but this', (_, within, gone) =>
  expect(fieldsWithin(within)).toEqual(usual.filter((name) => !gone.includes(name))),
)

test('the files of a log have twelve fields, and all of them may differ where everything may happen', () =>
  expect(usual.filter((name) => !name.includes('.'))).toHaveLength(12))

test('a delete horizon lies between the first moment, and delete.retention.ms after the last', () => {
  const horizonsOf = (within: Bounds): Shape | undefined => {
    const shape = filesSchema(within) as Shape & { kind: 'record' }
    const horizons = shape.fields.find(({ name }) => name === 'horizons')?.shape as Shape & { kind: 'list' }
    return (horizons.item as Shape & { kind: 'record' }).fields.find(({ name }) => name === 'at')?.shape
  }
  expect(horizonsOf(logging({ deleteRetentionMs: 50 }))).toEqual({ kind: 'int', min: 100, max: 153 })
})
