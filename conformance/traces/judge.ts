/**
 * Does the model explain a recorded trace? The set of its states that explain what was seen so far is kept. Between two
 * observations anything may have happened that the world of the trace allows, within limits.
 */
import { readQuestion } from '../../lab/questions/ask'
import { scopeOf, subjectOf, type Question } from '../../lab/questions/question'
import type { World } from '../../properties/history'
import { compare, type Difference } from '../compare'
import { observe } from '../observe'
import { distanceTo } from './distance'
import { explain, withoutTruth, type Explained, type Limits } from './explain'
import type { Seen, Trace } from './trace'

export interface Judgement {
  readonly verdict: 'accepted' | 'rejected' | 'inconclusive'
  readonly question: Question
  readonly limits: Limits
  /** The observations of the trace, and those that are explained. */
  readonly observations: number
  readonly explained: number
  /** Values in the observations that are explained, and in the one that is not. */
  readonly values: number
  /** The observations that ruled out at least one state which the steps before them could have led to. */
  readonly constraining: number
  /** The states that were looked at, and the most that explained one observation. */
  readonly states: number
  readonly most: number
  /** The first observation that nothing explains, or to which the search did not get. */
  readonly at?: Unexplained
  /** What was not judged. */
  readonly because?: 'hidden' | 'states'
}

export interface Unexplained {
  readonly line: number
  readonly note?: string
  /** The states that come nearest, and how one of them differs: the one with the fewest differences. */
  readonly nearest: number
  readonly differences: readonly Difference[]
}

/** The question that a trace asks: its own world, of this release. */
export const questionOf = ({ head }: Trace, kafka: string): Question =>
  readQuestion({ ...head.world, kafka, judge: 'any' })

export const judge = (trace: Trace, question: Question, limits: Limits): Judgement => {
  const { machine } = subjectOf(question)
  const { bounds } = scopeOf(question)
  const done = { explained: 0, values: 0, constraining: 0, states: 0, most: 0 }
  const told = { question, limits, observations: trace.seen.length }
  let states: readonly World[] = [withoutTruth(machine.initial)]
  for (const seen of trace.seen) {
    const found = explain(machine, states, distanceTo(seen.observation, bounds), limits)
    done.states += found.visited
    done.values += valuesIn(seen.observation)
    if (found.constrains) done.constraining++
    if (found.isFull)
      return { ...told, ...done, verdict: 'inconclusive', at: unexplained(seen, found), because: 'states' }
    if (found.states.length === 0) {
      const isJudged = !found.isCut || limits.hidden >= (trace.head.hidden ?? Infinity)
      const verdict = isJudged ? 'rejected' : 'inconclusive'
      return {
        ...told,
        ...done,
        verdict,
        at: unexplained(seen, found),
        ...(!isJudged && { because: 'hidden' as const }),
      }
    }
    done.explained++
    done.most = Math.max(done.most, found.states.length)
    states = found.states
  }
  return { ...told, ...done, verdict: 'accepted' }
}

const unexplained = ({ line, note, observation }: Seen, { nearest }: Explained): Unexplained => {
  const all = nearest.map((state) => compare(observe(state), observation).differences)
  const fewest = all.reduce((least, differences) => Math.min(least, differences.length), Infinity)
  const closest = all.filter(({ length }) => length === fewest)
  return { line, ...(note !== undefined && { note }), nearest: closest.length, differences: closest[0] ?? [] }
}

/** Single values. */
const valuesIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, one) => sum + valuesIn(one), 0)
}
