import { rng } from '../../explorer/rng'
import { seenBy, type Seen } from '../../explorer/strategies/novelty'
import { remembers, USUAL_STRATEGY, type Strategy } from '../../explorer/strategies/names'
import { drawingBy, returnsBy } from '../../explorer/strategies/strategy'
import { ALL_MARKS, type Mark } from '../../explorer/sampling'
import { walkBy, type Walk } from '../../explorer/walk'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { optionsOf } from '../questions/ask'
import { MARKED_EVERY, markings, marks } from './marks'
import { subjectOf, type Question, type Subject } from '../questions/question'
import { drawQuestion, sizesFor, type Open } from './draw-question'
import type { Known, Walked } from './tally'

/** Many walks, each with its own seed. The seed determines a walk, so each walk can be repeated. */
export interface Plan {
  readonly seed: string
  /** The number of walks, and the maximum number of steps in a schedule. */
  readonly runs: number
  readonly steps: number
  readonly asked: Question
  /** The options that each walk draws at random. */
  readonly open: Open
  /** How walks choose their steps, if not in the usual way. */
  readonly strategy?: Strategy
}

/** A running walk. */
export interface Walker {
  /** Takes up to this many steps. True while there are more steps. */
  advance(steps: number): boolean
  readonly steps: number
  /** The result of the walk at its end. */
  readonly walked: Walked
}

/**
 * Begins a walk of a plan by its number. It depends on seed and number only, and not on earlier walks, unless its strategy
 * remembers.
 */
export const walkers = (plan: Plan): ((number: number, known: Known) => Walker) => {
  const sizes = sizesFor(plan.steps)
  const subjectFor = subjects()
  const marksFor = marks(plan)
  const { strategy = USUAL_STRATEGY } = plan
  const seenAmong = remembers(strategy) ? memoryOf(plan) : undefined
  return (number, known) => {
    const chance = rng(`${plan.seed}/${number}`)
    const question = drawQuestion(plan.asked, plan.open, sizes, chance)
    const { machine, properties } = subjectFor(question)
    const left = properties.filter(({ kind, name }) => kind !== 'reachable' || !known.facts.has(name))
    const { pace } = sizes
    const reach = { steps: plan.steps, returns: returnsBy(strategy, pace) }
    const marked = number % MARKED_EVERY === 0 ? marksFor(question.bounds.brokers, known.below) : undefined
    const seen = seenAmong?.(question.bounds.brokers)
    const draw = drawingBy(strategy, machine, { chance, pace, ...(seen && { seen }) })
    const walking = walkBy(machine, left, draw, chance, reach, marked?.judged)
    return {
      advance: (steps) => walking.advance(steps),
      get steps() {
        return walking.outcome.steps
      },
      get walked() {
        const asked = properties.filter(({ kind, name }) => kind === 'reachable' && !known.asked.has(name))
        const rest = { asked: asked.map(({ name }) => name), ...(marked && { marks: [...marked.met] }) }
        return walkedOf(number, question, walking.outcome, rest)
      },
    }
  }
}

const walkedOf = (
  number: number,
  question: Question,
  { verdict, actions, steps, breaches, facts, healing }: Walk<Action>['outcome'],
  rest: Pick<Walked, 'asked' | 'marks'>,
): Walked => {
  const met = facts.flatMap(({ name, depth }) => (depth === undefined ? [] : [{ name, steps: depth }]))
  const [blamed] = breaches
  const walked = { walk: number, steps, met, ...rest, ...(healing && { healing: { ...healing } }) }
  if (verdict !== 'broken' || blamed === undefined) return walked
  const found = { asked: question, actions, target: blamed.property, walk: number, step: actions.length }
  return { ...walked, found }
}

/** What all walks of a plan have reached, within the largest bounds of so many brokers. */
const memoryOf = (plan: Plan): ((brokers: number) => Seen<World>) => {
  const mark = markings(plan)
  const known = new Set<Mark>()
  return (brokers) => seenBy((state) => mark(brokers)(state, ALL_MARKS), known)
}

/** Caches machines, because many walks draw the same bounds. */
const subjects = (): ((asked: Question) => Subject<World, Action>) => {
  const known = new Map<string, Subject<World, Action>>()
  return (asked) => {
    const key = JSON.stringify(optionsOf(asked))
    const subject = known.get(key) ?? subjectOf(asked)
    known.set(key, subject)
    return subject
  }
}
