/** Larger rows of TLC by fingerprints. The largest, and those that break late: fingerprints.night.test.ts. */
import { oracle } from '../../specimens/oracle'
import { countAsTlc, isForLong } from './fingerprints.fixture'

countAsTlc(oracle.filter(isForLong))
