import { marking, type Mark } from '../../explorer/sampling'
import type { World } from '../../properties/history'
import { subjectOf, type Question } from '../questions/question'
import { largestBounds, sizesFor, type Open } from './draw-question'

/**
 * The states of one in this many walks are marked. Marking all walks would take a fifth more time, and marking every
 * tenth 7 %. The share of states that are new after a fortieth of the walks is at least the share that is new after all
 * walks, so the estimate can only be too high.
 */
export const MARKED_EVERY = 40

/** The marks of the sampled states of one walk. */
export interface Marks {
  judged(state: World): void
  readonly met: ReadonlySet<Mark>
}

/** From what walks draw their worlds: a plan has it. */
interface Drawing {
  readonly asked: Question
  readonly open: Open
  readonly steps: number
}

type Marking = ReturnType<typeof marking<World>>

/**
 * How states of the walks of a plan are marked: as states within the largest bounds that walks draw, for the same
 * number of brokers. So equal states within different bounds have the same mark. There are only a few codecs, which are
 * fast after the first walks.
 */
export const marks = (drawing: Drawing): ((brokers: number, below: Mark) => Marks) => {
  const markingAmong = markings(drawing)
  return (brokers, below) => {
    const mark = markingAmong(brokers)
    const met = new Set<Mark>()
    return {
      met,
      judged(state) {
        const made = mark(state, below)
        if (made !== undefined) met.add(made)
      },
    }
  }
}

/** The marking of states among so many brokers. */
export const markings = ({ asked, open, steps }: Drawing): ((brokers: number) => Marking) => {
  const known = new Map<number, Marking>()
  const made = (brokers: number): Marking => {
    const { machine } = subjectOf({ ...asked, bounds: largestBounds(asked, open, sizesFor(steps), brokers) })
    return marking(machine.states, brokers)
  }
  return (brokers) => {
    const mark = known.get(brokers) ?? made(brokers)
    known.set(brokers, mark)
    return mark
  }
}
