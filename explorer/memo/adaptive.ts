import type { Machine, Property } from '../../contract/machine'
import { steps, type Steps } from '../steps'
import type { FactMet } from '../witnesses'
import { remembered } from './remembered'

/** The number of states that are expanded by the rules first. A shorter search ends before remembering pays. */
const FIRST_BY_RULES = 30_000

/**
 * At this size, in bytes, a memory is replaced by an empty one, because most of it is about states of earlier levels.
 */
const MOST_BYTES = 2 ** 28

/** How steps are best taken from some moment of a search on: as they are taken now, or in a better way. */
export const adaptive = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
): ((now: Steps | undefined, expanded: number, met: readonly FactMet[]) => Steps) => {
  const known = { isRemembered: false }
  return (now, expanded, met) => {
    const isShort = expanded < FIRST_BY_RULES || machine.schema.kind !== 'record'
    if (!known.isRemembered && isShort) return now ?? steps(machine, properties, met)
    if (now !== undefined && known.isRemembered && now.bytes < MOST_BYTES) return now
    known.isRemembered = true
    return remembered(machine, properties, now?.met ?? met)
  }
}
