import type { Machine, Property } from '../contract/machine'
import { inquiry } from '../explorer/inquiry'
import { caseOf } from './failure'

/** How much is asked. */
export interface LawOptions {
  /** The seed of the random walks (default: tidemark). */
  readonly seed?: string
  /** The number of states of random walks in which the laws are asked (default: 200). */
  readonly states?: number
}

/**
 * The first law that a machine breaks, as a sentence that names the field or action and the steps to it. Undefined if
 * none was found. `check` and `walk` ask this by themselves; a test of a machine can ask in more states.
 */
export const brokenLaw = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[] = [],
  { seed = 'tidemark', states = 200 }: LawOptions = {},
): string | undefined => {
  caseOf({ machine, properties })
  const { begin, goOn } = inquiry(machine, properties, seed)
  let broken = begin()
  for (let asked = 0; asked < states && broken === undefined; asked++) broken = goOn()
  return broken
}
