/** Larger specimens, searched with and without partial-order reduction. */
import { commits, findTheSame, haveCorrectFootprints, MOST_STATES, rowsWithin } from './partial-order.fixture'

findTheSame([...commits(5), ...rowsWithin(MOST_STATES.short, MOST_STATES.long)])
haveCorrectFootprints([...commits(1, 2, 3, 4), ...rowsWithin(0, MOST_STATES.long)], 1500)
