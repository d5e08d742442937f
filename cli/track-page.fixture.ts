/** The commands of docs/track-record.md that take a walk on record again. */
import { rowOfWalk } from '../lab/records/hunts'
import type { PinnedWalk } from '../lab/records/pinned-walks'
import { numberOf } from '../lab/questions/question'
import { EXIT } from './exit'
import { tidemark } from './harness'
import { walkCommand } from './walk-command'

export const areTakenAgain = (walks: readonly PinnedWalk[]): void =>
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
