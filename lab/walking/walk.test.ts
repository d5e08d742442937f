/** Random walks on Kafka: what they find from which seeds, and how their failures shrink. */
import { actionsWithin } from '../../model/action-texts'
import { facts } from '../../properties/facts'
import { factPlans, metOn } from '../records/fact-walks'
import { hunt, hunted, shrinkHunted, shrunk } from '../records/hunts'
import type { Pinned } from '../records/pinned'
import { question, numberOf, type Differing, type Question } from '../questions/question'
import { everything } from './draw-question'
import { session, type Session } from './session'
import type { Plan } from './plan'

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

const fromThreeSeeds = (bugs: readonly Pinned[]): readonly (readonly [string, number, Pinned])[] =>
  bugs.flatMap((bug) => [0, 1, 2].map((seed) => [bug.name, seed, bug] as const))

describe('walks find, within two million steps,', () => {
  test.each(fromThreeSeeds(hunted))('%s from seed %i', (_name, seed, bug) => {
    const { found } = hunt(bug, seed)
    expect(found && numberOf(found.target)).toBe(bug.expected.property)
  })
})

describe('the schedule of a walk after shrinking', () => {
  test.each(fromThreeSeeds(shrunk))(
    'of %s from seed %i is the shortest that an exhaustive search finds',
    (_name, seed, bug) => {
      const shrinking = shrinkHunted(bug, seed)
      expect(shrinking?.to).toBe(shrinking?.shortest)
      expect(shrinking?.targets[1]).toBe(shrinking?.targets[0])
    },
  )
})

test('a failure that needs a long search to shrink is also shrunk to the shortest', () => {
  const bug = shrunk.find(({ name }) => name === 'B01')
  const shrinking = bug && shrinkHunted(bug, 9)
  expect(shrinking).toMatchObject({ from: 63, to: 14, shortest: 14 })
})

describe('a session of walks', () => {
  const plan = planFor('tidemark/session', atMessages({ settings: { minIsr: 2 } }), everything, 40)

  test('takes the same steps for the same seed', () => {
    const [one, other] = [taken(plan), taken(plan)]
    expect([...one.progress.facts]).toEqual([...other.progress.facts])
    expect(one.progress).toMatchObject({ walks: 40, steps: other.progress.steps })
  })

  test('continues where another one stopped', () => {
    const [whole, first, rest] = [taken(plan), taken({ ...plan, runs: 25 }), taken({ ...plan, runs: 15 }, 25)]
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

  test('can be ten thousand steps long', () => {
    const long = session({ ...plan, runs: 1, steps: 10_000 })
    while (long.advance(SLICE));
    expect(long.progress.steps).toBe(10_000)
  })
})

describe('walks reach every fact', () => {
  const met = new Set(factPlans.flatMap(metOn))

  test('of which there are at least forty', () => expect(facts.length).toBeGreaterThanOrEqual(40))

  test.each(facts.map(({ name }) => name))('%s', (name) => expect(met).toContain(name))
})
