/** A search from memory and a search by the rules have the same result. Larger ones: memo.long.test.ts. */
import { findTheSame, MOST_STATES, smallCases } from './memo.fixture'

findTheSame(smallCases(MOST_STATES.short), 2000)
