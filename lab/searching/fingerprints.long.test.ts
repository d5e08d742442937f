/** Larger rows of TLC by fingerprints, and those that break. */
import { oracle } from '../../specimens/oracle'
import { countAsTlc } from './fingerprints.fixture'

countAsTlc(oracle.filter(({ distinct }) => distinct === undefined || (distinct >= 7000 && distinct < 20_000)))
