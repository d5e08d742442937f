/** Many walks on several threads, and the share of new states after many of them. More: take-walks.night.test.ts. */
import { isSameOn, planFor, shareOf, smallPlan } from './taking.fixture'

describe('walks on several threads', () => {
  isSameOn([3], planFor(100), planFor(4000, { kafka: '1.1' }))
})

test('the share of new states falls far within small bounds', async () => {
  const [few, many] = [await shareOf(smallPlan(1200)), await shareOf(smallPlan(16_000))]
  expect(many).toBeLessThan(few / 4)
})
