/** Many walks on several threads, and the share of new states after many of them. */
import { planFor, shareOf, smallPlan, taken } from './taking.fixture'

describe('walks on several threads', () => {
  const plan = planFor(203)
  const alone = taken(plan, 1, 5)

  test.each([2, 3])('have the same result on %i as on one', async (workers) => {
    expect(await taken(plan, workers, 5)).toEqual(await alone)
  })

  const withBug = planFor(4000, { kafka: '2.0.0' })
  const broken = taken(withBug, 1)

  test.each([2, 3])('find the same failure on %i as on one: the earliest one', async (workers) => {
    expect((await broken).verdict).toBe('broken')
    expect(await taken(withBug, workers)).toEqual(await broken)
  })
})

test('the share of what is new falls within small bounds, and stays high within large ones', async () => {
  const [few, many] = [await shareOf(smallPlan(1200)), await shareOf(smallPlan(16_000))]
  expect(many).toBeLessThan(few / 2)
  expect(await shareOf(planFor(1200))).toBeGreaterThan(0.9)
})
