/**
 * Does the model explain a recorded trace? The set of its states that explain what was seen so far is kept. Between two
 * observations anything may have happened that the world of the trace allows, within limits.
 */
import { readQuestion } from '../../lab/questions/ask'
import { badInput, expected } from '../../lab/questions/bad-input'
import { scopeOf, subjectOf, type Question } from '../../lab/questions/question'
import type { World } from '../../properties/history'
import { compare, type Difference } from '../compare'
import type { Observation } from '../observation'
import { observe } from '../observe'
import { distanceTo } from './distance'
import { explain, withoutTruth, type Explained, type Limits } from './explain'
import type { Seen, Trace } from './trace'
import { valuesIn } from './values'

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

/** The words of a world. What is not among them cannot be observed. */
const WORDS = [
  ...['partitions', 'brokers', 'records', 'epochs', 'leader', 'grain', 'fetch-records', 'faults'],
  ...['controlled-shutdown', 'lag-clock', 'acks', 'min-isr', 'unclean'],
]

/** The question that a trace asks: its own world, of this release. What does not make sense is bad input. */
export const questionOf = ({ head }: Trace, kafka: string): Question => {
  const stray = Object.keys(head.world).find((name) => !WORDS.includes(name))
  if (stray !== undefined) throw badInput(`the world has '${stray}'${expected(stray, WORDS)}`)
  return readQuestion({ ...head.world, kafka, judge: 'any' })
}

/** By one model any number of traces of its world are judged. What traces begin with in common is judged once. */
export const judgeBy = (question: Question, limits: Limits): ((trace: Trace) => Judgement) => {
  const { machine } = subjectOf(question)
  const { bounds } = scopeOf(question)
  const atFirst: readonly World[] = [withoutTruth(machine.initial)]
  const known = new WeakMap<readonly World[], Map<string, Explained>>()
  const next: Next = (states, observation, stopsToCome) => {
    const after = known.get(states) ?? new Map<string, Explained>()
    known.set(states, after)
    const key = `${stopsToCome} ${JSON.stringify(observation)}`
    const goal = { observation, stopsToCome }
    const found = after.get(key) ?? explain(machine, states, distanceTo(goal, bounds), limits)
    after.set(key, found)
    return found
  }
  return (trace) => ({ question, limits, observations: trace.seen.length, ...judged(trace, atFirst, next, limits) })
}

type Next = (states: readonly World[], observation: Observation, stopsToCome: number) => Explained

const judged = (
  { head, seen: all }: Trace,
  atFirst: readonly World[],
  next: Next,
  limits: Limits,
): Omit<Judgement, 'question' | 'limits' | 'observations'> => {
  const done = { explained: 0, values: 0, constraining: 0, states: 0, most: 0 }
  let states = atFirst
  for (const [index, seen] of all.entries()) {
    const found = next(states, seen.observation, stopsAfter(all, index))
    done.states += found.visited
    done.values += valuesIn(seen.observation)
    if (found.constrains) done.constraining++
    if (found.isFull) return { ...done, verdict: 'inconclusive', at: unexplained(seen, found), because: 'states' }
    if (found.states.length === 0) {
      const at = unexplained(seen, found)
      const isJudged = !found.isCut || limits.hidden >= (head.hidden ?? Infinity)
      return isJudged
        ? { ...done, verdict: 'rejected', at }
        : { ...done, verdict: 'inconclusive', at, because: 'hidden' }
    }
    done.explained++
    done.most = Math.max(done.most, found.states.length)
    states = found.states
  }
  return { ...done, verdict: 'accepted' }
}

const unexplained = ({ line, note, observation }: Seen, { nearest }: Explained): Unexplained => {
  const all = nearest.map((state) => compare(observe(state), observation).differences)
  const fewest = all.reduce((least, differences) => Math.min(least, differences.length), Infinity)
  const closest = all.filter(({ length }) => length === fewest)
  return { line, ...(note !== undefined && { note }), nearest: closest.length, differences: closest[0] ?? [] }
}

/** How many processes are seen to end after the observation at this place. */
const stopsAfter = (all: readonly Seen[], place: number): number => {
  let stops = 0
  for (let at = place + 1; at < all.length; at++) {
    const [before, now] = [all[at - 1], all[at]]
    now?.observation.brokers.forEach(({ running }, id) => {
      if (running === false && before?.observation.brokers[id]?.running === true) stops++
    })
  }
  return stops
}
