import { lowest, type Bits } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { refuse, type Refused } from '../../kit/refused'
import type { Entry, Quorum, Replica, State } from './state'

/** The vocabulary of the actions of all five modules. */

export const replicaAt = (state: State, replica: number): Replica => state.replicas[replica] as Replica

export const entryAt = (replica: Replica, offset: number): Entry => replica.log[offset] as Entry

/** The replica believes that it is the leader, of any epoch. */
export const presumes = (state: State, replica: number): boolean => replicaAt(state, replica).leader === replica

/** The replica follows `leader`, in any epoch. A leader follows itself. */
export const follows = (state: State, follower: number, leader: number): boolean =>
  replicaAt(state, follower).leader === leader

/** The replica follows one that believes it is the leader, and both are in the same epoch. */
export const followsInEpoch = (state: State, follower: number, leader: number): boolean =>
  presumes(state, leader) &&
  follows(state, follower, leader) &&
  replicaAt(state, follower).epoch === replicaAt(state, leader).epoch

/** The leader in the quorum knows that it is the leader of the newest epoch. */
export const leaderIsTrue = ({ quorum: { leader }, requests, replicas }: State): boolean => {
  const own = replicas[leader === NONE ? 0 : leader] as Replica
  return own.leader === leader && leader !== NONE && own.epoch === requests.length - 1
}

export const every = (set: Bits, test: (member: number) => boolean): boolean => {
  for (let rest = set; rest !== 0; rest &= rest - 1) if (!test(lowest(rest))) return false
  return true
}

/** 1 + the largest offset at which both logs have the same record, or 0. Lower offsets are not compared. */
export const matchingEnd = (one: Replica, other: Replica): number => {
  for (let end = Math.min(one.log.length, other.log.length); end > 0; end--) {
    const [a, b] = [entryAt(one, end - 1), entryAt(other, end - 1)]
    if (a.id === b.id && a.epoch === b.epoch) return end
  }
  return 0
}

/** The high watermark is at the log end, or at a record that this leader wrote in its current epoch. */
export const hwReachedEpoch = ({ hw, log, epoch }: Replica): boolean =>
  hw === log.length || (hw < log.length && log[hw]?.epoch === epoch)

/** A decision of the controller: the next epoch begins, and a request is sent. */
export const decide = (state: State, quorum: Quorum): State => ({
  ...state,
  quorum,
  requests: [...state.requests, quorum],
})

/** The leader in the quorum changes the ISR. This needs neither a new epoch nor a request. */
export const writeIsr = (state: State, isr: Bits): State => {
  const { leader } = state.quorum
  const replicas = state.replicas.with(leader, { ...replicaAt(state, leader), isr })
  return { ...state, quorum: { leader, isr }, replicas }
}

export const withReplica = (state: State, replica: number, next: Replica): State => ({
  ...state,
  replicas: state.replicas.with(replica, next),
})

/** All records from offset `end` on are removed. */
export const cut = (log: readonly Entry[], end: number): readonly Entry[] =>
  end === log.length ? log : log.slice(0, end)

const nothingToCopy = refuse('has all that the leader has')

/** Copies one record and the high watermark, which can fall. Whether the logs agree so far is not checked. */
export const copyRecord = (state: State, follower: number, leader: number): State | Refused => {
  const own = replicaAt(state, follower)
  const from = replicaAt(state, leader)
  const end = own.log.length
  if (end >= from.log.length) return nothingToCopy
  return withReplica(state, follower, {
    ...own,
    hw: Math.min(from.hw, end + 1),
    log: [...own.log, entryAt(from, end)],
  })
}

export const raiseHw = (state: State, leader: number): State => {
  const own = replicaAt(state, leader)
  return withReplica(state, leader, { ...own, hw: own.hw + 1 })
}
