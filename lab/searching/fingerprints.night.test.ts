/** All other rows of TLC of less than 20,000 states by fingerprints, and those that break late. */
import { oracle } from '../../specimens/oracle'
import { countAsTlc, isForLong, isForTest } from './fingerprints.fixture'

countAsTlc(oracle.filter((row) => !isForTest(row) && !isForLong(row) && (row.distinct ?? 0) < 20_000))
