/** Random walks with the log on disk. More of them: walk-storage.night.test.ts. */
import { baselineHolds } from './walk-storage.fixture'

baselineHolds(2, 150)
