/** For which kinds of action a cluster has occasion. */
import { intersect, none } from '../kit/bits'
import type { Machine } from '../contract/machine'
import type { Action } from './actions'
import { play } from './play'
import type { Cluster } from './state'

export const kindsIn = (machine: Machine<Cluster, Action>, state: Cluster): readonly string[] => {
  const { occasions, actions } = machine
  const found = occasions?.of(state) ?? none
  return actions.kinds.flatMap(({ type }, kind) =>
    intersect(occasions?.needed[kind] ?? none, found) === none ? [] : [type],
  )
}

/**
 * The kinds for which the last of these steps gives occasion, and those for which there is none any more; without the losses
 * of messages, which wait for the same as their arrival.
 */
export const changesOf = (
  machine: Machine<Cluster, Action>,
  steps: readonly string[],
): { readonly given: string; readonly taken: string } => {
  const [before, after] = [steps.slice(0, -1), steps].map((some) => kindsIn(machine, play(machine, some.join('\n'))))
  const without = (one: readonly string[] = [], other: readonly string[] = []): string =>
    one
      .filter((kind) => !other.includes(kind) && !/^Lose/.test(kind))
      .sort()
      .join(' ')
  return { given: without(after, before), taken: without(before, after) }
}
