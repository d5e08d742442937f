/** Larger sets of fingerprints. */
import { isSetOf } from './fingerprint-set.fixture'

isSetOf({ different: 50_000, most: 500_000 })
