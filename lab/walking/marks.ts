import { marking, type Mark } from '../../explorer/sampling'
import type { World } from '../../properties/history'
import { subjectOf, type Question } from '../questions/question'
import { largestBounds, sizesFor, type Open } from './draw-question'

/**
 * Of so many walks the states of one are marked: to mark those of all would take walks a fifth longer, and those of every tenth 7 %. What is new to a walk after
 * a fortieth of the others is at least what is new to it after all of them, so the estimate can only be too high.
 */
export const MARKED_EVERY = 40

/** The marks of the sampled states that one walk judges. */
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
 * How states of the walks of a plan are marked: as states of the largest world that these draw, among as many brokers. So
 * what two worlds have in common counts as the same. And there are only a few codecs, which are fast after the first walks.
 */
export const marks = ({ asked, open, steps }: Drawing): ((brokers: number, below: Mark) => Marks) => {
  const known = new Map<number, Marking>()
  const markingAmong = (brokers: number): Marking => {
    const { machine } = subjectOf({ ...asked, bounds: largestBounds(asked, open, sizesFor(steps), brokers) })
    return marking(machine.states, brokers)
  }
  return (brokers, below) => {
    const mark = known.get(brokers) ?? markingAmong(brokers)
    known.set(brokers, mark)
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
