/** The same as track-page.long.test.ts, with a longer walk. */
import { areTakenAgain } from './track-page.fixture'

areTakenAgain('B20')
