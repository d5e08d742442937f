import { add, has, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import { leaderToFollow, startToFollow, type Module } from './shared'
import type { State } from './state'
import {
  copyRecord,
  cut,
  entryAt,
  every,
  follows,
  hwReachedEpoch,
  leaderIsTrue,
  matchingEnd,
  presumes,
  raiseHw,
  replicaAt,
  withReplica,
  writeIsr,
} from './words'

const isNotTrueLeader = refuse('is not the leader that the quorum has')
const isInIsr = refuse('is in the ISR already')
const isNotInIsr = refuse('is not in the ISR')
const isItself = refuse('would be removing itself')
const differs = refuse('has a log that differs from what the leader holds')
const matchesAll = refuse('is asked to remove a replica that holds all that it does')
const hwIsOld = refuse('has not brought its high watermark to its own epoch')
const doesNotLead = refuse('does not believe itself to be the leader')
const hwIsAtEnd = refuse('has its high watermark at the end of its log')
const isrDiffers = refuse('waits for a replica in its ISR')
const doesNotFollow = refuse('does not follow that leader')
const fits = refuse('has nothing to truncate')

/**
 * The replica follows the leader, and the record before `end` has the same epoch in both logs. The records themselves
 * are not compared.
 */
const matchesTo = (state: State, follower: number, leader: number, end: number): boolean => {
  if (!presumes(state, leader) || !follows(state, follower, leader)) return false
  const theirs = replicaAt(state, follower).log
  const ours = replicaAt(state, leader).log
  return end === 0 || (end <= theirs.length && end <= ours.length && theirs[end - 1]?.epoch === ours[end - 1]?.epoch)
}

/** The follower's log is longer, or its last record has another epoch than the leader's record at the same offset. */
const mustTruncate = (state: State, follower: number, leader: number): boolean => {
  const own = replicaAt(state, follower)
  const other = replicaAt(state, leader)
  const end = own.log.length
  if (end > other.log.length) return true
  return end > 0 && entryAt(own, end - 1).epoch !== entryAt(other, end - 1).epoch
}

/**
 * The first attempt at KIP-320, which its authors kept in kafka-specification. Instead of comparing epochs, replicas
 * compare the last record at each fetch and truncate if it does not match. With three leader epochs and three replicas
 * it loses data.
 */
export const kip320FirstTry: Module = {
  name: 'kip-320-first-try',
  truncatesApart: true,
  rules: {
    follow(state, { follower, epoch }) {
      const leader = leaderToFollow(state, follower, epoch)
      if (typeof leader !== 'number') return leader
      return startToFollow(state, follower, epoch, replicaAt(state, follower).log.length)
    },
    truncate(state, { follower, leader }) {
      if (!follows(state, follower, leader)) return doesNotFollow
      if (!presumes(state, leader)) return doesNotLead
      if (!mustTruncate(state, follower, leader)) return fits
      const own = replicaAt(state, follower)
      const end = matchingEnd(replicaAt(state, leader), own)
      return withReplica(state, follower, { ...own, hw: Math.min(end, own.hw), log: cut(own.log, end) })
    },
    copy(state, { follower, leader }) {
      if (!matchesTo(state, follower, leader, replicaAt(state, follower).log.length)) return differs
      return copyRecord(state, follower, leader)
    },
    raise(state, { leader }) {
      if (!presumes(state, leader)) return doesNotLead
      const { hw, isr, log } = replicaAt(state, leader)
      if (hw >= log.length) return hwIsAtEnd
      if (!every(isr, (member) => matchesTo(state, member, leader, hw + 1))) return isrDiffers
      return raiseHw(state, leader)
    },
    expand(state, { follower }) {
      if (!leaderIsTrue(state)) return isNotTrueLeader
      const { leader } = state.quorum
      const own = replicaAt(state, leader)
      if (has(own.isr, follower)) return isInIsr
      if (!matchesTo(state, follower, leader, own.hw)) return differs
      if (!hwReachedEpoch(own)) return hwIsOld
      return writeIsr(state, add(own.isr, follower))
    },
    shrink(state, { follower }) {
      if (!leaderIsTrue(state)) return isNotTrueLeader
      const { leader } = state.quorum
      const { isr, log } = replicaAt(state, leader)
      if (follower === leader) return isItself
      if (!has(isr, follower)) return isNotInIsr
      if (matchesTo(state, follower, leader, log.length)) return matchesAll
      return writeIsr(state, remove(isr, follower))
    },
  },
}
