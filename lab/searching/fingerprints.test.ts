/**
 * Searches by 64-bit fingerprints: the same counts as TLC, the same answers, and files instead of memory. Larger rows:
 * fingerprints.long.test.ts; by two threads: workers.test.ts.
 */
import { oracle } from '../../specimens/oracle'
import { readCase } from '../questions/case'
import { check } from './check'
import { byFingerprints, countAsTlc, isForTest, untimed, watch } from './fingerprints.fixture'

countAsTlc(oracle.filter(isForTest))

test('fingerprints find what an arena finds up to renaming', async () => {
  const asked = readCase({ machine: 'kip-320' })
  const [run, exact] = [await byFingerprints(asked, true), (await check(asked, { symmetry: true }, watch)).run]
  expect(untimed(run)).toEqual({ ...untimed(exact), fingerprints: true })
  expect(run.distinct).toBe(6713)
})
