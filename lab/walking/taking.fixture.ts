/** What the tests of walks on several threads share. */
import { processClock } from '../../explorer/node/clock'
import type { Watch } from '../../explorer/node/drive'
import { newInNext, type WalkRun } from '../../contract/run'
import { question, type Differing } from '../questions/question'
import { everything } from './draw-question'
import type { Plan } from './plan'
import { takeWalks } from './take-walks'
import type { Progress } from './tally'

export const planFor = (runs: number, asked: Differing = {}): Plan => ({
  ...{ seed: 'tidemark/threads', runs, steps: 120, open: everything },
  asked: question({ settings: { minIsr: 2 }, ...asked, bounds: { grain: 'message' } }),
})

export const quiet = (isInterrupted = (): boolean => false): Watch<Progress> => ({
  ...{ clock: processClock, isInterrupted, report: () => undefined },
})

/** The parts of a result that are equal in every run. */
export const untimed = ({ seconds: _, cpuSeconds: __, ...run }: WalkRun): Partial<WalkRun> => run

export const taken = async (plan: Plan, workers: number, first = 0): Promise<Partial<WalkRun>> =>
  untimed((await takeWalks(plan, first, { workers }, quiet())).run)

/** Small bounds, whose states a few thousand walks reach. */
export const smallPlan = (runs: number): Plan => ({
  ...{ seed: 'tidemark/new', runs, steps: 120, open: {} },
  asked: question({ bounds: { brokers: 2, records: 2, epochs: 3, faults: { 'process-crash': 1 } } }),
})

/** The share of new states in the next walk. */
export const shareOf = async (plan: Plan): Promise<number> =>
  newInNext((await takeWalks(plan, 0, {}, quiet())).run) ?? -1

/** The result is the same on so many threads as on one: of a plan that holds, and of a plan that fails. */
export const isSameOn = (threads: readonly number[], plan: Plan, withBug: Plan): void => {
  const alone = taken(plan, 1, 5)

  test.each(threads)('have the same result on %i as on one', async (workers) => {
    expect(await taken(plan, workers, 5)).toEqual(await alone)
  })

  const broken = taken(withBug, 1)

  test.each(threads)('find the same failure on %i as on one: the earliest one', async (workers) => {
    expect((await broken).verdict).toBe('broken')
    expect(await taken(withBug, workers)).toEqual(await broken)
  })
}
