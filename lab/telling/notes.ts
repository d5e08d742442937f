import { has, members } from '../../kit/bits'
import { countsText } from '../../kit/counts'
import { peerName } from '../../kit/difference'
import { NONE } from '../../kit/schema'
import type { Action } from '../../model/actions'
import {
  partitionCount,
  stateOf,
  statesOf,
  type PartitionState,
  wasElectedUncleanly,
} from '../../model/coordinator/coordinator'
import { endOf, entriesOf } from '../../model/replica/log'
import type { Scope } from '../../model/machine'
import type { PartitionId } from '../../model/values'
import { historyOf, type PartitionHistory, type World } from '../../properties/history'
import { lostAt } from '../../properties/lost'
import { letter } from '../../properties/words'
import { changesOf } from '../questions/ask-changes'
import { effectNotes } from './effect-notes'
import { kraftNotes } from './kraft-notes'

/** What a step of Kafka means beyond what the cells show. Where there are several partitions, each note names its own. */
export const worldNotes =
  (scope: Scope) =>
  (before: World, action: Action, after: World): readonly string[] => {
    const count = partitionCount(after.cluster)
    const effects = effectNotes(scope)
    return Array.from({ length: count }, (_, partition) => {
      const [was, is] = [historyOf(before.history, partition), historyOf(after.history, partition)]
      const taken = { before: before.cluster, action, after: after.cluster }
      return [
        ...(partition === 0 ? changedBy(scope, action) : []),
        ...toldBy(before, action, partition),
        ...toClients(was, is),
        ...kraftNotes(before.cluster, action, after.cluster, partition),
        ...effects(taken, partition),
        ...electedBy(statesOf(before.cluster)[partition], statesOf(after.cluster)[partition]),
        ...(wasElectedUncleanly(before.cluster, after.cluster, partition) ? [uncleanElection(after, partition)] : []),
      ]
    }).flatMap((notes, partition) =>
      count === 1 || notes.length === 0 ? notes : [`partition ${partition}: ${notes.join(', ')}`],
    )
  }

/** What the configuration that the topic gets differs in from its first. */
const changedBy = ({ bounds: { storage } }: Scope, action: Action): readonly string[] => {
  if (action.type !== 'ChangeConfig' || storage === undefined) return []
  return [changesOf(storage.configs)[action.version - 1] ?? 'as at the beginning']
}

/** How many records the new leader does not have: every one of them is lost now, or will be truncated (KAFKA-10751). */
const uncleanElection = (after: World, partition: PartitionId): string => {
  const { leader } = stateOf(after.cluster, partition)
  const { broker, ...counts } = lostAt(after, leader, partition)
  return `unclean election: broker ${peerName(broker)} lacks ${countsText(counts)}`
}

const toClients = (was: PartitionHistory, is: PartitionHistory): readonly string[] => {
  const known = endOf(was.truth)
  const committed = entriesOf(is.truth)
    .filter(({ offset }) => offset >= known)
    .map(({ record }) => letter(record.value))
  const acknowledged = members(is.acknowledged & ~was.acknowledged).map(letter)
  return [
    ...(committed.length > 0 ? [`${committed.join(' ')} committed`] : []),
    ...(acknowledged.length > 0 ? [`${acknowledged.join(' ')} acknowledged`] : []),
  ]
}

/** The content of the LeaderAndIsr request that is handled or lost in this step. */
const toldBy = ({ cluster }: World, action: Action, partition: PartitionId): readonly string[] => {
  if (action.type !== 'HandleLeaderAndIsr' && action.type !== 'LoseRequest') return []
  const request = cluster.brokers[action.broker]?.requests.find(
    ({ controllerEpoch }) => controllerEpoch === action.controllerEpoch,
  )
  if (request === undefined || request.partition !== partition) return []
  return [`request: leader ${peerName(request.leader)}, epoch ${request.leaderEpoch}`]
}

const electedBy = (was: PartitionState | undefined, is: PartitionState | undefined): readonly string[] => {
  if (was === is || was === undefined || is === undefined) return []
  if (is.leader !== was.leader) return [is.leader === NONE ? 'no leader' : `${peerName(is.leader)} is elected`]
  const gone = members(was.isr).filter((broker) => !has(is.isr, broker))
  const joined = members(is.isr).filter((broker) => !has(was.isr, broker))
  return [
    ...gone.map((broker) => `${peerName(broker)} leaves the ISR`),
    ...joined.map((broker) => `${peerName(broker)} joins the ISR`),
  ]
}
