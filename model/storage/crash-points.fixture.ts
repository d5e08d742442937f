/** Schedules of the log on disk, and every way in which a broker may end after each of their steps. */
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { replicaOf } from '../cluster'
import { kafka } from '../machine'
import { play } from '../play'
import { logEnd, logStart, type Disk } from '../replica/disk'
import { keptAt, recordAt, isSameRecord } from '../replica/log'
import type { Cluster } from '../state'
import type { BrokerId } from '../values'
import { allAmendments, preset } from '../versions/timeline'
import { smallStorage } from './storage-bounds'

const RECORDS = 3

const FIXES = [
  'kip-380',
  'kafka-10471',
  'kafka-10101',
  'kafka-9491',
  'kafka-7866',
  'kip-534',
  'kafka-17076',
  'kafka-13194',
]

/** A world in which everything that is on disk may be lost, once or twice. */
const machineOf = (cleanup: 'delete' | 'compact,delete'): Machine<Cluster, Action> => {
  const protocol = preset('2.1.1', { with: allAmendments.filter(({ name }) => FIXES.includes(name)) })
  if (protocol === undefined) throw new Error('no release 2.1.1')
  const small = { segmentRecords: 1, keys: 1, tombstones: [], old: [], retention: 0, time: 1, deletesRecords: true }
  const faults = {
    'process-crash': 2,
    'machine-crash': 1,
    'clean-shutdown': 1,
    'io-error': 1,
    'lost-checkpoint': 1,
    'crash-while-loading': 1,
    'leader-move': 1,
  }
  const storage = smallStorage({ ...small, cleanup }, defaultSettings)
  const world = bounds({ brokers: 2, records: RECORDS, controlledShutdown: 'no', faults, storage })
  return kafka({ protocol, settings: { ...defaultSettings, minIsr: 2 }, bounds: world })
}

const produced = `
  producer sends a record to broker 1
  broker 2 fetches from its leader
  producer sends a record to broker 1
  broker 2 fetches from its leader
  broker 1 flushes its rolled segments
  broker 1 checkpoints its recovery point
  broker 2 flushes its rolled segments
  broker 1 checkpoints its high watermark
  producer sends a record to broker 1
  broker 2 fetches from its leader
  broker 2 fetches from its leader
  broker 2 checkpoints its high watermark`

const schedules: readonly (readonly ['delete' | 'compact,delete', string])[] = [
  [
    'delete',
    `${produced}
    time passes
    broker 1 deletes old segments
    broker 2 fetches from its leader
    broker 2 deletes old segments`,
  ],
  [
    'delete',
    `${produced}
    broker 1 deletes the records below offset 2
    broker 1 checkpoints its log start offset
    broker 2 fetches from its leader
    broker 1 deletes old segments
    broker 2 checkpoints its log start offset`,
  ],
  [
    'compact,delete',
    `${produced}
    broker 1 flushes its rolled segments
    broker 1 cleans its log
    broker 1 cleans its log
    broker 1 cleans its log
    broker 2 cleans its log`,
  ],
  [
    'delete',
    `${produced}
    controller moves the leader to broker 2
    broker 2 handles the next LeaderAndIsr
    broker 1 handles the next LeaderAndIsr
    broker 1 truncates`,
  ],
]

/** A broker that has ended in some way, and what it was before. */
export interface Ended {
  readonly machine: Machine<Cluster, Action>
  readonly how: string
  readonly before: Cluster
  readonly after: Cluster
  readonly broker: BrokerId
}

/** Every way to end for every broker, after every step of every schedule. */
export const everyEnd = (): readonly Ended[] =>
  schedules.flatMap(([cleanup, text]) => {
    const machine = machineOf(cleanup)
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.flatMap((_, count) => endsOf(machine, play(machine, lines.slice(0, count + 1).join('\n'))))
  })

const STOPS: readonly Action['type'][] = ['StopUnasked', 'ProcessCrash', 'MachineCrash', 'FailLogDir']

const endsOf = (machine: Machine<Cluster, Action>, before: Cluster): readonly Ended[] =>
  machine.actions.all
    .filter(({ type }) => STOPS.includes(type))
    .flatMap((action) => {
      const after = machine.fire(before, action)
      const broker = 'broker' in action ? action.broker : 0
      return isRefused(after) ? [] : [{ machine, how: machine.actions.print(action), before, after, broker }]
    })

const LOSSES: readonly Action['type'][] = ['LoseHighWatermarks', 'LoseLogStarts', 'LoseEpochs', 'CrashWhileLoading']

/** The same broker, and every file that it may lose now, or one more crash while its logs are loaded. */
export const withLosses = (ended: Ended): readonly Ended[] => {
  const { machine, after: stopped, broker, how } = ended
  const lost = machine.actions.all
    .filter((action) => LOSSES.includes(action.type) && 'broker' in action && action.broker === broker)
    .flatMap((action) => {
      const after = machine.fire(stopped, action)
      return isRefused(after) ? [] : [{ ...ended, after, how: `${how}; ${machine.actions.print(action)}` }]
    })
  return [ended, ...lost]
}

/** The cluster once the broker runs again. */
export const started = ({ machine, broker }: Pick<Ended, 'machine' | 'broker'>, after: Cluster): Cluster => {
  const next = machine.fire(after, { type: 'Start', broker })
  if (isRefused(next)) throw new Error(`broker ${broker} does not start: ${next.refused}`)
  return next
}

export const diskOf = (cluster: Cluster, broker: BrokerId): Disk => replicaOf(cluster, broker, 0).disk

/** What is wrong with a log that was loaded: it is to be what the log was, up to some offset that is not below what is flushed. */
export const wrongIn = (was: Disk, is: Disk): string | undefined => {
  if (logEnd(is) > logEnd(was)) return `it ends at ${logEnd(is)}, and ended at ${logEnd(was)}`
  if (logEnd(is) < Math.min(was.recoveryPoint, logEnd(was)))
    return `it ends at ${logEnd(is)}, and was flushed up to ${was.recoveryPoint}`
  for (let offset = logStart(is); offset < logEnd(is); offset++) {
    const same = keptAt(is.log, offset) === keptAt(was.log, offset)
    const [before, after] = [recordAt(was.log, offset), recordAt(is.log, offset)]
    if (!same || (after !== undefined && !isSameRecord(before, after)))
      return `it has something else at offset ${offset}`
  }
  return undefined
}
