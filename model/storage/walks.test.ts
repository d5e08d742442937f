/** What the steps of the log on disk do, on generated schedules of two brokers: beside the functions of segments, and simple rules. */
import { isDeepStrictEqual } from 'node:util'
import { isRefused } from '../../kit/refused'
import type { Action } from '../actions'
import { brokerOf, replicaOf } from '../cluster'
import { logEnd, logStart, type Disk } from '../replica/disk'
import { keptAt } from '../replica/log'
import type { Cluster, Replica } from '../state'
import { cleanable, isCleaned } from './cleanable'
import { clean } from './cleaning'
import { activeBase, firstBase, NOT_CLEANING, type Files } from './files'
import { deleteOldSegments } from './retention'
import type { LogView, Segment } from './segment'
import { logView, segmentsOf } from './view'
import { drawWalks, type Step } from './walks.fixture'

const taken = drawWalks(120).flat()

/** What is wrong with the first step that is wrong; undefined: with none. */
const firstWrong = (
  types: readonly Action['type'][],
  wrong: (step: Step) => string | undefined,
): string | undefined => {
  for (const step of taken) {
    if (!types.includes(step.action.type)) continue
    const said = wrong(step)
    if (said !== undefined) return `${step.machine.actions.print(step.action)}: ${said}`
  }
  return undefined
}

const unlike = (is: unknown, expected: unknown): string | undefined =>
  isDeepStrictEqual(is, expected) ? undefined : `${JSON.stringify(is)}, and not ${JSON.stringify(expected)}`

const both = [0, 1]

const filesOf = ({ disk }: Replica): Files => disk.files[0] as Files

const brokerIn = (action: Action): number => ('broker' in action ? action.broker : 0)

const isRunning = (cluster: Cluster, id: number): boolean =>
  brokerOf(cluster, id).isUp && !brokerOf(cluster, id).isPaused

/** Broker `id` before and after a step; undefined: the step was refused. */
const replicasIn = ({ before, after }: Step, id: number): readonly [Replica, Replica] | undefined =>
  isRefused(after) ? undefined : [replicaOf(before, id, 0), replicaOf(after, id, 0)]

const viewIn = ({ storage }: Step, replica: Replica): LogView => logView(storage, replica)

const timeIn = ({ storage, before }: Step): number => storage.moments[before.now] as number

const bytes = ({ batches }: Segment): number => batches.reduce((sum, { size }) => sum + size, 0)

/** The segments once these batches are appended, by the words of Log.maybeRoll. */
const grown = ({ log, ...step }: Step, was: Replica, added: Segment['batches']): readonly Segment[] => {
  const now = timeIn({ log, ...step })
  let end = logEnd(was.disk)
  return added.reduce<readonly Segment[]>(
    (segments, batch) => {
      const active = segments.at(-1) as Segment
      const first = active.batches[0]
      const fits =
        bytes(active) + batch.size <= log.segmentBytes &&
        (first === undefined || batch.timestamp - first.timestamp <= log.segmentMs)
      const isNew = !fits && active.baseOffset !== end
      const into = isNew ? { baseOffset: end, batches: [] } : active
      end = batch.offset + 1
      const others = isNew ? segments : segments.slice(0, -1)
      return [...others, { ...into, batches: [...into.batches, batch], lastModified: now }]
    },
    segmentsOf(step.storage, was.disk),
  )
}

/** Log.append, Log.maybeRoll, Log.roll (2.1.0) */
test('a batch goes into the active segment if it fits by size and by time, and else into one that begins at the log end', () => {
  expect(
    firstWrong(['Produce', 'Fetch'], (step) => {
      for (const id of both) {
        const [was, is] = replicasIn(step, id) ?? []
        if (was === undefined || is === undefined || logEnd(is.disk) === logEnd(was.disk)) continue
        const segments = segmentsOf(step.storage, is.disk)
        const added = segments.flatMap(({ batches }) => batches).filter(({ offset }) => offset >= logEnd(was.disk))
        const wrong = added.length === 0 ? undefined : unlike(segments, grown(step, was, added))
        if (wrong !== undefined) return wrong
      }
      return undefined
    }),
  ).toBeUndefined()
})

/** A round of the cleaner, taken to its end: all steps from the one that begins it. */
const wholeRound = ({ machine, action }: Step, begun: Cluster): readonly Cluster[] => {
  const round = [begun]
  while (filesOf(replicaOf(round.at(-1) as Cluster, brokerIn(action), 0)).cleaningUpTo !== NOT_CLEANING) {
    const next = machine.fire(round.at(-1) as Cluster, action)
    if (isRefused(next) || round.length > 20) throw new Error('a round of the cleaner does not end')
    round.push(next)
  }
  return round
}

/** LogCleaner.cleanFilthiestLog, Cleaner.doClean (2.1.0) */
test('the steps of a round of the cleaner, one for each group of segments and one for the checkpoint, do what a whole round does', () => {
  expect(
    firstWrong(['CleanLog'], (step) => {
      const { before, after, action, log, decide } = step
      const [id, was] = [brokerIn(action), replicaOf(before, brokerIn(action), 0)]
      if (!isRunning(before, id) || filesOf(was).cleaningUpTo !== NOT_CLEANING) return undefined
      if (log.cleanupPolicy === 'delete') return isRefused(after) ? undefined : 'it is done'
      const view = viewIn(step, was)
      const todo = cleanable(view, filesOf(was).cleanerCheckpoint, log, timeIn(step), decide)
      if (isRefused(after)) return isCleaned(todo, log) ? after.refused : undefined
      const round = wholeRound(step, after)
      const is = replicaOf(round.at(-1) as Cluster, id, 0)
      const { segments, cleanerOffset, swaps } = clean(view, todo, log, timeIn(step), decide)
      return (
        unlike(viewIn(step, is), { ...view, segments }) ??
        unlike([filesOf(is).cleanerCheckpoint, round.length], [cleanerOffset, swaps.length + 1]) ??
        unlike(is.disk.recoveryPoint, Math.max(was.disk.recoveryPoint, cleanerOffset))
      )
    }),
  ).toBeUndefined()
})

/** LogManager.cleanupLogs, Log.deleteOldSegments (2.1.0) */
test('the retention task deletes from each log of a broker what is old, from the front, and moves the log start there', () => {
  expect(
    firstWrong(['DeleteOldSegments'], (step) => {
      const { before, after, action, log, decide } = step
      if (!isRunning(before, brokerIn(action))) return undefined
      const was = replicaOf(before, brokerIn(action), 0)
      const view = viewIn(step, was)
      const { deleted, rolls, logStart: start } = deleteOldSegments(view, log, timeIn(step), decide)
      if (isRefused(after)) return deleted > 0 ? after.refused : undefined
      const fresh: Segment = { baseOffset: view.logEnd, batches: [], lastModified: timeIn(step) }
      const segments = rolls ? [fresh] : view.segments.slice(deleted)
      return unlike(viewIn(step, replicaOf(after, brokerIn(action), 0)), { ...view, segments, logStart: start })
    }),
  ).toBeUndefined()
})

/** Log.flush, LogManager.checkpointLogRecoveryOffsets, LogManager.checkpointLogStartOffsets (2.1.0) */
test('all but the active segment is flushed, and a checkpoint has what was true when it was written', () => {
  expect(
    firstWrong(['FlushSegments', 'CheckpointRecoveryPoint', 'CheckpointLogStart'], (step) => {
      const { before, after, action } = step
      if (!isRunning(before, brokerIn(action))) return undefined
      const { disk } = replicaOf(before, brokerIn(action), 0)
      const files = disk.files[0] as Files
      const line = files.logStart > firstBase(files) ? files.logStart : 0
      const expected: Partial<Record<Action['type'], Files>> = {
        FlushSegments: { ...files, recoveryPoint: Math.max(files.recoveryPoint, activeBase(files)) },
        CheckpointRecoveryPoint: { ...files, recoveryCheckpoint: files.recoveryPoint },
        CheckpointLogStart: { ...files, logStartCheckpoint: line },
      }
      const written = expected[action.type]
      if (isRefused(after)) return unlike(written, files)
      const is = replicaOf(after, brokerIn(action), 0).disk
      const isFlushed = action.type === 'FlushSegments'
      return (
        unlike(is.files[0], written) ??
        unlike(is.recoveryPoint, isFlushed ? Math.max(disk.recoveryPoint, activeBase(files)) : disk.recoveryPoint)
      )
    }),
  ).toBeUndefined()
})

const THREADS: readonly Action['type'][] = [
  ...['CleanLog' as const, 'DeleteOldSegments' as const, 'FlushSegments' as const],
  ...['CheckpointRecoveryPoint' as const, 'CheckpointLogStart' as const, 'DeleteRecords' as const],
]

test('a broker that does not run, or is paused, cleans, deletes, flushes and writes nothing', () => {
  expect(
    firstWrong(THREADS, ({ before, action, after }) =>
      isRunning(before, brokerIn(action)) || isRefused(after) ? undefined : 'it is done',
    ),
  ).toBeUndefined()
})

/** LogManager.truncateTo, LogCleanerManager.maybeTruncateCheckpoint (2.1.0, KAFKA-3330) */
test('a follower that cuts its log below the active segment ends a round of the cleaner, and lowers its checkpoint', () => {
  expect(
    firstWrong(['Truncate'], (step) => {
      const replicas = 'follower' in step.action ? replicasIn(step, step.action.follower) : undefined
      if (replicas === undefined) return undefined
      const [was, is] = replicas.map(filesOf) as [Files, Files]
      const isCut = activeBase(is) !== activeBase(was)
      return unlike(
        is.cleanerCheckpoint,
        isCut ? Math.min(was.cleanerCheckpoint, activeBase(is)) : was.cleanerCheckpoint,
      )
    }),
  ).toBeUndefined()
})

const ascending = (offsets: readonly number[]): boolean =>
  offsets.every((offset, place) => place === 0 || offset > (offsets[place - 1] as number))

/** What is wrong with what is on a disk, by itself. */
const wrongOn = ({ storage }: Step, disk: Disk): string | undefined => {
  const files = disk.files[0] as Files
  const bases = files.segments.map(({ baseOffset }) => baseOffset)
  if (!ascending(bases) || activeBase(files) > logEnd(disk)) return `segments begin at ${bases.join()}`
  if (logStart(disk) < firstBase(files) || logStart(disk) > logEnd(disk)) return `the log starts at ${logStart(disk)}`
  for (let offset = 0; offset < firstBase(files); offset++)
    if (keptAt(disk.log, offset) !== 'hole') return `there is something at ${offset}, which is in no segment`
  const tombstones = segmentsOf(storage, disk)
    .flatMap(({ batches }) => batches)
    .filter(({ value, count }) => value === null && count > 0)
    .map(({ offset }) => offset)
  const horizons = files.horizons.map(({ offset }) => offset)
  if (!ascending(horizons) || !horizons.every((offset) => tombstones.includes(offset)))
    return `delete horizons at ${horizons.join()}, and tombstones at ${tombstones.join()}`
  return files.segments.some(({ hasZeroIndexes }) => hasZeroIndexes) ? 'an index has zeros' : undefined
}

const disksOf = ({ brokers }: Cluster): readonly Disk[] =>
  brokers.flatMap(({ replicas }) => replicas.map(({ disk }) => disk))

const everyType = [...new Set(taken.map(({ action }) => action.type))]

test('after each step the segments cover the log, the log starts in them, and only tombstones have delete horizons', () => {
  expect(
    firstWrong(everyType, (step) => {
      if (isRefused(step.after)) return undefined
      for (const id of both) {
        const wrong = wrongOn(step, replicaOf(step.after, id, 0).disk)
        if (wrong !== undefined) return wrong
      }
      return undefined
    }),
  ).toBeUndefined()
})

test('a step that changes nothing is refused', () =>
  expect(
    firstWrong(everyType, ({ before, after }) => (isDeepStrictEqual(before, after) ? 'nothing' : undefined)),
  ).toBeUndefined())

test('what is on disk after any step is the same once the state was packed and unpacked', () => {
  expect(
    firstWrong(everyType, ({ machine: { states }, after }) => {
      if (isRefused(after)) return undefined
      const packed = new Int32Array(states.words)
      states.write(after, packed, 0)
      return unlike(disksOf(states.read(packed, 0)), disksOf(after))
    }),
  ).toBeUndefined()
})
