/** The walks beside Kafka's own classes in which mutants are looked for. It loads the model. */
import { question } from '../../lab/questions/question'
import { everything } from '../../lab/walking/draw-question'
import type { RealPlan } from '../../conformance/real-walk'

/** The release whose classes are stepped. */
export const RELEASE = '2.1.1'

export const planOf = (runs: number): RealPlan => ({
  ...{ seed: 'tidemark', first: 0, runs, steps: 40, open: everything },
  asked: question({ kafka: RELEASE, settings: { minIsr: 2 }, bounds: { grain: 'message' } }),
})
