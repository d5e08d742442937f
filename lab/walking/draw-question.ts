import type { Rng } from '../../explorer/rng'
import { briskly, type Pace } from '../../explorer/swarm'
import type { Bounds } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import type { Question } from '../questions/question'

/** What a walk chooses for itself where the question leaves it open, by the names of the options. */
export const openable = ['brokers', 'records', 'epochs', 'leader', 'faults'] as const

export type Open = Partial<Record<(typeof openable)[number], true>>

/** A walk that chooses all there is to choose. */
export const everything: Open = Object.fromEntries(openable.map((name) => [name, true]))

/** How large the worlds are that walks draw, and how often each harm may be done in one. */
export interface Sizes {
  readonly brokers: readonly number[]
  readonly records: readonly number[]
  readonly epochs: readonly number[]
  readonly budget: number
  readonly pace: Pace
}

const SMALL: Sizes = { brokers: [2, 3, 3, 3, 3], records: [2, 3, 4], epochs: [3, 4, 6], budget: 3, pace: briskly }

/** Steps from which on a walk is long enough for a large world. */
const MANY_STEPS = 1000

export const sizesFor = (steps: number): Sizes => {
  if (steps < MANY_STEPS) return SMALL
  const pace = {
    harmEvery: Math.max(4, steps >> 9),
    workEvery: Math.ceil(steps / MOST_RECORDS),
    isPatient: true,
    returns: 0,
  }
  return { brokers: [2, 3, 3, 4, 5], records: [MOST_RECORDS], epochs: [64, 128, 256], budget: 60, pace }
}

const MOST_RECORDS = 26

/** Every controller has channels of its own to every broker, so there are never many. */
const MOST_CONTROLLERS = 9

/**
 * The question of one walk: what is open is drawn. Which harms then happen, and how often, is drawn by their weights; the
 * budgets only keep a walk from doing nothing else. Two are drawn only where they are asked for: machines that lose records,
 * because one is enough to break what was never promised; and answers of ZooKeeper that are lost, because one is enough to break
 * every release before 2.7.
 */
export const drawQuestion = (asked: Question, open: Open, sizes: Sizes, chance: Rng): Question => {
  const pick = (numbers: readonly number[]): number => numbers[chance.below(numbers.length)] ?? 0
  const drawn = { brokers: pick(sizes.brokers), records: pick(sizes.records), epochs: pick(sizes.epochs) }
  const { bounds, settings } = asked
  const brokers = open.brokers ? Math.max(drawn.brokers, settings.minIsr) : bounds.brokers
  const chosen: Bounds = {
    ...bounds,
    brokers,
    records: open.records ? drawn.records : bounds.records,
    epochs: open.epochs ? drawn.epochs : bounds.epochs,
    leader: open.leader ? chance.below(brokers) : bounds.leader,
    faults: open.faults ? budgets(sizes.budget) : bounds.faults,
  }
  return { ...asked, bounds: chosen }
}

/** The largest bounds that walks draw among so many brokers. */
export const largestBounds = ({ bounds }: Question, open: Open, sizes: Sizes, brokers: number): Bounds => ({
  ...{ ...bounds, brokers, leader: 0 },
  records: open.records ? Math.max(...sizes.records) : bounds.records,
  epochs: open.epochs ? Math.max(...sizes.epochs) : bounds.epochs,
  faults: open.faults ? budgets(sizes.budget) : bounds.faults,
})

const budgets = (budget: number): Bounds['faults'] =>
  Object.fromEntries(faults.map((fault) => [fault, budgetOf(fault, budget)])) as Bounds['faults']

const budgetOf = (fault: Fault, budget: number): number => {
  if (fault === 'machine-crash' || fault === 'lost-zk-answer') return 0
  return fault === 'controller-failover' ? Math.min(budget, MOST_CONTROLLERS) : budget
}
