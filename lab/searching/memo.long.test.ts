/** Longer searches from memory and by the rules. */
import { casesBetween, findTheSame, MOST_STATES, small } from './memo.fixture'

findTheSame([...casesBetween(MOST_STATES.short, MOST_STATES.long), ...small])
