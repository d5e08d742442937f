import { huntAgain } from './hunts'
import { areOfTheirBug } from './pinned-walks.fixture'
import { pinnedWalks, unfound } from './pinned-walks'

test.each(pinnedWalks.map((pinned) => [pinned.name, pinned] as const))(
  'walks find %s in so many steps, and no walk before finds it',
  (_, pinned) => {
    const { steps, found } = huntAgain(pinned)
    expect({ steps, walk: found?.walk, step: found?.step }).toEqual({
      ...{ steps: pinned.steps, walk: pinned.walk, step: pinned.step },
    })
  },
)

test.each(unfound.map((one) => [one.name, one.seed, one] as const))(
  'no walk finds %s from seed %i',
  (_, _seed, one) => {
    const { steps, found } = huntAgain(one)
    expect({ found, isFar: steps >= one.steps }).toEqual({ found: undefined, isFar: true })
  },
)

areOfTheirBug(pinnedWalks)
