/**
 * If a cluster looks the same before and after a step, the state after it need not be judged: state properties and
 * tension are equal for both. In every second world; in all, and in more states: looks.long.test.ts.
 */
import { nothingIsHidden } from './looks.fixture'

nothingIsHidden(400, 2)
