/** The longest walks on several threads, and the share of new states after the most walks. */
import { surviveCrashes } from './mortal.fixture'
import { isSameOn, planFor, shareOf, smallPlan } from './taking.fixture'

describe('walks on several threads', () => {
  isSameOn([2, 3], planFor(203), planFor(4000, { kafka: '2.0.0' }))
  surviveCrashes(120)
})

test('the share of what is new falls within small bounds, and stays high within large ones', async () => {
  const [few, many] = [await shareOf(smallPlan(1200)), await shareOf(smallPlan(16_000))]
  expect(many).toBeLessThan(few / 2)
  expect(await shareOf(planFor(1200))).toBeGreaterThan(0.9)
})
