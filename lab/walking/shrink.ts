import { schedule, type Schedule } from '../../contract/schedule'
import { retake } from '../../explorer/replay'
import { deleteAndLower, searchShorter, shortest, type Effort, type Failing } from '../../explorer/shrink'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { statesOf } from '../../model/coordinator/coordinator'
import type { Cluster } from '../../model/state'
import type { World } from '../../properties/history'
import { isOfLiveness, propertiesOf, subjectOf, type Question } from '../questions/question'
import { withBudgetsOf, withLessFaults } from './budgets'
import { inOnePartition } from './one-partition'

/** A schedule that breaks a property, and its question. */
export interface Failure {
  readonly schedule: Schedule<Question, World, Action>
  /** The name of the property to blame. */
  readonly target: string
}

export interface ShrunkFailure extends Failure {
  readonly isShortest: boolean
  readonly isCutShort: boolean
}

/** Enough for schedules of a few hundred steps, in a few seconds. */
const usualEffort: Effort = { steps: 400_000, states: 300_000 }

/**
 * Shrinks a failure. First it deletes steps, and finds the smallest bounds for the rest. Then it searches for a failure
 * within still smaller bounds. Then it searches for the shortest failure within the final bounds. The smaller the
 * bounds, the more of the state space can be searched.
 */
export const shrinkFailure = (failure: Failure, effort: Effort = usualEffort): ShrunkFailure => {
  const alone = inOnePartition(failure.schedule, failure.target)
  const first = alone === undefined ? failure : { ...failure, schedule: alone }
  const deleted = deleteAndLower(failingOf(first), effort)
  const fitting = inSmallestWorld(shortened(first, deleted.actions))
  const smaller = inSmallerWorlds(fitting, effort)
  const searched = searchShorter(failingOf(smaller), effort)
  const result = inSmallestWorld(shortened(smaller, searched.actions))
  return { ...result, isShortest: searched.isShortest, isCutShort: deleted.isCutShort || searched.isCutShort }
}

/** Reduces one bound after the other, as long as the same property still breaks. */
const inSmallerWorlds = (failure: Failure, { states }: Effort): Failure => {
  const { schedule: from, target } = failure
  for (const bounds of smallerBounds(from.question.bounds)) {
    if (!isWorld(from.question, bounds)) continue
    const asked = { ...from.question, bounds }
    const { machine, properties } = subjectOf(asked)
    const actions = shortest({ machine, properties, target }, machine.actions.all, states >> 2)
    if (actions !== undefined)
      return inSmallerWorlds({ schedule: schedule(asked, machine, actions), target }, { steps: 0, states })
  }
  return failure
}

const smallerBounds = (bounds: Bounds): readonly Bounds[] => [
  { ...bounds, brokers: bounds.brokers - 1, leader: 0 },
  { ...bounds, epochs: bounds.epochs - 1 },
  ...withLessFaults(bounds),
  { ...bounds, records: bounds.records - 1 },
]

const isWorld = ({ settings }: Question, { brokers, records, epochs, leader, reassign }: Bounds): boolean =>
  brokers >= Math.max(2, settings.minIsr) &&
  leader < brokers &&
  records > 0 &&
  epochs > 0 &&
  [...(reassign?.replicas ?? []), ...(reassign?.moves.flat() ?? [])].every((id) => id < brokers)

const failingOf = ({ schedule: { question, machine, actions }, target }: Failure): Failing<World, Action> => ({
  ...{ machine, actions, target },
  properties: propertiesOf(question),
})

const shortened = ({ schedule: { question, machine }, target }: Failure, actions: readonly Action[]): Failure => ({
  schedule: schedule(question, machine, actions),
  target,
})

/**
 * The same schedule with the smallest bounds that it needs, reduced step by step while it still breaks the same
 * property.
 */
const inSmallestWorld = (failure: Failure): Failure => {
  const { initial, steps } = failure.schedule.replay()
  const last = steps.at(-1)?.state.cluster
  if (last === undefined) return failure
  const { bounds } = failure.schedule.question
  const needing = withBudgetsOf(bounds, initial, steps)
  const fitting = { ...needing, records: Math.max(1, ...last.produced), epochs: epochsOf(last) }
  // A cluster without leader epochs to spare is left out. So these are reduced last, and each bound by itself.
  const singly = isOfLiveness(failure.target)
    ? [
        needing,
        { ...fitting, epochs: bounds.epochs },
        ...[4, 3, 2, 1].map((more) => ({ ...fitting, epochs: Math.min(bounds.epochs, fitting.epochs + more) })),
      ]
    : []
  const smaller = [
    ...singly,
    fitting,
    { ...fitting, brokers: fitting.brokers - 1 },
    { ...fitting, brokers: fitting.brokers - 2 },
  ]
  return smaller.reduce((kept, one) => within(kept, one) ?? kept, failure)
}

/** So many leader epochs were used, from 0 on. */
const epochsOf = (cluster: Cluster): number => 1 + Math.max(...statesOf(cluster).map(({ leaderEpoch }) => leaderEpoch))

/** The failure within these bounds, if the schedule breaks the same there. */
const within = ({ schedule: from, target }: Failure, bounds: Bounds): Failure | undefined => {
  if (!isWorld(from.question, bounds)) return undefined
  const smaller = { ...from.question, bounds }
  const { machine, properties } = subjectOf(smaller)
  const there = from.within(smaller, machine)
  const { steps, breaches } = retake(there, properties)
  return breaches[0]?.property === target && steps.length === there.length ? { schedule: there, target } : undefined
}
