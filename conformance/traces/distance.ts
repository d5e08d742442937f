/**
 * How many steps a state is away from what was observed: never more than it takes, and 0 exactly where the state explains the
 * observation. Infinity: nothing that can still happen leads there. A search leaves out the states that are too far away, and
 * misses nothing.
 */
import { members } from '../../kit/bits'
import { statesOf, type PartitionState } from '../../model/coordinator/coordinator'
import type { Bounds } from '../../model/bounds'
import type { Broker, Cluster, FetcherRequest, Replica } from '../../model/state'
import type { BrokerId } from '../../model/values'
import { historyOf, type World } from '../../properties/history'
import { letter } from '../../properties/words'
import { agrees } from './agrees'
import { requestsAway } from './requests-away'
import type {
  Exchange,
  Observation,
  ObservedProducers,
  ObservedRecord,
  ObservedReplica,
  ObservedZnode,
} from '../observation'
import { idOf, idsOf } from '../ids'
import { observedExchanges, observedProducers, observedReplica } from '../observe'

export type Distance = (state: World) => number

interface Goal {
  readonly observation: Observation
  /** The processes that are seen to end later. */
  readonly stopsToCome: number
}

/** The distance to one observation, within bounds. What was measured once is remembered, as long as it is the same object. */
export const distanceTo = ({ observation: goal, stopsToCome }: Goal, bounds: Bounds): Distance => {
  const away = brokersAway(goal, bounds)
  return (state) => {
    if (stopsLeft(state.cluster, bounds) < stopsToCome + stopsOnTheWay(state.cluster, goal)) return Infinity
    const agreed = znodesAway(statesOf(state.cluster), goal.zookeeper)
    if (agreed.epochs === Infinity) return Infinity
    const answers = answersAway(state, goal.producers)
    if (answers === Infinity) return Infinity
    const { own, requests, isSame } = away(state.cluster.brokers)
    // A fetch that is one step changes two brokers.
    const least = agreed.epochs + requests + (bounds.grain === 'atomic' ? Math.ceil(own / 2) : own)
    return least === 0 && !(isSame && agreed.isSame && answers === 0) ? 1 : least
  }
}

/** The faults that end a process where the log on disk is not modelled. */
const STOPS = ['process-crash', 'machine-crash', 'clean-shutdown'] as const

/** A broker whose controlled shutdown was agreed to has not stopped yet, and its fault is spent. */
const stopsLeft = ({ spent, brokers }: Cluster, { faults }: Bounds): number =>
  STOPS.reduce((sum, fault) => sum + faults[fault] - spent[fault], 0) +
  brokers.reduce((sum, { isStopping }) => sum + (isStopping ? 1 : 0), 0)

const stopsOnTheWay = ({ brokers }: Cluster, goal: Observation): number =>
  brokers.reduce((sum, { isUp }, id) => sum + (isUp && goal.brokers[id]?.running === false ? 1 : 0), 0)

interface Away {
  /** Steps that change what brokers themselves keep. None of them does so for two brokers, unless a fetch is one step. */
  readonly own: number
  /** Steps that change nothing but what a broker has asked others for. */
  readonly requests: number
  readonly isSame: boolean
}

const brokersAway = (goal: Observation, bounds: Bounds): ((brokers: readonly Broker[]) => Away) => {
  const replicas = new WeakMap<Replica, number>()
  const rows = new WeakMap<object, Asked>()
  const ownAway = (replica: Replica, self: BrokerId, isUp: boolean, wanted: ObservedReplica, turns: number): number => {
    const known = replicas.get(replica)
    if (known !== undefined) return known
    const { exchanges: _, ...kept } = wanted
    const found = replicaAway(observedReplica(replica, self, isUp), kept, turns, bounds)
    replicas.set(replica, found)
    return found
  }
  const rowAway = (row: readonly FetcherRequest[], wanted: readonly Exchange[]): Asked => {
    const known = rows.get(row)
    if (known !== undefined) return known
    const asked = observedExchanges(row)
    const found = { requests: requestsAway(asked, wanted), isSame: agrees(asked, wanted) }
    rows.set(row, found)
    return found
  }
  return (brokers) => {
    let [own, requests, isSame] = [0, 0, true]
    for (let self = 0; self < brokers.length; self++) {
      const { isUp, replicas: held, fetcherRequests } = brokers[self] as Broker
      const { running = isUp, replicas: wanted = [] } = goal.brokers[self] ?? {}
      const turns = running === isUp ? 0 : 1
      let most = turns
      for (let partition = 0; partition < held.length; partition++) {
        const seen = wanted[partition] ?? {}
        most = Math.max(most, ownAway(held[partition] as Replica, self, isUp, seen, turns))
        if (seen.exchanges === undefined) continue
        const asked = rowAway(fetcherRequests[partition] ?? NO_ROW, seen.exchanges)
        requests += asked.requests
        isSame = isSame && asked.isSame
      }
      own += most
    }
    return { own, requests, isSame: isSame && own === 0 }
  }
}

type Asked = Pick<Away, 'requests' | 'isSame'>

const NO_ROW: readonly FetcherRequest[] = []

/** Its process starts or ends, it hears of another epoch, it appends: each of these is a step of its own. */
const replicaAway = (
  model: ObservedReplica,
  goal: ObservedReplica,
  turns: number,
  { fetchRecords }: Bounds,
): number => {
  const isToHear =
    turns === 1 ? goal.role === 'leader' || goal.role === 'follower' : !agrees(headOf(model), headOf(goal))
  const least = turns + (isToHear ? 1 : 0) + Math.ceil(appendsTo(model.log, goal.log) / fetchRecords)
  return least === 0 && !agrees(model, goal) ? 1 : least
}

const headOf = ({ leader, leaderEpoch }: ObservedReplica): Pick<ObservedReplica, 'leader' | 'leaderEpoch'> => ({
  ...(leader !== undefined && { leader }),
  ...(leaderEpoch !== undefined && { leaderEpoch }),
})

/** The records that one log has behind those which both have. */
const appendsTo = (log: readonly ObservedRecord[] = [], wanted: readonly ObservedRecord[] = log): number => {
  const same = wanted.findIndex((record, offset) => offset >= log.length || !agrees(log[offset], record))
  return same < 0 ? 0 : wanted.length - same
}

/** Leader epochs only grow, and the leader of an epoch is decided once. */
const znodesAway = (
  states: readonly PartitionState[],
  goal: readonly ObservedZnode[] | undefined,
): { readonly epochs: number; readonly isSame: boolean } => {
  let [epochs, isSame] = [0, true]
  for (const [partition, { leader, leaderEpoch, isr }] of states.entries()) {
    const wanted = goal?.[partition]
    if (wanted === undefined) continue
    if (leaderEpoch > wanted.leaderEpoch) epochs = Infinity
    if (leaderEpoch === wanted.leaderEpoch && idOf(leader) !== wanted.leader) epochs = Infinity
    if (leaderEpoch < wanted.leaderEpoch) epochs = Math.max(epochs, 1)
    isSame = isSame && epochs === 0 && agrees(idsOf(isr), wanted.isr)
  }
  return { epochs, isSame }
}

/** Nothing takes an acknowledgement back. */
const answersAway = (state: World, goal: readonly ObservedProducers[] | undefined): number => {
  let away = 0
  for (const [partition, wanted] of (goal ?? []).entries()) {
    const { acknowledged } = historyOf(state.history, partition)
    if (members(acknowledged).some((record) => !wanted.acknowledged.includes(letter(record)))) return Infinity
    if (!agrees(observedProducers(state.cluster, partition, acknowledged), wanted)) away = 1
  }
  return away
}
