import { has, only, remove } from '../../kit/bits'
import { refuse, type Refused } from '../../kit/refused'
import type { Rules } from '../../kit/rules'
import { NONE } from '../../kit/schema'
import type { Action } from './action'
import type { Bounds, Quorum, State } from './state'
import { cut, decide, presumes, replicaAt, withReplica } from './words'

/**
 * The common part of all five modules: the controller, and leaders that become leader and write.
 *
 * No replica ever fails here. A replica that was dropped from the ISR and fetches late behaves like one that was down.
 */
export type SharedRules = Pick<Rules<State, Action>, 'elect' | 'drop' | 'lead' | 'write'>

/** One version of the protocol: the shared rules, and its own rules for the open points. */
export interface Module {
  readonly name: string
  /** Truncation is a separate step, and not a part of becoming a follower. */
  readonly truncatesApart?: boolean
  readonly rules: Omit<Rules<State, Action>, keyof SharedRules>
}

const noEpochLeft = refuse('would need an epoch beyond the bounds')
const isNotInIsr = refuse('is not in the ISR')
const leadsAlready = refuse('is the leader already')
const isNotSent = refuse('was not sent a request of that epoch')
const isStale = refuse('has seen that epoch or a later one')
const doesNotLead = refuse('does not believe itself to be the leader')
const noRecordLeft = refuse('would need a record beyond the bounds')
const logIsFull = refuse('has no slot left in its log')
const leadsItself = refuse('is the leader in that request')
const nobodyLeads = refuse('finds no leader in that request')
const truncatesWhenFollowing = refuse('truncates when it starts to follow, and at no other time')
const endsTooEarly = refuse('would have to truncate beyond the end of its log')

export const sharedRules = ({ records, logSize, maxEpoch }: Bounds): SharedRules => ({
  elect(state, { replica }) {
    if (state.requests.length > maxEpoch) return noEpochLeft
    const { leader, isr } = state.quorum
    if (!has(isr, replica)) return isNotInIsr
    if (replica === leader) return leadsAlready
    return decide(state, { leader: replica, isr })
  },
  // The last member stays in the ISR when its leadership ends. Without a leader, the ISR can still become empty.
  drop(state, { replica }) {
    if (state.requests.length > maxEpoch) return noEpochLeft
    const { leader, isr } = state.quorum
    if (replica === leader)
      return decide(state, { leader: NONE, isr: isr === only(replica) ? isr : remove(isr, replica) })
    if (!has(isr, replica)) return isNotInIsr
    return decide(state, { leader, isr: remove(isr, replica) })
  },
  // Old requests stay valid, so a replica can become the leader of an epoch that is already superseded.
  lead(state, { epoch }) {
    if (epoch >= state.requests.length) return isNotSent
    const { leader, isr } = requestOf(state, epoch)
    if (leader === NONE) return nobodyLeads
    const own = replicaAt(state, leader)
    if (own.epoch >= epoch) return isStale
    return withReplica(state, leader, { ...own, epoch, leader, isr })
  },
  write(state, { leader }) {
    const own = replicaAt(state, leader)
    if (!presumes(state, leader)) return doesNotLead
    if (state.nextRecord >= records) return noRecordLeft
    if (own.log.length >= logSize) return logIsFull
    const log = [...own.log, { id: state.nextRecord, epoch: own.epoch }]
    return { ...withReplica(state, leader, { ...own, log }), nextRecord: state.nextRecord + 1 }
  },
})

const requestOf = (state: State, epoch: number): Quorum => state.requests[epoch] as Quorum

/** The leader that a replica must follow according to the request of that epoch, if it can handle the request. */
export const leaderToFollow = (state: State, follower: number, epoch: number): number | Refused => {
  if (replicaAt(state, follower).epoch >= epoch) return isStale
  if (epoch >= state.requests.length) return isNotSent
  const { leader } = requestOf(state, epoch)
  if (leader === NONE) return nobodyLeads
  return leader === follower ? leadsItself : leader
}

/**
 * A replica handles the request of that epoch and truncates its log to `end`. The modules differ in this offset. If it
 * is beyond the log end, the step is refused.
 */
export const startToFollow = (state: State, follower: number, epoch: number, end: number): State | Refused => {
  const { hw, log } = replicaAt(state, follower)
  const { leader, isr } = requestOf(state, epoch)
  if (end > log.length) return endsTooEarly
  return withReplica(state, follower, { hw: Math.min(end, hw), epoch, leader, isr, log: cut(log, end) })
}

export const neverTruncatesApart = (): Refused => truncatesWhenFollowing
