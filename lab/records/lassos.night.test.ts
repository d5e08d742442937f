/** The largest lassos on record. */
import { lassosWithin } from './lassos.fixture'

lassosWithin(6000, Infinity)
