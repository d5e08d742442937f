/** Long walks: bugs from other seeds, failures that need a long search to shrink, and one walk of many steps. */
import { hunted, shrinkHunted, shrunk } from '../records/hunts'
import { question } from '../questions/question'
import { everything } from './draw-question'
import { areFound, areShrunk, fromOtherSeeds, QUICK_SEEDS, quickToShrink } from './hunting.fixture'
import { session } from './session'

const slowToShrink = shrunk
  .filter((bug) => !quickToShrink.includes(bug))
  .map((bug) => [bug.name, QUICK_SEEDS[bug.name] ?? 0, bug] as const)

areFound(fromOtherSeeds(hunted))
areShrunk([...fromOtherSeeds(shrunk), ...slowToShrink])

test('a failure that needs a long search to shrink is also shrunk to the shortest', () => {
  const bug = shrunk.find(({ name }) => name === 'B01')
  const shrinking = bug && shrinkHunted(bug, 8)
  expect(shrinking).toMatchObject({ from: 37, to: 14, shortest: 14 })
})

test('a session of walks can be ten thousand steps long', () => {
  const asked = question({ settings: { minIsr: 2 }, bounds: { grain: 'message' } })
  const long = session({ ...{ seed: 'tidemark/session', open: everything, runs: 1, steps: 10_000 }, asked })
  long.advance(Infinity)
  expect(long.progress.steps).toBe(10_000)
})
