/** Commands of docs/track-record.md that are walks, really run. One that is a search: track-page.long.test.ts. */
import { numberOf } from '../lab/questions/question'
import { rowOfWalk } from '../lab/records/hunts'
import { pinnedWalks } from '../lab/records/pinned-walks'
import { EXIT } from './exit'
import { tidemark } from './harness'
import { walkCommand } from './walk-command'

const walks = pinnedWalks.filter(({ name }) => ['B20', 'B69-lost'].includes(name))

test.each(walks.map((pinned) => [pinned.name, pinned] as const))(
  'the walk that found %s is taken again by its command, and finds it',
  async (_, pinned) => {
    const { code, out } = await tidemark(`${walkCommand(pinned)} --json --untimed`)
    expect(code).toBe(EXIT.broken)
    const { property, found } = JSON.parse(out) as {
      readonly property: string
      readonly found: { readonly walk: number; readonly steps: number }
    }
    expect({ property: numberOf(property), walk: found.walk, step: found.steps }).toEqual({
      property: rowOfWalk(pinned).expected.property,
      ...{ walk: pinned.walk, step: pinned.step },
    })
  },
)
