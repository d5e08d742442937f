/** Searches by 64-bit fingerprints, of rows of TLC: small ones in npm test, large ones in the long tests. */
import { processClock } from '../../explorer/node/clock'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import type { Run } from '../../contract/run'
import type { OracleRow } from '../../specimens/oracle'
import { readCase, type Case } from '../questions/case'
import { check } from './check'

export const watch = { clock: processClock, isInterrupted: () => false, report: () => undefined }

export const byFingerprints = async (asked: Case, symmetry = false): Promise<Run> => {
  const { run } = await check(asked, { symmetry }, watch, {
    ...{ disk: memoryDisk(), tidemark: '0', seconds: 30, isResuming: false, byFingerprints: true },
    say: () => undefined,
  })
  return run
}

export const isForTest = ({ distinct = Infinity }: OracleRow): boolean => distinct < 7000

export const isForLong = (row: OracleRow): boolean =>
  row.distinct === undefined ? row.replicas === 2 : !isForTest(row) && row.replicas === 3 && row.distinct < 20_000

export const untimed = (run: Run): Run => ({ ...run, scope: [], bytes: 0, seconds: 0, cpuSeconds: 0 })

export const countAsTlc = (rows: readonly OracleRow[]): void =>
  test.each(rows.map((row) => [Object.values(row).slice(0, 5).join(' '), row] as const))(
    'fingerprints count what TLC counts, or find what an arena finds: %s',
    async (_, { module, replicas, logSize, records, maxEpoch, distinct }) => {
      const asked = readCase({
        machine: module,
        ...{ replicas: String(replicas), 'log-size': String(logSize) },
        ...{ records: String(records), 'max-epoch': String(maxEpoch) },
      })
      const [run, exact] = [await byFingerprints(asked), (await check(asked, {}, watch)).run]
      expect(untimed(run)).toEqual({ ...untimed(exact), fingerprints: true })
      if (exact.verdict === 'holds') expect(run.distinct).toBe(distinct)
    },
  )
