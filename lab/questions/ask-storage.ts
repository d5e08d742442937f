/** The words of a question about the log on disk: --storage, and what goes with it. */
import type { Bounds, Settings } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import type { CleanupPolicy } from '../../model/storage/segment'
import { isOld, smallStorage, type SmallStorage, type TopicConfig } from '../../model/storage/storage-bounds'
import { letter } from '../../properties/words'
import { changesOf, readChanges, sayChanges } from './ask-changes'
import { badInput, expected } from './bad-input'
import { STORAGE_WORDS } from './words'

type Words = Readonly<Record<string, string>>

/** The faults that are steps only with storage. */
const FAULTS: readonly Fault[] = ['disk-loss', 'io-error', 'lost-checkpoint', 'crash-while-loading']

const POLICIES: readonly CleanupPolicy[] = ['delete', 'compact', 'compact,delete']

const MOST = 26

/** Bounds.storage, as the words of a question say. Empty: the log on disk is not modelled. */
export const readStorage = (
  words: Words,
  records: number,
  settings: Pick<Settings, 'minIsr' | 'uncleanElection'>,
): Pick<Bounds, 'storage'> => {
  if (oneOf('storage', words['storage'] ?? 'no', ['yes', 'no']) === 'no') {
    const stray = STORAGE_WORDS.find((name) => name !== 'storage' && words[name] !== undefined)
    if (stray !== undefined) throw badInput(`--${stray} is without --storage: expected --storage beside it`)
    return {}
  }
  const small: SmallStorage = {
    segmentRecords: number('segment-records', words['segment-records'] ?? '1', 1),
    keys: number('keys', words['keys'] ?? '0', 0),
    tombstones: readRecords('tombstones', words['tombstones'] ?? NONE, records),
    old: readRecords('old', words['old'] ?? NONE, records),
    retention: words['retention'] === undefined ? -1 : number('retention', words['retention'], 0),
    time: number('time', words['time'] ?? '0', 0),
    cleanup: oneOf('cleanup', words['cleanup'] ?? 'delete', POLICIES) as CleanupPolicy,
    deletesRecords: oneOf('delete-records', words['delete-records'] ?? 'no', ['yes', 'no']) === 'yes',
  }
  const storage = smallStorage(small, settings)
  const [first] = storage.configs
  return { storage: { ...storage, configs: readChanges(words['change'], first) } }
}

/** The same as words. What is as it is by default is left out, and so is what is beyond the records of these bounds. */
export const sayStorage = ({ storage, records }: Pick<Bounds, 'storage' | 'records'>): Words => {
  if (storage === undefined) return {}
  const { workload, configs, moments, deletesRecords } = storage
  const log = configs[0]?.log
  if (log === undefined) throw new Error('a topic without a configuration')
  const keys = new Set(workload.flatMap(({ key }) => key ?? [])).size
  const produced = workload.slice(0, records)
  const tombstones = produced.flatMap(({ value }, at) => (value === null ? [letter(at)] : []))
  const old = produced.flatMap((written, at) => (isOld(written) ? [letter(at)] : []))
  return {
    storage: 'yes',
    'segment-records': log.segmentBytes === 1 ? '' : String(log.segmentBytes),
    keys: keys === 0 ? '' : String(keys),
    tombstones: tombstones.join(),
    old: old.join(),
    retention: log.retentionMs < 0 ? '' : String(log.retentionMs),
    time: moments.length === 1 ? '' : String(moments.length - 1),
    cleanup: log.cleanupPolicy === 'delete' ? '' : log.cleanupPolicy,
    'delete-records': deletesRecords ? 'yes' : '',
    change: sayChanges(configs),
  }
}

/** Lines that say how the log on disk is bounded. */
export const storageLines = (bounds: Pick<Bounds, 'storage' | 'records'>): readonly string[] => {
  const words = sayStorage(bounds)
  if (words['storage'] === undefined) return []
  const { keys, tombstones, old, retention, time, cleanup } = words
  return [
    [
      `the log on disk: ${words['segment-records'] || '1'} record${(words['segment-records'] || '1') === '1' ? '' : 's'} in a segment`,
      ...(keys ? [`${keys} key${keys === '1' ? '' : 's'}`] : []),
      ...(tombstones ? [`tombstones ${tombstones}`] : []),
      ...(old ? [`old timestamps ${old}`] : []),
      `cleanup.policy=${cleanup || 'delete'}`,
      ...(retention ? [`retention.ms=${retention}`] : []),
      ...(time ? [`${time} ms may pass`] : []),
      ...(words['delete-records'] ? ['administrators delete records'] : []),
    ].join(', '),
    ...(bounds.storage === undefined ? [] : changeLines(bounds.storage.configs)),
  ]
}

/** What an administrator may change at run time. */
const changeLines = (configs: readonly TopicConfig[]): readonly string[] => {
  const changes = changesOf(configs)
  if (changes.length === 0) return []
  const all = changes.map((change, at) => `${change} (configuration ${at + 1})`)
  return [`an administrator may set ${all.join(', or ')}, and take it back (configuration 0)`]
}

/** Bad input if a fault needs storage, or storage does not go with another bound. */
export const refuseWithoutStorage = ({ storage, faults: budget }: Bounds): void => {
  const needing = faults.find((fault) => budget[fault] > 0 && FAULTS.includes(fault))
  if (storage === undefined && needing !== undefined)
    throw badInput(`--faults ${needing} is without --storage: expected --storage beside it`)
  if (storage !== undefined && budget['id-taken-over'] > 0)
    throw badInput('--faults id-taken-over does not go with --storage: expected one of them')
}

const NONE = 'none'

const readRecords = (name: string, words: string, records: number): readonly number[] => {
  if (words === NONE || words === '') return []
  const known = Array.from({ length: records }, (_, value) => letter(value))
  return [...new Set(words.split(','))].map((word) => known.indexOf(oneOf(name, word, known))).sort((a, b) => a - b)
}

const number = (name: string, word: string, min: number): number => {
  const value = /^\d{1,3}$/.test(word) ? Number(word) : NaN
  if (value >= min && value <= MOST) return value
  throw badInput(`--${name} is '${word}': expected a whole number from ${min} to ${MOST}`)
}

const oneOf = (name: string, word: string, known: readonly string[]): string => {
  if (known.includes(word)) return word
  throw badInput(`--${name} is '${word}'${expected(word, known)}`)
}
