/** The larger lassos on record. */
import { lassosWithin } from './lassos.fixture'

lassosWithin(1000, Infinity)
