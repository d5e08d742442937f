/** More schedules, and the last walks of this run. */
import { noScheduleBreaks, noWalkBreaks, SEED } from './schedules.fixture'

test('no schedule of six hundred more breaks the baseline', () => noScheduleBreaks(`${SEED}/night`, 600))

test(`no walk after those of the long tests breaks the baseline (seed ${SEED})`, () => noWalkBreaks(200, 2800))
