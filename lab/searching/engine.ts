import type { Worker } from 'node:worker_threads'
import type { Machine, Property } from '../../contract/machine'
import { breadthFirst, type Search } from '../../explorer/breadth'
import type { Allowance } from '../../explorer/node/drive'
import { FileStore } from '../../explorer/node/saving/file-store'
import { breadthFirstByTeam } from '../../explorer/node/team/search'
import type { Hired } from '../../explorer/node/team/serve'
import { startThread } from '../../explorer/node/thread'
import { breadthFirstInOneOrder } from '../../explorer/partial-order'
import type { Beginning } from '../../explorer/standing'
import { steps, type Stepping } from '../../explorer/steps'
import { breadthFirstUpToRenaming } from '../../explorer/symmetry'
import type { Options } from '../questions/ask'

export interface Limits extends Allowance {
  readonly states?: number
  /** Of all states that differ in the names of peers only, keep one. */
  readonly symmetry?: boolean
  /** Of steps that have nothing to do with each other, take one order only. */
  readonly partialOrder?: boolean
  /** Threads that search; 1 where nothing is said. */
  readonly workers?: number
}

/** A memory of steps has arrays that double. Half of the memory of a search is for it, and at most this much for each thread. */
const MOST_BYTES_OF_STEPS = 2 ** 32

/** What a search takes that is not about properties. */
export interface Manner {
  /** The goal that is searched for. Other threads read it again. */
  readonly goal?: string
  /** How steps are taken; absent: as is best. */
  readonly stepping?: Stepping
}

/** The search that these limits ask for. `spared`: the steps left out so far, where some are. */
export const searchFor = <S, A>(
  options: Options,
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { states, symmetry = false, partialOrder = false, workers = 1, bytes }: Limits,
  beginning: Beginning = {},
  { goal, stepping }: Manner = {},
): Search<A> & { readonly spared?: number } => {
  const remembering = bytes === undefined ? {} : { bytesOfSteps: Math.min(MOST_BYTES_OF_STEPS, bytes / 2 / workers) }
  const limits = { ...(states === undefined ? {} : { maxStates: states }), ...remembering }
  const { from, store } = beginning
  const going = { ...(from === undefined ? {} : { from }), ...(store instanceof FileStore ? { store } : {}) }
  const order = { options, symmetry, ...(goal === undefined ? {} : { goal }) }
  const hire = (hired: Hired): Worker =>
    startThread(`${__dirname}/search-thread`, { ...hired, ...remembering, ...order })
  if (symmetry)
    return breadthFirstUpToRenaming(machine, properties, limits, (folded) =>
      workers === 1
        ? breadthFirst(folded, properties, limits, steps, beginning)
        : breadthFirstByTeam(folded, properties, limits, { workers, hire, stepping: steps, ...going }),
    )
  const taking = stepping === undefined ? {} : { stepping }
  if (workers > 1) return breadthFirstByTeam(machine, properties, limits, { workers, hire, ...taking, ...going })
  if (partialOrder) return breadthFirstInOneOrder(machine, properties, limits)
  return breadthFirst(machine, properties, limits, stepping, beginning)
}
