/** Many walks on several threads. More, and the share of new states after them: take-walks.night.test.ts. */
import { takeWalks } from './take-walks'
import { isSameOn, planFor, quiet, shareOf, smallPlan, taken, untimed } from './taking.fixture'

describe('walks on several threads', () => {
  isSameOn([3], planFor(20), planFor(4000, { without: ['kip-101'] }))

  test('are added without a gap if they are interrupted', async () => {
    let looks = 0
    const { run: cut } = await takeWalks(
      planFor(1e6),
      0,
      { workers: 2 },
      quiet(() => ++looks > 5),
    )
    expect(cut.stopped).toBe('interrupt')
    const { stopped: _, ...before } = untimed(cut)
    expect(before).toEqual(await taken(planFor(cut.walks), 1))
  })
})

test('the share of new states falls within small bounds', async () => {
  const [few, many] = [await shareOf(smallPlan(200)), await shareOf(smallPlan(1000))]
  expect(many).toBeLessThan(few / 2)
})
