import { has, members, only } from '../kit/bits'
import { NONE } from '../kit/schema'
import { brokerOf, replicaOf } from '../model/cluster'
import { candidatesOf, isKnownProcess, stateOf } from '../model/coordinator/coordinator'
import { lacks } from '../model/replica/log'
import { historyOf } from './history'
import { inCleanRuns, type PropertyOf } from './scope'
import { letter, named } from './words'

/**
 * S1: every record whose producer was told that it is safe is held by every running broker that a clean election could
 * choose. Promised in clean runs, for acks=all.
 *
 * With acks=1 an operator can hope for less: that the agreed leader has it. Kafka does not promise that.
 */
export const noAcknowledgedLoss: PropertyOf = (judged) => {
  const { acks } = judged.settings
  if (acks === '0') return undefined
  return inCleanRuns(judged, 'S1 no acknowledged loss', ({ cluster, history }, partition = 0) => {
    const { acknowledged, truth } = historyOf(history, partition)
    if (acknowledged === 0) return undefined
    const { leader } = stateOf(cluster, partition)
    const candidates = acks === 'all' || leader === NONE ? candidatesOf(cluster, partition) : only(leader)
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (!has(candidates, id) || !brokerOf(cluster, id).isUp || !isKnownProcess(cluster, id)) continue
      const { log } = replicaOf(cluster, id, partition).disk
      const lost = members(acknowledged).find((value) => lacks(log, value, truth))
      if (lost !== undefined)
        return `${letter(lost)} was acknowledged, and ${named(id)}, which may lead, does not have it`
    }
    return undefined
  })
}
