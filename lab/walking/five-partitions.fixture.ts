/** Walks through topics of five partitions: few in npm test, more at night. */
import { question, type Question } from '../questions/question'
import { session } from './session'
import { shrinkFailure } from './shrink'
import { failureOf } from './tally'

export const PARTITIONS = 5

export const asked: Question = question({
  kafka: '2.1',
  settings: { minIsr: 2 },
  bounds: {
    ...{ partitions: PARTITIONS, brokers: 2, records: 1, epochs: 1 },
    faults: { 'process-crash': 1, 'isr-shrink': 1, 'controller-failover': 1 },
  },
})

/** `found` and `none`: the walks of 2.1, which fail, and those of the baseline. */
export const walkFivePartitions = (seed: string, found: number, none: number): void =>
  describe('walks through topics of five partitions', () => {
    const faults = { 'process-crash': 2, 'isr-shrink': 2, 'controller-failover': 2, 'repeated-request': 2 }
    const walked = (kafka: string, runs: number): ReturnType<typeof session> => {
      const bounds = {
        ...asked.bounds,
        grain: 'message',
        epochs: 2,
        faults: { ...asked.bounds.faults, ...faults },
      } as const
      const plan = { seed, asked: { ...asked, kafka, bounds }, open: {} }
      const walking = session({ ...plan, runs, steps: 120 })
      while (walking.advance(20_000));
      return walking
    }

    test('of 2.1 find what one partition is enough for', () => {
      const { found: failure } = walked('2.1', found)
      if (failure === undefined) throw new Error('nothing was found')
      const { schedule: small, isShortest } = shrinkFailure(failureOf(failure))
      const { partitions } = small.question.bounds
      expect(failure.asked.bounds.partitions).toBe(PARTITIONS)
      expect({ partitions, steps: small.length, isShortest }).toEqual({ partitions: 1, steps: 7, isShortest: true })
    })

    test('of the baseline find nothing', () => expect(walked('baseline', none).found).toBeUndefined())
  })
