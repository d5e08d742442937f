import { deleteAndLower, searchShorter, shortest, type Effort, type Failing } from '../../explorer/shrink'
import { replay } from '../../explorer/replay'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { faults } from '../../model/state'
import type { World } from '../../properties/world'
import { actionsWithin } from '../../model/actions'
import { subjectOf, type Question } from '../questions/question'

/** A schedule that breaks a property, and its question. */
export interface Failure {
  readonly asked: Question
  readonly actions: readonly Action[]
  /** The name of the property to blame. */
  readonly target: string
}

export interface ShrunkFailure extends Failure {
  readonly isShortest: boolean
  readonly isCutShort: boolean
}

/** Enough for schedules of a few hundred steps, in a few seconds. */
const usualEffort: Effort = { steps: 400_000, states: 60_000 }

/**
 * Shrinks a failure. First it deletes steps, and finds the smallest bounds for the rest. Then it searches for a failure
 * within still smaller bounds. Then it searches for the shortest failure within the final bounds. The smaller the
 * bounds, the more of the state space can be searched.
 */
export const shrinkFailure = (failure: Failure, effort: Effort = usualEffort): ShrunkFailure => {
  const deleted = deleteAndLower(failingOf(failure), effort)
  const fitting = inSmallestWorld({ ...failure, actions: deleted.actions })
  const smaller = inSmallerWorlds(fitting, effort)
  const searched = searchShorter(failingOf(smaller), effort)
  const result = inSmallestWorld({ ...smaller, actions: searched.actions })
  return { ...result, isShortest: searched.isShortest, isCutShort: deleted.isCutShort || searched.isCutShort }
}

/** Reduces one bound after the other, as long as the same property still breaks. */
const inSmallerWorlds = (failure: Failure, { states }: Effort): Failure => {
  for (const bounds of smallerBounds(failure.asked.bounds)) {
    if (!isWorld(failure.asked, bounds)) continue
    const asked = { ...failure.asked, bounds }
    const { machine, properties } = subjectOf(asked)
    const actions = shortest({ machine, properties, target: failure.target }, machine.actions.all, states >> 2)
    if (actions !== undefined) return inSmallerWorlds({ ...failure, asked, actions }, { steps: 0, states })
  }
  return failure
}

const smallerBounds = (bounds: Bounds): readonly Bounds[] => [
  { ...bounds, brokers: bounds.brokers - 1, leader: 0 },
  { ...bounds, epochs: bounds.epochs - 1 },
  ...faults.flatMap((fault) =>
    bounds.faults[fault] > 0 ? [{ ...bounds, faults: { ...bounds.faults, [fault]: bounds.faults[fault] - 1 } }] : [],
  ),
  { ...bounds, records: bounds.records - 1 },
]

const isWorld = ({ settings }: Question, { brokers, records, epochs, leader }: Bounds): boolean =>
  brokers >= Math.max(2, settings.minIsr) && leader < brokers && records > 0 && epochs > 0

const failingOf = ({ asked, actions, target }: Failure): Failing<World, Action> => {
  const { machine, properties } = subjectOf(asked)
  const known = actions.map((action) => machine.actions.decode(machine.actions.encode(action)))
  return { machine, properties, actions: known.filter((action) => action !== undefined), target }
}

/**
 * The same schedule with the smallest bounds that it needs, reduced step by step while it still breaks the same
 * property.
 */
const inSmallestWorld = (failure: Failure): Failure => {
  const { machine } = subjectOf(failure.asked)
  const { steps } = replay(machine, failingOf(failure).actions)
  const last = steps.at(-1)?.state.cluster
  if (last === undefined) return failure
  const { bounds } = failure.asked
  const spent = Object.fromEntries(faults.map((fault) => [fault, last.spent[fault]])) as Bounds['faults']
  const fitting = { ...bounds, faults: spent, records: Math.max(1, last.produced), epochs: last.zk.leaderEpoch + 1 }
  const smaller = [fitting, { ...fitting, brokers: fitting.brokers - 1 }, { ...fitting, brokers: fitting.brokers - 2 }]
  return smaller.reduce((kept, one) => ({ ...kept, asked: within(kept, one) ?? kept.asked }), failure)
}

/** The question within these bounds, if the schedule breaks the same property there. */
const within = ({ asked, actions, target }: Failure, bounds: Bounds): Question | undefined => {
  if (!isWorld(asked, bounds)) return undefined
  const old = actionsWithin(asked.bounds)
  const smaller = { ...asked, bounds }
  const { machine, properties } = subjectOf(smaller)
  const known = actions.map((action) => machine.actions.decode(old.encode(action)))
  if (known.includes(undefined)) return undefined
  const { steps, diverged } = replay(machine, known as readonly Action[], properties)
  const failing = steps.findIndex(({ breaches }) => breaches.length > 0)
  if (diverged !== undefined || failing !== steps.length - 1) return undefined
  return steps[failing]?.breaches[0]?.property === target ? smaller : undefined
}
