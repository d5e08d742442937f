/**
 * Threads that crash: during short walks in npm test, during longer ones at night. This file is also the source of such a
 * thread, which crashes on request.
 */
import { isMainThread, workerData, type Worker } from 'node:worker_threads'
import { serve } from '../../explorer/node/serve'
import { startThread } from '../../explorer/node/thread'
import type { WalkRun } from '../../contract/run'
import { batches, batchOf, type Batch } from './batch'
import type { Walked } from './tally'
import type { Plan } from './plan'
import { planFor, quiet, taken, untimed } from './taking.fixture'
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

/** Runs with threads of which the first few crash on one batch. */
const takenByMortals = async (plan: Plan, diesOf: number, deaths: number): Promise<Partial<WalkRun>> => {
  let started = 0
  const start = (): Worker => {
    const told: Mortal = { plan, ...(started++ < deaths ? { diesOf } : {}) }
    return startThread(__filename.replace(/\.\w+$/, ''), told)
  }
  return untimed((await takeWalks(plan, 0, { workers: 2 }, quiet(), start)).run)
}

if (!isMainThread) serve(mortal(workerData as Mortal))

/** Walks of so many steps are not lost with a thread. */
export const surviveCrashes = (steps: number): void => {
  const short = { ...planFor(1), steps }
  const plan = { ...short, runs: 3 * batchOf(short) }
  const alone = taken(plan, 1)

  test('lose nothing if a thread crashes', async () => {
    expect(await takenByMortals(plan, 2 * batchOf(plan), 1)).toEqual(await alone)
  })

  test('end before the walks on which two threads crashed, and can continue with them', async () => {
    const size = batchOf(plan)
    const cut = await takenByMortals(plan, 2 * size, 99)
    const { walks, steps, facts } = await taken({ ...plan, runs: 2 * size }, 1)
    expect(cut).toMatchObject({ stopped: 'threads', because: 'it ended with code 9', walks, steps, facts })
  })
}
