/** Larger specimens, searched with and without partial-order reduction. The largest: partial-order.night.test.ts. */
import { commits, findTheSame, haveCorrectFootprints, MOST_STATES, rowsWithin } from './partial-order.fixture'

const rows = rowsWithin(MOST_STATES.short, MOST_STATES.long)

findTheSame([...commits(5), ...rows])
haveCorrectFootprints(rows, 400)
