import { NONE } from '../../kit/schema'
import type { Cells } from '../cells'
import type { Replica, State } from './state'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * One short cell per replica. 'L1 a₀b₁|' is a replica that believes it is the leader of epoch 1. Its log has record a
 * of epoch 0 and b of epoch 1, both below its high watermark. F is a follower, and - is a replica that has handled no
 * request yet.
 */
export const show: Cells<State> = {
  each: 'replica',
  legend: [
    { sign: /L\d/, meaning: 'L1  believes that it is the leader of epoch 1' },
    { sign: /F\d/, meaning: 'F1  follows the leader of epoch 1' },
    { sign: /^- /, meaning: '-  has not heard of a leader' },
    { sign: /\|/, meaning: 'a₀|b₁  records a of epoch 0 and b of epoch 1; | is the high watermark' },
  ],
  of: ({ replicas }) => replicas.map(cell),
}

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
