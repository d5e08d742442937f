/** Many walks on several threads. More, and the share of new states after them: take-walks.night.test.ts. */
import { isSameOn, planFor, shareOf, smallPlan } from './taking.fixture'

describe('walks on several threads', () => {
  isSameOn([3], planFor(50), planFor(4000, { without: ['kip-101'] }))
})

test('the share of new states falls within small bounds', async () => {
  const [few, many] = [await shareOf(smallPlan(1200)), await shareOf(smallPlan(6000))]
  expect(many).toBeLessThan(few / 2)
})
