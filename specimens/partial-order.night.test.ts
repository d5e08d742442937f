/** The largest specimens, searched with and without partial-order reduction. */
import { commits, findTheSame, haveCorrectFootprints, MOST_STATES, rowsWithin } from './partial-order.fixture'

findTheSame(rowsWithin(MOST_STATES.long, MOST_STATES.night))
haveCorrectFootprints([...commits(1, 2, 3, 4), ...rowsWithin(0, MOST_STATES.night)], 1500)
