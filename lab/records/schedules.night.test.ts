/** The last walks of this run. */
import { noWalkBreaks, SEED } from './schedules.fixture'

test(`no walk after those of the long tests breaks the baseline (seed ${SEED})`, () => noWalkBreaks(800, 2200))
