/** The longest walks: longer sessions, the slowest bugs, all bugs from two more seeds, and failures that need a long search to shrink. */
import { hunted, shrinkHunted, shrunk } from '../records/hunts'
import { areFound, areShrunk, fromSeeds, quickToShrink, slowestToFind } from './hunting.fixture'
import { isRepeated } from './sessions.fixture'

const slowToShrink = shrunk.filter((bug) => !quickToShrink.includes(bug))

areFound([...fromSeeds(slowestToFind, 0), ...fromSeeds(hunted, 1), ...fromSeeds(hunted, 2)])
areShrunk([
  ...fromSeeds(quickToShrink, 1),
  ...fromSeeds(quickToShrink, 2),
  ...fromSeeds(slowToShrink, 0),
  ...fromSeeds(slowToShrink, 1),
  ...fromSeeds(slowToShrink, 2),
])

describe('a session of walks', () => isRepeated(12))

test('a failure that needs a long search to shrink is also shrunk to the shortest', () => {
  const bug = shrunk.find(({ name }) => name === 'B01')
  const shrinking = bug && shrinkHunted(bug, 8)
  expect(shrinking).toMatchObject({ from: 61, to: 18, shortest: 18 })
})
