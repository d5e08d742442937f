/** The same as looks.test.ts, in the most states. */
import { nothingIsHidden } from './looks.fixture'

nothingIsHidden(3000)
