import { hunt, rowOfWalk } from './hunts'
import { pinnedWalks } from './pinned-walks'

test.each(pinnedWalks.map((pinned) => [pinned.name, pinned] as const))(
  'walks find %s in so many steps, and no walk before finds it',
  (_, pinned) => {
    const { steps, found } = hunt(rowOfWalk(pinned), pinned.seed)
    expect({ steps, walk: found?.walk, step: found?.step }).toEqual({
      ...{ steps: pinned.steps, walk: pinned.walk, step: pinned.step },
    })
  },
)
