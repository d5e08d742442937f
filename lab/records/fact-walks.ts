import { faults } from '../../model/state'
import { question, type Differing } from '../questions/question'
import { everything, type Open } from '../walking/draw-question'
import { session } from '../walking/session'
import type { Plan } from '../walking/plan'

const STEPS = 120
const WALKS = 4000

const { faults: _, ...allButFaults } = everything

const planOf = (index: number, open: Open, asked: Differing): Plan => ({
  seed: `tidemark/facts/${index}b`,
  asked: question({
    ...asked,
    settings: { minIsr: 2, ...asked.settings },
    bounds: { ...asked.bounds, grain: 'message' },
  }),
  ...{ open, runs: WALKS, steps: STEPS },
})

/** No walk breaks S9, so the walks do not stop early. */
const only = { properties: ['S9'] } as const

/**
 * Walks that reach every fact: while replicas move, in the newest protocol, in an older one, with faults that lose records, and where time
 * passes and a leader does not find the ISR that it has written.
 */
export const factPlans: readonly Plan[] = [
  {
    ...{ seed: 'tidemark/facts/moving', open: {}, runs: WALKS, steps: STEPS },
    asked: question({
      ...{ ...only, without: ['kip-570', 'hypothetical-old-replicas-count'] },
      bounds: {
        ...{ brokers: 3, records: 2, epochs: 8, reassign: { replicas: [0, 1], moves: [[0], [0, 1], [1, 2]] } },
        faults: { 'repeated-request': 2, 'process-crash': 2 },
      },
    }),
  },
  planOf(0, everything, {}),
  planOf(1, everything, { ...only, kafka: '1.1', bounds: { fetchRecords: 2 } }),
  planOf(2, allButFaults, {
    ...{ ...only, kafka: '2.1', settings: { uncleanElection: true } },
    bounds: {
      faults: Object.fromEntries(faults.filter((fault) => !fault.startsWith('late-')).map((fault) => [fault, 3])),
    },
  }),
  planOf(
    3,
    {},
    {
      ...{ ...only, kafka: '2.1', without: ['kafka-1382'], settings: { minIsr: 1 } },
      bounds: {
        ...{ brokers: 2, records: 4, epochs: 1 },
        lagClock: true,
        faults: { 'isr-shrink': 3, 'lost-zk-answer': 3 },
      },
    },
  ),
]

/** The same with KRaft: everything in the newest release, what an unclean election leaves, and replicas that move. */
export const kraftFactPlans: readonly Plan[] = [
  planOf(4, everything, { ...only, kafka: '4.3', bounds: { kraft: { metadataLag: 3, elr: true } } }),
  planOf(5, everything, { ...only, kafka: '4.3', settings: { minIsr: 1, uncleanElection: true } }),
  {
    ...{ seed: 'tidemark/facts/moving-with-kraft', open: {}, runs: WALKS, steps: STEPS },
    asked: question({
      ...{ ...only, kafka: '4.3', settings: { minIsr: 2 } },
      bounds: {
        ...{ brokers: 3, records: 2, epochs: 8, reassign: { replicas: [0, 1], moves: [[1], [0, 1], [1, 2]] } },
        ...{
          kraft: { metadataLag: 2, elr: true },
          faults: { 'process-crash': 2, 'clean-shutdown': 2, 'isr-shrink': 2 },
        },
      },
    }),
  },
]

/** The number of steps of each plan in its turn. */
const SLICE = 5000

/**
 * The names of the facts that these walks reach. The plans take turns, and end as soon as all wanted facts are reached.
 */
export const metOn = (plans: readonly Plan[], wanted: readonly string[]): ReadonlySet<string> => {
  const met = new Set<string>()
  let walking = plans.map((plan) => session(plan))
  while (walking.length > 0 && !wanted.every((name) => met.has(name))) {
    walking = walking.filter((one) => {
      const goesOn = one.advance(SLICE)
      for (const name of one.progress.facts.keys()) met.add(name)
      return goesOn
    })
  }
  return met
}
