import { add, has, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import { leaderToFollow, neverTruncatesApart, startToFollow, type Module } from './shared'
import {
  copyRecord,
  every,
  followsInEpoch,
  hwReachedEpoch,
  leaderIsTrue,
  matchingEnd,
  presumes,
  raiseHw,
  replicaAt,
  writeIsr,
} from './words'

const leaderIsElsewhere = refuse('finds its leader in another epoch')
const isNotTrueLeader = refuse('is not the leader that the quorum has')
const isInIsr = refuse('is in the ISR already')
const isNotInIsr = refuse('is not in the ISR')
const isItself = refuse('would be removing itself')
const isFenced = refuse('does not follow that leader in its epoch')
const isBehind = refuse('is asked to add a replica that has not caught up')
const isCaughtUp = refuse('is asked to remove a replica that has caught up')
const hwIsOld = refuse('has not brought its high watermark to its own epoch')
const doesNotLead = refuse('does not believe itself to be the leader')
const hwIsAtEnd = refuse('has its high watermark at the end of its log')
const isrIsBehind = refuse('waits for a replica in its ISR')

/**
 * KIP-320: every exchange between two replicas is fenced by their epochs. A follower fetches only from a leader of its
 * own epoch, a leader counts only followers of its own epoch, and a follower joins the ISR only after the high
 * watermark has reached the records of this leader.
 */
export const kip320: Module = {
  name: 'kip-320',
  rules: {
    follow(state, { follower, epoch }) {
      const leader = leaderToFollow(state, follower, epoch)
      if (typeof leader !== 'number') return leader
      const other = replicaAt(state, leader)
      if (!presumes(state, leader) || other.epoch !== epoch) return leaderIsElsewhere
      return startToFollow(state, follower, epoch, matchingEnd(other, replicaAt(state, follower)))
    },
    truncate: neverTruncatesApart,
    copy(state, { follower, leader }) {
      if (!followsInEpoch(state, follower, leader)) return isFenced
      return copyRecord(state, follower, leader)
    },
    raise(state, { leader }) {
      if (!presumes(state, leader)) return doesNotLead
      const { hw, isr, log } = replicaAt(state, leader)
      if (hw >= log.length) return hwIsAtEnd
      const holds = (member: number): boolean =>
        followsInEpoch(state, member, leader) && replicaAt(state, member).log.length > hw
      return every(isr, holds) ? raiseHw(state, leader) : isrIsBehind
    },
    expand(state, { follower }) {
      if (!leaderIsTrue(state)) return isNotTrueLeader
      const { leader } = state.quorum
      const own = replicaAt(state, leader)
      if (has(own.isr, follower)) return isInIsr
      if (!followsInEpoch(state, follower, leader)) return isFenced
      if (replicaAt(state, follower).log.length < own.hw) return isBehind
      if (!hwReachedEpoch(own)) return hwIsOld
      return writeIsr(state, add(own.isr, follower))
    },
    shrink(state, { follower }) {
      if (!leaderIsTrue(state)) return isNotTrueLeader
      const { leader } = state.quorum
      const { isr, log } = replicaAt(state, leader)
      if (follower === leader) return isItself
      if (!has(isr, follower)) return isNotInIsr
      const isInStep = followsInEpoch(state, follower, leader) && replicaAt(state, follower).log.length >= log.length
      return isInStep ? isCaughtUp : writeIsr(state, remove(isr, follower))
    },
  },
}
