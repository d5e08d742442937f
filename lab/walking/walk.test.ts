/**
 * Random walks on Kafka: what they find from which seeds, and how their failures shrink. What takes longer:
 * walk.long.test.ts; that walks reach every fact: facts.long.test.ts. More seeds: walk.night.test.ts.
 */
import { actionsWithin } from '../../model/action-texts'
import { areFound, fromSeeds, quickToFind } from './hunting.fixture'
import { atMessages, isRepeated, planFor, sessionOf, taken } from './sessions.fixture'

areFound(fromSeeds(quickToFind, 0))

describe('a session of walks', () => {
  const plan = sessionOf(1)

  isRepeated(6)

  test('ends with the first failure, which breaks its property again in a replay', () => {
    const { found, progress } = taken(
      planFor('tidemark/over', atMessages({ without: ['kip-101'], settings: { minIsr: 2 } })),
    )
    const catalogue = actionsWithin(found?.asked.bounds ?? plan.asked.bounds)
    expect(found?.actions.map((action) => catalogue.encode(action))).toHaveLength(found?.step ?? 0)
    expect(found?.walk).toBe(progress.walks - 1)
  })

  test('can be a thousand steps long', () => {
    expect(taken({ ...plan, steps: 1000 }).progress.steps).toBe(1000)
  })
})
