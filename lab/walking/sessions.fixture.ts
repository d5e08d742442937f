/** Sessions of walks: few walks in npm test, more at night. */
import { question, type Differing, type Question } from '../questions/question'
import { everything } from './draw-question'
import type { Plan } from './plan'
import { session, type Session } from './session'

const STEPS = 120
const SLICE = 20_000

export const atMessages = (asked: Differing): Question =>
  question({ ...asked, bounds: { ...asked.bounds, grain: 'message' } })

export const planFor = (seed: string, asked: Question, open = everything, runs = 1e9): Plan => ({
  ...{ seed, asked, open, runs },
  steps: STEPS,
})

export const taken = (plan: Plan, from = 0): Session => {
  const walking = session(plan, from)
  while (walking.advance(SLICE));
  return walking
}

export const sessionOf = (walks: number): Plan =>
  planFor('tidemark/session', atMessages({ settings: { minIsr: 2 } }), everything, walks)

/** A session of so many walks has the same steps each time, and in two parts. */
export const isRepeated = (walks: number): void => {
  const plan = sessionOf(walks)
  const rest = Math.floor(walks / 3)

  test('takes the same steps for the same seed', () => {
    const [one, other] = [taken(plan), taken(plan)]
    expect([...one.progress.facts]).toEqual([...other.progress.facts])
    expect(one.progress).toMatchObject({ walks, steps: other.progress.steps })
  })

  test('continues where another one stopped', () => {
    const first = taken({ ...plan, runs: walks - rest })
    const last = taken({ ...plan, runs: rest }, walks - rest)
    expect(first.progress.steps + last.progress.steps).toBe(taken(plan).progress.steps)
  })
}
