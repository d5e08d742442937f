/** More schedules and walks of this run. */
import { noScheduleBreaks, noWalkBreaks, SEED } from './schedules.fixture'

test('no schedule of a thousand more breaks the baseline', () => noScheduleBreaks(`${SEED}/long`, 1000))

test(`no walk after those of npm test breaks the baseline (seed ${SEED})`, () => noWalkBreaks(200, 1300))
