/** More schedules and walks of this run. */
import { noScheduleBreaks, noWalkBreaks, SEED } from './schedules.fixture'

test('no schedule of five hundred more breaks the baseline', () => noScheduleBreaks(`${SEED}/long`, 500))

test(`no walk after those of npm test breaks the baseline (seed ${SEED})`, () => noWalkBreaks(100, 700))
