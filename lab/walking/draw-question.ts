import type { Rng } from '../../explorer/rng'
import { briskly, type Pace } from '../../explorer/swarm'
import type { Bounds } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import { isOfOtherEra } from '../questions/ask-kraft'
import { isOfLiveness, type Question } from '../questions/question'

/** The options that a walk draws at random if the question leaves them open. */
export const openable = ['brokers', 'records', 'epochs', 'leader', 'faults'] as const

export type Open = Partial<Record<(typeof openable)[number], true>>

/** A walk that draws all of these options. */
export const everything: Open = Object.fromEntries(openable.map((name) => [name, true]))

/** The largest bounds that walks draw, and the largest budget of each fault. */
export interface Sizes {
  readonly brokers: readonly number[]
  readonly records: readonly number[]
  readonly epochs: readonly number[]
  readonly budget: number
  readonly pace: Pace
}

const SMALL: Sizes = { brokers: [2, 3, 3, 3, 3], records: [2, 3, 4], epochs: [3, 4, 6], budget: 3, pace: briskly }

/** The length from which on a walk can use large bounds. */
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
const MOST_BROKERS = 5

/** Every controller has its own channel to every broker, so there are never many controllers. */
const MOST_CONTROLLERS = 9

/**
 * The question of one walk. Open options are drawn. Weights then determine which faults happen and how often; the
 * budgets only limit the share of faults in a walk. Machine crashes are drawn only if the question asks for them,
 * because one of them is enough to break a property for which Kafka makes no promise. If the question is about the end,
 * more leader epochs are drawn and no LeaderAndIsr is lost for good, so that more can be concluded. Where replicas move, it is said
 * from which broker to which, so brokers and leader are not drawn.
 */
export const drawQuestion = (asked: Question, open: Open, sizes: Sizes, chance: Rng): Question => {
  const pick = (numbers: readonly number[]): number => numbers[chance.below(numbers.length)] ?? 0
  const drawn = { brokers: pick(sizes.brokers), records: pick(sizes.records), epochs: pick(sizes.epochs) }
  const { bounds, settings } = asked
  const isOfTheEnd = isAboutTheEnd(asked)
  const isMoving = bounds.reassign !== undefined
  const brokers =
    open.brokers && !isMoving ? Math.max(drawn.brokers, Math.min(settings.minIsr, MOST_BROKERS)) : bounds.brokers
  const chosen: Bounds = {
    ...bounds,
    brokers,
    records: open.records ? drawn.records : bounds.records,
    epochs: open.epochs ? drawn.epochs * (isOfTheEnd ? MORE_EPOCHS : 1) : bounds.epochs,
    leader: open.leader && !isMoving ? chance.below(brokers) : bounds.leader,
    faults: open.faults ? budgets(sizes.budget, asked) : bounds.faults,
  }
  return { ...asked, bounds: chosen }
}

/** The largest bounds that walks draw among so many brokers. */
export const largestBounds = (asked: Question, open: Open, sizes: Sizes, brokers: number): Bounds => ({
  ...{ ...asked.bounds, brokers, leader: 0 },
  records: open.records ? Math.max(...sizes.records) : asked.bounds.records,
  epochs: open.epochs ? Math.max(...sizes.epochs) * (isAboutTheEnd(asked) ? MORE_EPOCHS : 1) : asked.bounds.epochs,
  faults: open.faults ? budgets(sizes.budget, asked) : asked.bounds.faults,
})

/** Some property is about what becomes of a cluster in the end. */
const isAboutTheEnd = ({ properties }: Question): boolean => properties.some(isOfLiveness)

/** A cluster without leader epochs cannot heal, and nothing is concluded about it (properties/liveness.ts). */
const MORE_EPOCHS = 4

const budgets = (budget: number, asked: Question): Bounds['faults'] => {
  const isLeftOut = (fault: Fault): boolean =>
    isOfOtherEra(fault, asked.bounds) ||
    (isAboutTheEnd(asked) && fault === 'lost-request') ||
    (asked.bounds.kraft !== undefined && fault === 'controller-failover')
  return Object.fromEntries(
    faults.map((fault) => [fault, isLeftOut(fault) ? 0 : budgetOf(fault, budget)]),
  ) as Bounds['faults']
}

/**
 * Faults that are not drawn. Losing records breaks what was never promised; lost answers of ZooKeeper are found without
 * walks; a broker is hardly ever cut off from ZooKeeper only, or from the controller only. Faults of files happen only where
 * the log on disk is modelled, and to those who ask for them. So does what the controllers of KRaft lose: a failover makes two steps of each
 * change, and a loss breaks what was never promised. What is late on a connection breaks most releases. Log directories go with neither
 * replicas that move nor the log on disk, and Kafka's own classes do not step them.
 */
const UNDRAWN: readonly Fault[] = [
  'machine-crash',
  'late-fetch',
  'late-read',
  'lost-zk-answer',
  'cut-off-zookeeper',
  'cut-off-controller',
  'id-taken-over',
  'disk-loss',
  'io-error',
  'lost-checkpoint',
  'crash-while-loading',
  'quorum-loss',
  'directory-failure',
  'directory-move',
]

const budgetOf = (fault: Fault, budget: number): number => {
  if (UNDRAWN.includes(fault)) return 0
  return fault === 'controller-failover' ? Math.min(budget, MOST_CONTROLLERS) : budget
}
