/**
 * Random walks on Kafka: what they find from which seeds, and how their failures shrink. What takes longer:
 * walk.long.test.ts; that walks reach every fact: facts.long.test.ts. More seeds: walk.night.test.ts.
 */
import { actionsWithin } from '../../model/action-texts'
import { question, type Differing, type Question } from '../questions/question'
import { everything } from './draw-question'
import { session, type Session } from './session'
import type { Plan } from './plan'
import { areFound, fromSeeds, quickToFind } from './hunting.fixture'

const STEPS = 120
const SLICE = 20_000

const atMessages = (asked: Differing): Question => question({ ...asked, bounds: { ...asked.bounds, grain: 'message' } })

const planFor = (seed: string, asked: Question, open = everything, runs = 1e9): Plan => ({
  ...{ seed, asked, open, runs },
  steps: STEPS,
})

const taken = (plan: Plan, from = 0): Session => {
  const walking = session(plan, from)
  while (walking.advance(SLICE));
  return walking
}

areFound(fromSeeds(quickToFind, 0))

describe('a session of walks', () => {
  const plan = planFor('tidemark/session', atMessages({ settings: { minIsr: 2 } }), everything, 6)

  test('takes the same steps for the same seed', () => {
    const [one, other] = [taken(plan), taken(plan)]
    expect([...one.progress.facts]).toEqual([...other.progress.facts])
    expect(one.progress).toMatchObject({ walks: 6, steps: other.progress.steps })
  })

  test('continues where another one stopped', () => {
    const [whole, first, rest] = [taken(plan), taken({ ...plan, runs: 4 }), taken({ ...plan, runs: 2 }, 4)]
    expect(first.progress.steps + rest.progress.steps).toBe(whole.progress.steps)
  })

  test('ends with the first failure, which breaks its property again in a replay', () => {
    const { found, progress } = taken(
      planFor('tidemark/over', atMessages({ without: ['kip-101'], settings: { minIsr: 2 } })),
    )
    const catalogue = actionsWithin(found?.asked.bounds ?? plan.asked.bounds)
    expect(found?.actions.map((action) => catalogue.encode(action))).toHaveLength(found?.step ?? 0)
    expect(found?.walk).toBe(progress.walks - 1)
  })

  test('can be a thousand steps long', () => {
    expect(taken({ ...plan, runs: 1, steps: 1000 }).progress.steps).toBe(1000)
  })
})
