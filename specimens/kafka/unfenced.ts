import { add, has, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Replica, State } from './state'
import { leaderToFollow, neverTruncatesApart, startToFollow, type Module } from './shared'
import { copyRecord, every, follows, leaderIsTrue, presumes, raiseHw, replicaAt, writeIsr } from './words'

const isNotTrueLeader = refuse('is not the leader that the quorum has')
const isInIsr = refuse('is in the ISR already')
const isNotInIsr = refuse('is not in the ISR')
const isItself = refuse('would be removing itself')
const isBehind = refuse('is asked to add a replica that has not caught up')
const isCaughtUp = refuse('is asked to remove a replica that has caught up')
const doesNotLead = refuse('does not believe itself to be the leader')
const isrIsBehind = refuse('waits for a replica in its ISR')
const doesNotFollow = refuse('does not follow that leader')

/** The replica follows the leader and has all records below `end`. The epoch in which it follows is not checked. */
const caughtUp = (state: State, follower: number, leader: number, end: number): boolean =>
  follows(state, follower, leader) &&
  end <= replicaAt(state, follower).log.length &&
  end <= replicaAt(state, leader).log.length

/**
 * The actions of the first three modules, which never compare epochs between replicas. The open point is the offset to
 * which a new follower truncates.
 */
export const unfenced = (name: string, endOf: (own: Replica, leader: Replica) => number): Module => ({
  name,
  rules: {
    follow(state, { follower, epoch }) {
      const leader = leaderToFollow(state, follower, epoch)
      if (typeof leader !== 'number') return leader
      return startToFollow(state, follower, epoch, endOf(replicaAt(state, follower), replicaAt(state, leader)))
    },
    truncate: neverTruncatesApart,
    copy(state, { follower, leader }) {
      if (!follows(state, follower, leader)) return doesNotFollow
      if (!presumes(state, leader)) return doesNotLead
      return copyRecord(state, follower, leader)
    },
    // The leader is in its own ISR, so its own log end must also be beyond the high watermark.
    raise(state, { leader }) {
      if (!presumes(state, leader)) return doesNotLead
      const { hw, isr } = replicaAt(state, leader)
      if (!every(isr, (member) => caughtUp(state, member, leader, hw + 1))) return isrIsBehind
      return raiseHw(state, leader)
    },
    expand(state, { follower }) {
      if (!leaderIsTrue(state)) return isNotTrueLeader
      const { leader } = state.quorum
      const { hw, isr } = replicaAt(state, leader)
      if (has(isr, follower)) return isInIsr
      if (!caughtUp(state, follower, leader, hw)) return isBehind
      return writeIsr(state, add(isr, follower))
    },
    shrink(state, { follower }) {
      if (!leaderIsTrue(state)) return isNotTrueLeader
      const { leader } = state.quorum
      const { log, isr } = replicaAt(state, leader)
      if (follower === leader) return isItself
      if (!has(isr, follower)) return isNotInIsr
      if (caughtUp(state, follower, leader, log.length)) return isCaughtUp
      return writeIsr(state, remove(isr, follower))
    },
  },
})
