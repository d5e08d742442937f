import { hunt, rowOfWalk } from './hunts'
import { pinnedWalks, unfound } from './pinned-walks'

test.each(pinnedWalks.map((pinned) => [pinned.name, pinned] as const))(
  'walks find %s in so many steps, and no walk before finds it',
  (_, pinned) => {
    const { steps, found } = hunt(rowOfWalk(pinned), pinned.seed)
    expect({ steps, walk: found?.walk, step: found?.step }).toEqual({
      ...{ steps: pinned.steps, walk: pinned.walk, step: pinned.step },
    })
  },
)

test.each(unfound.map(({ name, seed, steps }) => [name, seed, steps] as const))(
  'no walk finds %s from seed %i in %i steps',
  (name, seed, most) => {
    const { steps, found } = hunt(rowOfWalk({ name }), seed)
    expect({ found, isFar: steps >= most }).toEqual({ found: undefined, isFar: true })
  },
)
