import { unfenced } from './unfenced'
import { matchingEnd } from './words'

/** KIP-279: a new follower cuts its log behind the last record that the leader has as well. */
export const kip279 = unfenced('kip-279', (own, leader) => matchingEnd(leader, own))
