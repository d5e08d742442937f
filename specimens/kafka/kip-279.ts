import { unfenced } from './unfenced'
import { matchingEnd } from './words'

/** KIP-279: a new follower truncates its log after the last record that the leader also has. */
export const kip279 = unfenced('kip-279', (own, leader) => matchingEnd(leader, own))
