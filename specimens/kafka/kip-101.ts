import { unfenced } from './unfenced'

/**
 * KIP-101: a new follower asks where the epoch of its last record ends in the leader's log. If the leader does not know
 * the epoch, the follower truncates to its high watermark. After two fast leader changes the logs can still differ.
 */
export const kip101 = unfenced('kip-101', (own, leader) => {
  const last = own.log.at(-1)
  const leaderLast = leader.log.at(-1)
  if (last === undefined) return 0
  if (leaderLast === undefined) return own.hw
  if (leaderLast.epoch === last.epoch) return leader.log.length
  const next = leader.log.findIndex((entry) => entry.epoch > last.epoch)
  return next < 0 ? own.hw : next
})
