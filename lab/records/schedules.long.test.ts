/** More schedules and walks of this run. */
import { noScheduleBreaks, noWalkBreaks, SEED } from './schedules.fixture'

test('no schedule of a hundred more breaks the baseline', () => noScheduleBreaks(`${SEED}/long`, 100))

test(`no walk after those of npm test breaks the baseline (seed ${SEED})`, () => noWalkBreaks(50, 150))
