/** Crashes at every point: what a broker finds when it starts again. */
import { isRefused } from '../../kit/refused'
import { logEnd, logStart } from '../replica/disk'
import { replicaOf } from '../cluster'
import { diskOf, everyEnd, started, withLosses, wrongIn, type Ended } from './crash-points.fixture'

const ends = everyEnd()
const points = ends.flatMap(withLosses)

const failing = (wrong: (one: Ended) => string | undefined): readonly string[] =>
  points.flatMap((one) => {
    const said = wrong(one)
    return said === undefined ? [] : [`${one.how}: ${said}`]
  })

test('there are 593 stops, and 2,112 points with what may be lost or crash after them', () =>
  expect([ends.length, points.length]).toEqual([593, 2112]))

test('a log that was loaded is the log as it was up to some offset, and what was flushed is there', () =>
  expect(
    failing((one) => wrongIn(diskOf(one.before, one.broker), diskOf(started(one, one.after), one.broker))),
  ).toEqual([]))

test('after a clean stop or a crash of the process nothing of the log is missing', () =>
  expect(
    failing((one) => {
      if (one.how.startsWith('the machine')) return undefined
      const [was, is] = [diskOf(one.before, one.broker), diskOf(started(one, one.after), one.broker)]
      return logEnd(is) === logEnd(was) ? undefined : `it ends at ${logEnd(is)}, and ended at ${logEnd(was)}`
    }),
  ).toEqual([]))

test('the high watermark lies within the log, and the log start offset never rises', () =>
  expect(
    failing((one) => {
      const after = started(one, one.after)
      const { disk, highWatermark } = replicaOf(after, one.broker, 0)
      if (highWatermark < logStart(disk) || highWatermark > logEnd(disk)) return `high watermark ${highWatermark}`
      return logStart(disk) <= logStart(diskOf(one.before, one.broker)) ? undefined : `log start ${logStart(disk)}`
    }),
  ).toEqual([]))

/**
 * Of its log, that is. The cache of epochs may change: a clean shutdown hides that its checkpoint was lost, and where deleted
 * records are back, an epoch that began behind them is dropped first and entered again later.
 */
test('a broker that is loaded, crashes, and is loaded again finds the same', () =>
  expect(
    failing((one) => {
      const first = started(one, one.after)
      const crashed = one.machine.fire(first, { type: 'ProcessCrash', broker: one.broker })
      if (isRefused(crashed)) return crashed.refused
      const again = started(one, crashed)
      const [was, is] = [diskOf(first, one.broker), diskOf(again, one.broker)]
      return JSON.stringify([is.log, is.files[0]?.segments, logStart(is)]) ===
        JSON.stringify([was.log, was.files[0]?.segments, logStart(was)])
        ? undefined
        : 'it is another'
    }),
  ).toEqual([]))
