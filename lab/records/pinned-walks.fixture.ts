/** That a walk on record has found its bug, and not another one that breaks the same property. */
import { inCase } from '../questions/case-schedule'
import { kafkaCase } from '../questions/kafka-case'
import { rerunOf } from '../telling/rerun'
import { failureOf } from '../walking/tally'
import { counterpart } from './pinned'
import { rowOfWalk, takeAgain } from './hunts'
import type { PinnedWalk } from './pinned-walks'

/** A known loss has no version that mends it. */
const isMended = (pinned: PinnedWalk): boolean => counterpart(rowOfWalk(pinned)) !== undefined

export const areOfTheirBug = (walks: readonly PinnedWalk[]): void =>
  test.each(walks.filter(isMended).map((pinned) => [pinned.name, pinned] as const))(
    'the version that mends %s survives the steps of its walk',
    (_, pinned) => {
      const found = takeAgain(pinned)
      const mended = counterpart(rowOfWalk(pinned))
      if (found === undefined || mended === undefined) throw new Error(`no walk finds ${pinned.name}`)
      const { kafka, with: put, without } = mended.question
      const asked = kafkaCase({ ...found.asked, kafka, with: put, without })
      expect(rerunOf(inCase(asked, failureOf(found).schedule)).verdict).not.toBe('still fails')
    },
  )
