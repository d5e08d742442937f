import type { Footprints, Part } from '../../contract/machine'
import { members, none, only, type Bits } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import type { Action } from './action'
import { replicaAt } from './words'
import type { Bounds, State } from './state'

/**
 * The parts that the steps of the five modules read and write. These are the parts of all five modules together, which
 * are more than each of them needs. Undefined if there are more parts than a set can contain, which happens with six
 * replicas and many epochs.
 */
export const footprintsWithin = (bounds: Bounds): Footprints<State, Action> | undefined => {
  const parts = partsWithin(bounds)
  return parts.length > MOST_PARTS ? undefined : { parts, looksAt: lookedAtBy(bounds), changes: changedBy(bounds) }
}

const MOST_PARTS = 31

/** In the order of their bits: four per replica, then the global parts, then one per request ever sent. */
const partsWithin = ({ replicas, maxEpoch }: Bounds): readonly Part<State>[] => [
  ...times(replicas).flatMap((replica): readonly Part<State>[] => [
    {
      name: `the leader that replica ${replica} knows`,
      of: (state) => [replicaAt(state, replica).epoch, replicaAt(state, replica).leader],
    },
    { name: `the ISR that replica ${replica} knows`, of: (state) => replicaAt(state, replica).isr },
    { name: `the log of replica ${replica}`, of: (state) => replicaAt(state, replica).log },
    { name: `the high watermark of replica ${replica}`, of: (state) => replicaAt(state, replica).hw },
  ]),
  { name: 'the quorum', of: ({ quorum }) => quorum },
  { name: 'the next record', of: ({ nextRecord }) => nextRecord },
  ...times(maxEpoch + 1).map((epoch): Part<State> => ({
    name: `the request of epoch ${epoch}`,
    of: ({ requests }) => requests[epoch],
  })),
]

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

const EACH = 4
const belief = (replica: number): Bits => only(EACH * replica)
const isr = (replica: number): Bits => only(EACH * replica + 1)
const log = (replica: number): Bits => only(EACH * replica + 2)
const hw = (replica: number): Bits => only(EACH * replica + 3)
const all = (replica: number): Bits => belief(replica) | isr(replica) | log(replica) | hw(replica)
const quorum = ({ replicas }: Bounds): Bits => only(EACH * replicas)
const nextRecord = ({ replicas }: Bounds): Bits => only(EACH * replicas + 1)
const request = ({ replicas, maxEpoch }: Bounds, epoch: number): Bits =>
  epoch < 0 || epoch > maxEpoch ? none : only(EACH * replicas + 2 + epoch)

/** The number of requests is determined by the last one, and by the empty position of the next. */
const newestEpoch = (bounds: Bounds, { requests }: State): Bits =>
  request(bounds, requests.length - 1) | request(bounds, requests.length)

const lookedAtBy =
  (bounds: Bounds): Footprints<State, Action>['looksAt'] =>
  (state, action) => {
    switch (action.type) {
      case 'elect':
      case 'drop':
        return quorum(bounds) | newestEpoch(bounds, state)
      case 'lead':
        return request(bounds, action.epoch) | all(state.requests[action.epoch]?.leader ?? 0)
      case 'write':
        return belief(action.leader) | log(action.leader) | nextRecord(bounds)
      case 'follow': {
        const leader = state.requests[action.epoch]?.leader ?? 0
        return request(bounds, action.epoch) | all(action.follower) | belief(leader) | log(leader)
      }
      case 'truncate':
      case 'copy':
        return whole(action.follower) | whole(action.leader)
      case 'raise':
        return members(replicaAt(state, action.leader).isr).reduce(
          (found, member) => found | belief(member) | log(member),
          all(action.leader),
        )
      case 'expand':
      case 'shrink': {
        const { leader } = state.quorum
        const own = leader === NONE ? none : all(leader)
        return quorum(bounds) | newestEpoch(bounds, state) | own | belief(action.follower) | log(action.follower)
      }
    }
  }

/** All parts of a replica except its ISR. */
const whole = (replica: number): Bits => belief(replica) | log(replica) | hw(replica)

const changedBy =
  (bounds: Bounds): Footprints<State, Action>['changes'] =>
  (before, after) => {
    let changed = none
    if (before.quorum !== after.quorum) changed |= quorum(bounds)
    if (before.nextRecord !== after.nextRecord) changed |= nextRecord(bounds)
    for (let epoch = before.requests.length; epoch < after.requests.length; epoch++) changed |= request(bounds, epoch)
    for (let replica = 0; replica < bounds.replicas; replica++) {
      const [was, is] = [replicaAt(before, replica), replicaAt(after, replica)]
      if (was === is) continue
      if (was.epoch !== is.epoch || was.leader !== is.leader) changed |= belief(replica)
      if (was.isr !== is.isr) changed |= isr(replica)
      if (was.log !== is.log) changed |= log(replica)
      if (was.hw !== is.hw) changed |= hw(replica)
    }
    return changed
  }
