import { breadthFirst } from '../../../explorer/breadth'
import { breadthFirstInOneOrder } from '../../../explorer/partial-order'
import type * as Real from '../../../lab/searching/engine'

/** In place of `lab/searching/engine`: one thread, which is the Web Worker itself, and states in memory. */
export const searchFor: typeof Real.searchFor = (_, machine, properties, { states, partialOrder = false }) => {
  const limits = states === undefined ? {} : { maxStates: states }
  return partialOrder ? breadthFirstInOneOrder(machine, properties, limits) : breadthFirst(machine, properties, limits)
}
