/** The same as looks.test.ts, in more states. */
import { nothingIsHidden } from './looks.fixture'

nothingIsHidden(600)
