/** Partial order in random machines. More of them: partial-order.random.long.test.ts. */
import { findTheSameInAny, haveCorrectFootprints } from './partial-order-random.fixture'

findTheSameInAny(200)
haveCorrectFootprints(60)
