import { members, remove } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { replicasOf } from '../model/coordinator/coordinator'
import { logEnd } from '../model/replica/disk'
import { divergingEpoch, nextFetch } from '../model/replica/divergence'
import { readError } from '../model/replica/fetch-errors'
import type { Replica } from '../model/state'
import type { BrokerId } from '../model/values'
import { activeLeader, takesPartWith } from './active'
import { isRoutine } from './healing'
import { converges } from './liveness'
import type { PropertyOf } from './scope'
import { named } from './words'

/**
 * L10: Truncation ends: an active replica that follows an active leader in its epoch has in the end cut its log, and is not told
 * again that it has to. Nothing comes back. In any run, and within any bounds: these two need nobody else. That their logs agree
 * then is another claim (S4').
 */
export const truncationEnds: PropertyOf = (judged) =>
  converges(judged, 'L10 truncation ends', {
    needsEpochs: false,
    heals: isRoutine,
    stays: true,
    lacks(config, cluster, partition) {
      const leader = activeLeader(cluster, partition)
      if (leader === undefined) return undefined
      const ahead = replicaOf(cluster, leader, partition)
      for (const id of members(remove(replicasOf(cluster, partition), leader))) {
        const replica = replicaOf(cluster, id, partition)
        const follows = replica.leader === leader && replica.leaderEpoch === ahead.leaderEpoch
        const wrong =
          follows && takesPartWith(cluster, leader, id) ? stillToCut(config, leader, ahead, replica) : undefined
        if (wrong !== undefined) return `${named(id)} ${wrong}`
      }
      return undefined
    },
    isLeftOut: () => false,
  })

/** Why a follower has to cut its log, or would be told so by the answer to its next fetch (AbstractFetcherThread.processFetchRequest, 4.3.1). */
const stillToCut = (config: Config, leader: BrokerId, ahead: Replica, replica: Replica): string | undefined => {
  const { fetcher, disk } = replica
  if (fetcher === 'truncating' || fetcher === 'truncatingAgain') return 'has not finished truncating'
  if (logEnd(disk) > logEnd(ahead.disk)) return `has a longer log than ${named(leader)}`
  if (fetcher === 'none') return undefined
  const asked = nextFetch(config, replica)
  if (readError(config, ahead, asked) === 'outOfRange') return `would be told OFFSET_OUT_OF_RANGE by ${named(leader)}`
  return divergingEpoch(config, ahead, asked) === undefined
    ? undefined
    : `would be told by ${named(leader)} that its log diverges`
}
