/** What a stop, a truncation and a start leave of the files of a log. */
import { emptyDisk } from '../cluster'
import { truncateTo, type Disk } from '../replica/disk'
import { logOf } from '../replica/log'
import { preset } from '../versions/timeline'
import { withoutFirst } from './apply'
import { withCleanerLowered } from './cleaner-checkpoint'
import {
  closedFiles,
  filesAtRest,
  filesFrom,
  logStartLine,
  NO_PART,
  NOT_CLEANING,
  truncatedFiles,
  type Files,
} from './files'

const files: Files = {
  ...filesFrom(0, 0),
  segments: [
    { baseOffset: 0, modified: 0, hasZeroIndexes: true },
    { baseOffset: 2, modified: 0, hasZeroIndexes: false },
  ],
}

const disk: Disk = {
  ...emptyDisk({}, 0),
  log: logOf([0, 1, 2].map((value) => ({ value, epoch: 0 }))),
  files: [files],
}

test('after a clean stop no index has zeros, and all of the log is flushed', () => {
  const closed = closedFiles(files, 3)
  expect(closed.segments.map(({ hasZeroIndexes }) => hasZeroIndexes)).toEqual([false, false])
  expect(closed.recoveryPoint).toBe(3)
})

test('a log that starts inside of its first segment has a line in log-start-offset-checkpoint, and no other has', () => {
  expect([0, 1].map((logStart) => logStartLine({ ...files, logStart }))).toEqual([0, 1])
})

/** Log.truncateTo, LogManager.truncateTo (2.1.0) */
test('a truncation leaves nothing beyond the offset: no segment, batch or horizon, and no offset that is kept', () => {
  const horizons = [0, 1, 2].map((offset) => ({ offset, at: 5 }))
  const strays = [0, 1, 2].map((offset) => ({ offset, record: { value: offset, epoch: 0 } }))
  const kept = { logStart: 2, recoveryPoint: 3, recoveryCheckpoint: 2, cleaningUpTo: 2, swappedUpTo: 2 }
  expect(truncatedFiles({ ...files, ...kept, horizons, strays }, 1)).toEqual({
    ...files,
    ...{ segments: files.segments.slice(0, 1), logStart: 1, recoveryPoint: 1, recoveryCheckpoint: 1 },
    ...{ horizons: horizons.slice(0, 1), strays: strays.slice(0, 1) },
  })
  expect(truncatedFiles(files, 2).segments).toEqual(files.segments)
})

test.each([
  ['cut at an offset', (partAt: number): Files => truncatedFiles({ ...files, partAt }, 2), [1, NO_PART]],
  [
    'without its first segment',
    (partAt: number): Files => withoutFirst(disk, { ...files, partAt }, 1, undefined).files[0] as Files,
    [NO_PART, 2],
  ],
])('a log %s has a part of a batch that is left', (_, left, parts) =>
  expect([1, 2].map((partAt) => left(partAt).partAt)).toEqual(parts),
)

/** LogManager.truncateTo (2.1.0); KAFKA-3330 */
test('a truncation below the active segment lowers the checkpoint of the cleaner, and no other does', () => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  const before: Disk = { ...disk, files: [{ ...files, cleanerCheckpoint: 2 }] }
  const lowered = (offset: number): unknown =>
    withCleanerLowered(protocol.decide, before, truncateTo(before, offset)).files.map((one) => one.cleanerCheckpoint)
  expect([lowered(1), lowered(2)]).toEqual([[0], [2]])
})

/** LogDirFailureChannel is memory of a process. */
test('a new log has not failed, and one of which the process has ended is not known to have', () => {
  expect(filesFrom(0, 0)).toMatchObject({ hasFailed: false, cleaningUpTo: NOT_CLEANING })
  const ended = filesAtRest({ ...files, hasFailed: true, cleaningUpTo: 2, swappedUpTo: 1 })
  expect(ended).toEqual(files)
})
