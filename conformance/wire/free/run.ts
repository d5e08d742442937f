/** Lets a cluster of real brokers run free under faults, and writes down what passed. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rng } from '../../../explorer/rng'
import { recordedAs, type FreePlan, type FreeRecording, type FreeWatch } from '../../free/recording'
import { startGuard } from '../guard'
import { programOf, wireSchemas } from '../driver'
import { sleep } from '../waiting'
import { sendRecords } from './client'
import { doHarm, killAndLook } from './faults'
import { openFree, type FreeCluster } from './opening'

/**
 * The seed decides records, faults and their order. How fast the cluster is, it decides itself. Error: Missing, where there is no
 * Java, or Kafka cannot be fetched.
 */
export const runFree = async (plan: FreePlan, watch: FreeWatch): Promise<FreeRecording> => {
  const program = programOf(plan.release)
  const schemas = wireSchemas()
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-free-'))
  const guard = startGuard(folder)
  const stopped = interrupted(watch)
  const state: { free?: FreeCluster; isOver: boolean; because?: string } = { isOver: false }
  const { brokers, minIsr } = plan
  const world = { brokers, leaders: [1], acks: 'all', minIsr, uncleanElection: false } as const
  const work = async (): Promise<void> => {
    state.free = await openFree({ program, folder: join(folder, '0'), schemas, guard }, world)
    await runIn(state.free, plan, watch, () => state.isOver)
  }
  try {
    await Promise.race([work(), stopped.promise])
    if (stopped.isWanted()) state.because = 'interrupted'
    return recordedAs(plan, [...(state.free?.notes.events ?? [])], state.free?.firstEpoch ?? 0, state.because)
  } finally {
    state.isOver = true
    stopped.release()
    await state.free?.close()
    await guard.end()
  }
}

const runIn = async (
  free: FreeCluster,
  { seed, records, seconds }: FreePlan,
  watch: FreeWatch,
  isStopped: () => boolean,
): Promise<void> => {
  const end = performance.now() + seconds * 1000
  const isOver = (): boolean => isStopped() || performance.now() > end
  const report = (sent: number): void => watch.report({ events: free.notes.events.length, records: sent })
  await Promise.all([
    sendRecords(free, rng(`${seed}/records`), { records, seconds }, isOver, report),
    doHarm(free, rng(`${seed}/faults`), isOver),
  ])
  if (isStopped()) return
  await sleep(QUIET_MS)
  for (const broker of free.brokers) await killAndLook(free, broker)
}

/** After the last fault everybody catches up. */
const QUIET_MS = 2000

interface Stopped {
  readonly promise: Promise<void>
  isWanted(): boolean
  release(): void
}

const interrupted = (watch: FreeWatch): Stopped => {
  const timer: { id?: NodeJS.Timeout } = {}
  const promise = new Promise<void>((done) => {
    timer.id = setInterval(() => {
      if (watch.isInterrupted()) done()
    }, 100)
  })
  return { promise, isWanted: () => watch.isInterrupted(), release: () => clearInterval(timer.id) }
}
