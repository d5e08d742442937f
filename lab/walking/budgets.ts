import type { Step } from '../../contract/schedule'
import type { Action } from '../../model/actions'
import { FREE, type Bounds } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import type { World } from '../../properties/history'
import { faultOf } from '../telling/fault-of'

/** The bounds with the budgets that some steps use up, each fault with its own. */
export const withBudgetsOf = (
  { sharing: _, ...bounds }: Bounds,
  initial: World,
  steps: readonly Step<World, Action>[],
): Bounds => {
  const taken = steps.map(({ action, state }, index) =>
    faultOf(bounds, (steps[index - 1]?.state ?? initial).cluster, action, state.cluster),
  )
  const times = faults.map((fault) => [fault, taken.filter((one) => one === fault).length] as const)
  return { ...bounds, faults: Object.fromEntries(times) as Bounds['faults'] }
}

/** The bounds with one less of each fault in turn. Faults that share a budget have one less together; one that is free keeps its budget. */
export const withLessFaults = (bounds: Bounds): readonly Bounds[] => {
  const groups = [
    ...(bounds.sharing ?? []),
    ...faults.flatMap((fault) => (bounds.sharing?.some((some) => some.includes(fault)) ? [] : [[fault]])),
  ]
  return groups.flatMap((group) => lessOf(bounds, group))
}

const lessOf = (bounds: Bounds, group: readonly Fault[]): readonly Bounds[] => {
  const times = Math.min(...group.map((fault) => bounds.faults[fault]))
  if (times === 0 || times === FREE) return []
  const less = Object.fromEntries(group.map((fault) => [fault, times - 1]))
  return [{ ...bounds, faults: { ...bounds.faults, ...less } }]
}
