/** Random walks on Kafka: what they find, from which seeds, and what is left of it. */
import { actionsWithin } from '../model/action'
import { faults } from '../model/state'
import { facts } from '../properties/facts'
import { bugs } from './bugs'
import type { Pinned } from './pinned'
import { question, numberOf, type Differing, type Question } from './question'
import { shrinkFailure } from './shrink'
import { openable, type Open } from './swarm'
import { session, type Plan, type Session } from './walk'
import { explore } from '../explorer/breadth'
import { subjectOf } from './question'

const everything: Open = Object.fromEntries(openable.map((name) => [name, true]))
const STEPS = 120
const MOST_STEPS = 2_000_000
const SLICE = 20_000

const atMessages = (asked: Differing): Question => question({ ...asked, bounds: { ...asked.bounds, grain: 'message' } })

const planFor = (seed: string, asked: Question, open = everything, runs = 1e9): Plan => ({
  ...{ seed, asked, open, runs },
  steps: STEPS,
})

const taken = (plan: Plan, from = 0, most = MOST_STEPS): Session => {
  const walking = session(plan, from)
  while (walking.advance(SLICE) && walking.progress.steps < most);
  return walking
}

/** What a bug is asked about, in worlds that walks draw. Machines that lose records, and unclean elections, are no whim. */
const planOf = ({ name, question: asked }: Pinned, seed: number): Plan => {
  const isPinned = asked.settings.uncleanElection || asked.bounds.faults['machine-crash'] > 0
  const { faults: _, ...open } = everything
  return planFor(`tidemark/${name}/${seed}`, atMessages(asked), isPinned ? open : everything)
}

const historic = bugs.filter(({ name }) => !name.startsWith('B57'))

describe('walks find, within two million steps,', () => {
  test.each(historic.flatMap((bug) => [0, 1, 2].map((seed) => [bug.name, seed, bug] as const)))(
    '%s from seed %i',
    (_name, seed, bug) => {
      const { found } = taken(planOf(bug, seed))
      expect(found && numberOf(found.target)).toBe(bug.expected.property)
    },
  )
})

describe('what is left of a walk after shrinking', () => {
  const shrinkable = historic.filter(({ name }) => ['B01', 'B03', 'B06'].includes(name))
  test.each(shrinkable.flatMap((bug) => [0, 1, 2].map((seed) => [bug.name, seed, bug] as const)))(
    'of %s from seed %i is the shortest that an exhaustive search finds',
    (_name, seed, { name, question: asked }) => {
      const budgets = Object.fromEntries(faults.map((fault) => [fault, asked.bounds.faults[fault] > 0 ? 3 : 0]))
      const { faults: _, ...open } = everything
      const named = atMessages({ ...asked, bounds: { ...asked.bounds, faults: budgets } })
      const { found } = taken(planFor(`tidemark/${name}/${seed}`, named, open))
      const shrunk = found && shrinkFailure(found)
      const { machine, properties } = subjectOf(atMessages(asked))
      expect(shrunk?.actions).toHaveLength(explore(machine, properties).breach?.actions.length ?? 0)
      expect(shrunk?.target).toBe(found?.target)
    },
  )
})

describe('a session of walks', () => {
  const plan = planFor('tidemark/session', atMessages({ settings: { minIsr: 2 } }), everything, 40)

  test('takes the same steps for the same seed', () => {
    const [one, other] = [taken(plan), taken(plan)]
    expect([...one.progress.facts]).toEqual([...other.progress.facts])
    expect(one.progress).toMatchObject({ walks: 40, steps: other.progress.steps })
  })

  test('goes on where another one stopped', () => {
    const [whole, first, rest] = [taken(plan), taken({ ...plan, runs: 25 }), taken({ ...plan, runs: 15 }, 25)]
    expect(first.progress.steps + rest.progress.steps).toBe(whole.progress.steps)
  })

  test('is over with the first failure, which breaks its property when it is taken again', () => {
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

describe('every interesting thing happens in walks', () => {
  const only = { properties: ['S9'], settings: { minIsr: 2 } } // which nothing breaks, so that walks go on
  const lossy = Object.fromEntries(faults.map((fault) => [fault, 3]))
  const asked: readonly Question[] = [
    atMessages({ settings: { minIsr: 2 } }),
    atMessages({ ...only, kafka: '1.1' }),
    atMessages({ ...only, kafka: '2.1', settings: { minIsr: 2, uncleanElection: true }, bounds: { faults: lossy } }),
  ]
  const met = new Set(
    asked.flatMap((one, index) => {
      const { faults: _, ...open } = everything
      const plan = planFor(`tidemark/facts/${index}`, one, index === 2 ? open : everything, 4000)
      return [...taken(plan).progress.facts.keys()]
    }),
  )

  test('of which there are at least forty', () => expect(facts.length).toBeGreaterThanOrEqual(40))

  test.each(facts.map(({ name }) => name))('%s', (name) => expect(met).toContain(name))
})
