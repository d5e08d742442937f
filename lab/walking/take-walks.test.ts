/** Walks on several threads. This file is also the source of such a thread, which crashes on request. */
import { isMainThread, workerData, type Worker } from 'node:worker_threads'
import { processClock } from '../../explorer/node/clock'
import type { Watch } from '../../explorer/node/drive'
import { serve } from '../../explorer/node/serve'
import { startThread } from '../../explorer/node/thread'
import { newInNext, type WalkRun } from '../../contract/run'
import { batches, batchOf, type Batch } from './batch'
import { question, type Differing } from '../questions/question'
import { everything } from './draw-question'
import type { Progress, Walked } from './tally'
import type { Plan } from './plan'
import { takeWalks } from './take-walks'

/** The input of a thread of this file: the first walk of the batch on which it crashes. */
interface Mortal {
  readonly plan: Plan
  readonly diesOf?: number
}

const mortal = ({ plan, diesOf }: Mortal): ((batch: Batch) => readonly Walked[]) => {
  const take = batches(plan)
  return (batch) => (batch.first === diesOf ? process.exit(9) : take(batch))
}

const planFor = (runs: number, asked: Differing = {}): Plan => ({
  ...{ seed: 'tidemark/threads', runs, steps: 120, open: everything },
  asked: question({ settings: { minIsr: 2 }, ...asked, bounds: { grain: 'message' } }),
})

const quiet = (isInterrupted = (): boolean => false): Watch<Progress> => ({
  ...{ clock: processClock, isInterrupted, report: () => undefined },
})

/** The parts of a result that are equal in every run. */
const untimed = ({ seconds: _, cpuSeconds: __, ...run }: WalkRun): Partial<WalkRun> => run

const taken = async (plan: Plan, workers: number, first = 0): Promise<Partial<WalkRun>> =>
  untimed((await takeWalks(plan, first, { workers }, quiet())).run)

/** Runs with threads of which the first few crash on one batch. */
const takenByMortals = async (plan: Plan, diesOf: number, deaths: number): Promise<Partial<WalkRun>> => {
  let started = 0
  const start = (): Worker => {
    const told: Mortal = { plan, ...(started++ < deaths ? { diesOf } : {}) }
    return startThread(__filename.replace(/\.\w+$/, ''), told)
  }
  return untimed((await takeWalks(plan, 0, { workers: 2 }, quiet(), start)).run)
}

const WITH_A_BUG = planFor(4000, { kafka: '2.0.0' })

if (isMainThread) {
  describe('walks on several threads', onThreads)
  describe('the share of what is new', ofWhatIsNew)
} else serve(mortal(workerData as Mortal))

function onThreads(): void {
  test.each([2, 3])('have the same result on %i as on one', async (workers) => {
    const plan = planFor(203)
    expect(await taken(plan, workers, 5)).toEqual(await taken(plan, 1, 5))
  })

  test.each([2, 3])('find the same failure on %i as on one: the earliest one', async (workers) => {
    const alone = await taken(WITH_A_BUG, 1)
    expect(alone.verdict).toBe('broken')
    expect(await taken(WITH_A_BUG, workers)).toEqual(alone)
  })

  test('lose nothing if a thread crashes', async () => {
    const plan = planFor(100)
    expect(await takenByMortals(plan, 2 * batchOf(plan), 1)).toEqual(await taken(plan, 1))
  })

  test('end before the walks on which two threads crashed, and can continue with them', async () => {
    const [plan, size] = [planFor(100), batchOf(planFor(100))]
    const cut = await takenByMortals(plan, 2 * size, 99)
    const { walks, steps, facts } = await taken({ ...plan, runs: 2 * size }, 1)
    expect(cut).toMatchObject({ stopped: 'threads', because: 'it ended with code 9', walks, steps, facts })
  })

  test('are added without a gap if they are interrupted', async () => {
    let looks = 0
    const { run: cut } = await takeWalks(
      planFor(1e6),
      0,
      { workers: 2 },
      quiet(() => ++looks > 20),
    )
    expect(cut.stopped).toBe('interrupt')
    const { stopped: _, ...before } = untimed(cut)
    expect(before).toEqual(await taken(planFor(cut.walks), 1))
  })
}

function ofWhatIsNew(): void {
  const small: Plan = {
    ...{ seed: 'tidemark/new', runs: 1200, steps: 120, open: {} },
    asked: question({ bounds: { brokers: 2, records: 2, epochs: 3, faults: { 'process-crash': 1 } } }),
  }
  const shareOf = async (plan: Plan): Promise<number> => newInNext((await takeWalks(plan, 0, {}, quiet())).run) ?? -1

  test('falls within small bounds, and stays high within large ones', async () => {
    const [few, many] = [await shareOf({ ...small, runs: 1200 }), await shareOf({ ...small, runs: 16000 })]
    expect(many).toBeLessThan(few / 2)
    expect(await shareOf(planFor(1200))).toBeGreaterThan(0.9)
  })
}
