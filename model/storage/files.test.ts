/** What a stop leaves of the files of a log. */
import { closedFiles, filesFrom, logStartLine } from './files'

const files = {
  ...filesFrom(0, 0),
  segments: [
    { baseOffset: 0, modified: 0, hasZeroIndexes: true },
    { baseOffset: 2, modified: 0, hasZeroIndexes: false },
  ],
}

test('after a clean stop no index has zeros, and all of the log is flushed', () => {
  const closed = closedFiles(files, 3)
  expect(closed.segments.map(({ hasZeroIndexes }) => hasZeroIndexes)).toEqual([false, false])
  expect(closed.recoveryPoint).toBe(3)
})

test('a log that starts inside of its first segment has a line in log-start-offset-checkpoint, and no other has', () => {
  expect([0, 1].map((logStart) => logStartLine({ ...files, logStart }))).toEqual([0, 1])
})
