/**
 * A few of the walks on record. All of them, with all walks before them: pinned-walks.night.test.ts. The commands that take them again:
 * cli/track-page.test.ts.
 */
import { numberOf } from '../questions/question'
import { rowOfWalk, takeAgain } from './hunts'
import { areOfTheirBug } from './pinned-walks.fixture'
import { pinnedWalks } from './pinned-walks'

const few = pinnedWalks.filter(({ name }) => ['B16', 'B57-kraft', 'B69-lost'].includes(name))

test.each(few.map((pinned) => [pinned.name, pinned] as const))('a walk finds %s', (_, pinned) => {
  const found = takeAgain(pinned)
  expect(found && { walk: found.walk, step: found.step, property: numberOf(found.target) }).toEqual({
    ...{ walk: pinned.walk, step: pinned.step },
    property: rowOfWalk(pinned).expected.property,
  })
})

areOfTheirBug(few)
