import { Arena } from './arena'
import type { Machine } from '../contract/machine'

/**
 * The reachable states of a machine in the order of a breadth-first search: at most this many, spread over all depths.
 */
export const statesOf = <S, A>(machine: Machine<S, A>, most = Infinity): readonly S[] => {
  const { states } = machine
  const arena = new Arena(states.words)
  const packed = new Int32Array(states.words)
  const meet = (state: S): void => {
    states.write(state, packed, 0)
    arena.add(packed)
  }
  const stateAt = (index: number): S => states.read(arena.chunk(index), arena.offset(index))
  meet(machine.initial)
  for (let index = 0; index < arena.count; index++) machine.successors(stateAt(index), (_, next) => meet(next))
  const stride = Math.max(1, Math.ceil(arena.count / most))
  return Array.from({ length: Math.ceil(arena.count / stride) }, (_, index) => stateAt(index * stride))
}
