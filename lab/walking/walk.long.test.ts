/** Long walks: the bugs that are slow to find, or slow to shrink, and one walk of many steps. The slowest: walk.night.test.ts. */
import { question } from '../questions/question'
import { everything } from './draw-question'
import { areFound, areShrunk, fromSeeds, quickToShrink, slowToFind } from './hunting.fixture'
import { session } from './session'

areFound(fromSeeds(slowToFind, 0))
areShrunk(fromSeeds(quickToShrink, 0))

test('a session of walks can be ten thousand steps long', () => {
  const asked = question({ settings: { minIsr: 2 }, bounds: { grain: 'message' } })
  const long = session({ ...{ seed: 'tidemark/session', open: everything, runs: 1, steps: 10_000 }, asked })
  long.advance(Infinity)
  expect(long.progress.steps).toBe(10_000)
})
