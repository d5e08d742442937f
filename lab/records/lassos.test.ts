/** The smallest lassos on record. Larger ones: lassos.long.test.ts and lassos.night.test.ts. */
import { lassosWithin } from './lassos.fixture'

lassosWithin(0, 180)
