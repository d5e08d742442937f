import type { Components } from './components'
import { eachStepWithin, type HealingGraph } from './healing-graph'

/**
 * Tells whether a run can stay in a strongly connected component of the graph for ever, although it is weakly
 * fair to each healing action.
 *
 * It can if each healing action is disabled in some state of the component, or taken by a step inside it. If so, there
 * is a closed walk through all states and all steps of the component, and going round it for ever is fair. If not, some
 * action is enabled in all states and leads out of all of them. It is then enabled in all states of each smaller part
 * of the component as well, and taken in none. A run that stays for ever stays in one component in the end. So with
 * weak fairness alone it is enough to ask each maximal component once.
 *
 * A component of one state has no step inside, because steps that change nothing are left out. So it passes only if no
 * healing action is enabled in it: then it is a dead end.
 */
export const fairness = (
  { begins, ordinals, ...graph }: HealingGraph,
  { marks }: Pick<Components, 'marks'>,
): ((states: readonly number[]) => boolean) => {
  const enabledIn: number[] = []
  const isTaken: boolean[] = []
  const touched: number[] = []
  return (states) => {
    for (const ordinal of touched) {
      enabledIn[ordinal] = 0
      isTaken[ordinal] = false
    }
    touched.length = 0
    for (const state of states) {
      for (let step = begins[state] as number; step < (begins[state + 1] as number); step++) {
        const ordinal = ordinals.at(step)
        if ((enabledIn[ordinal] ??= 0) === 0) touched.push(ordinal)
        enabledIn[ordinal]++
      }
      eachStepWithin({ begins, ordinals, ...graph }, state, (ordinal, target) => {
        if (marks[target] === marks[state]) isTaken[ordinal] = true
      })
    }
    return touched.every((ordinal) => (enabledIn[ordinal] as number) < states.length || isTaken[ordinal] === true)
  }
}
