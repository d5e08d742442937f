import { none } from '../kit/bits'
import type { Action } from '../model/actions'
import { brokerOf, replicaOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { onEveryStep, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S6, its other half: the leader epoch that was agreed grows whenever the leader changes, and the epoch that a broker knows
 * never falls while its process runs. A
 * broker that deletes its replica forgets it. Holds in any run.
 */
export const epochsNeverFall: PropertyOf = (judged) =>
  onEveryStep(judged, 'S6 epochs never fall', {
    check({ cluster: before }, action, { cluster: after }, partition = 0) {
      const [was, is] = [stateOf(before, partition), stateOf(after, partition)]
      if (is.leader !== was.leader && is.leaderEpoch <= was.leaderEpoch)
        return is.leaderEpoch < was.leaderEpoch
          ? `the leader epoch fell from ${was.leaderEpoch} to ${is.leaderEpoch}, and the leader is ${named(is.leader)} again`
          : `${named(is.leader)} was elected in epoch ${is.leaderEpoch}, which is not a new one`
      for (let id = 0; id < after.brokers.length; id++) {
        if (action.type === 'TakeOverId' && action.broker === id) continue
        if (STOPS.includes(action.type) && 'broker' in action && action.broker === id) continue
        if (!brokerOf(after, id).isUp || !brokerOf(before, id).isUp) continue
        const { leaderEpoch } = replicaOf(after, id, partition)
        if (action.type === 'ReplayMetadata' && action.broker === id && leaderEpoch === FORGOTTEN) continue
        if (leaderEpoch < replicaOf(before, id, partition).leaderEpoch)
          return `${named(id)} fell back to epoch ${leaderEpoch}`
      }
      return undefined
    },
    sees: () => none,
  })

/** The leader epoch of a broker that has deleted its replica. With KRaft it does so when it replays that it has none any more. */
const FORGOTTEN = -1

/** What makes a broker delete its replica with ZooKeeper. */
const STOPS: readonly Action['type'][] = ['HandleStopReplica', 'RepeatStopReplica', 'HandleLateStopReplica']
