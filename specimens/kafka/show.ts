import { NONE } from '../../kit/schema'
import type { Replica, State } from './state'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * One short cell for each replica, such as 'L1 a₀b₁|': it leads epoch 1 by its own belief, and its log holds record a of
 * epoch 0 and b of epoch 1, both below its high watermark. F follows, and - has taken no request yet.
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
