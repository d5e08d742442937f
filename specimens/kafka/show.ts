import { NONE } from '../../kit/schema'
import type { Replica, State } from './state'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * One short cell per replica. 'L1 a₀b₁|' is a replica that believes it is the leader of epoch 1. Its log has record a
 * of epoch 0 and b of epoch 1, both below its high watermark. F is a follower, and - is a replica that has handled no
 * request yet.
 */
export const show = (state: State): readonly string[] => state.replicas.map(cell)

const cell = (replica: Replica, name: number): string => `${role(replica, name)} ${log(replica)}`

const role = ({ leader, epoch }: Replica, name: number): string => {
  if (leader === NONE) return '-'
  return `${leader === name ? 'L' : 'F'}${epoch}`
}

const log = ({ log: entries, hw }: Replica): string => {
  const words = entries.map(({ id, epoch }) => `${LETTERS[id] ?? '?'}${subscript(epoch)}`)
  return [...words.slice(0, hw), '|', ...words.slice(hw)].join('')
}

const subscript = (epoch: number): string =>
  [...String(epoch)].map((digit) => SUBSCRIPTS[Number(digit)] ?? digit).join('')
