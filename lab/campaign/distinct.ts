import { isSameCause } from '../../contract/causes'
import { causeIn, type Groups, type Where } from './groups'
import type { Failed, ShrinkResult } from './job'

/** A failure that no other stands for: by its cause, and after shrinking by its fingerprint. */
export interface Distinct {
  readonly failure: Failed
  readonly where: Where
  /** The schedules that broke the same, and the numbers of the questions that they are of. */
  readonly failures: number
  readonly questions: readonly number[]
  /** `search`: a search found it, so it is a shortest one within its bounds. Absent: it is not shrunk yet. */
  readonly shrunk?: 'search' | 'shortest' | 'cut'
}

/** Two causes may turn out to be one when their schedules are shrunk. */
export const distinct = (
  { all }: Groups,
  shrunkOf: (failure: Failed) => ShrinkResult | undefined,
): readonly Distinct[] => {
  const found: Distinct[] = []
  for (const { first, where, failures, questions } of all) {
    const result = where.by === 'walk' ? shrunkOf(first) : undefined
    const failure = result?.failure ?? first
    const cause = causeIn(failure)
    const index = found.findIndex((one) => isSameCause(causeIn(one.failure), cause))
    const same = found[index]
    if (same !== undefined)
      found[index] = {
        ...same,
        failures: same.failures + failures,
        questions: [...new Set([...same.questions, ...questions])].sort((one, other) => one - other),
      }
    else found.push({ failure, where, failures, questions, ...howShrunk(where, result) })
  }
  return found
}

const howShrunk = ({ by }: Where, result: ShrinkResult | undefined): Pick<Distinct, 'shrunk'> => {
  if (by === 'search') return { shrunk: 'search' }
  return result === undefined ? {} : { shrunk: result.isShortest ? 'shortest' : 'cut' }
}
