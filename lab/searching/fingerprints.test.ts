/** Searches by 64-bit fingerprints: the same counts as TLC, the same answers, and files instead of memory. */
import { processClock } from '../../explorer/node/clock'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import type { Run } from '../../contract/run'
import { oracle } from '../../specimens/oracle'
import { readCase, type Case } from '../questions/case'
import { check } from './check'

const watch = { clock: processClock, isInterrupted: () => false, report: () => undefined }

const byFingerprints = async (asked: Case, symmetry = false): Promise<Run> => {
  const { run } = await check(asked, { symmetry }, watch, {
    ...{ disk: memoryDisk(), tidemark: '0', seconds: 30, isResuming: false, byFingerprints: true },
    say: () => undefined,
  })
  return run
}

const rows = oracle.filter(({ distinct = 0 }) => distinct < 20_000)

/** workers.test.ts runs all rows, with one thread and with two. */
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

test('fingerprints find what an arena finds up to renaming', async () => {
  const asked = readCase({ machine: 'kip-320' })
  const [run, exact] = [await byFingerprints(asked, true), (await check(asked, { symmetry: true }, watch)).run]
  expect(untimed(run)).toEqual({ ...untimed(exact), fingerprints: true })
  expect(run.distinct).toBe(6713)
})

const untimed = (run: Run): Run => ({ ...run, scope: [], bytes: 0, seconds: 0, cpuSeconds: 0 })
