/**
 * Random questions and schedules, drawn by fast-check and from the seed of this run: none of them breaks the baseline.
 * A failure is shrunk and printed with the command that replays it. More of them: schedules.long.test.ts.
 */
import { noScheduleBreaks, noWalkBreaks, SEED } from './schedules.fixture'

test('no schedule from fast-check breaks the baseline', () => noScheduleBreaks(SEED, 40))

test(`no walk of this run breaks the baseline (seed ${SEED})`, () => noWalkBreaks(0, 50))
