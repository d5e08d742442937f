/** Partial order in more random machines. */
import { findTheSameInAny, haveCorrectFootprints } from './partial-order-random.fixture'

findTheSameInAny(800)
haveCorrectFootprints(200)
