import { none, only, type Bits } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import type { Footprints, Part } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { leads, replicaOf } from '../../model/cluster'
import { statesOf } from '../../model/coordinator/coordinator'
import type { Cluster } from '../../model/state'
import { historyOf, type PartitionHistory, type World } from '../history'
import { clusterFootprints } from './cluster'
import { partsWithin, type Parts } from './parts'

/** The parts of a world: those of its cluster, and two of its history. */
export interface WorldParts extends Parts {
  /** What was committed, and what was acknowledged. */
  readonly told: Bits
  /** Whether a run is still clean. */
  readonly harm: Bits
}

export const worldParts = (bounds: Bounds): WorldParts => {
  const parts = partsWithin(bounds)
  return { ...parts, told: only(parts.count), harm: only(parts.count + 1) }
}

/** What the steps of a world look at and change. History is a part of it, so two steps that are both told of have to do with each other. */
export const worldFootprints = (bounds: Bounds): Footprints<World, Action> => {
  const cluster = clusterFootprints(bounds)
  const parts = worldParts(bounds)
  return {
    parts: [...cluster.parts.map(ofCluster), ...HISTORY],
    looksAt: (before, action, after) =>
      cluster.looksAt(before.cluster, action, after.cluster) |
      (mayTell(before.cluster, action, after.cluster) ? parts.told : none) |
      (mayHarm(before.cluster, action, after.cluster) ? parts.harm : none),
    changes(before, after) {
      const changed = cluster.changes(before.cluster, after.cluster)
      const [was, is] = [before.history, after.history]
      if (was === is) return changed
      const told = is.partitions.some((one, at) => isToldOtherwise(historyOf(was, at), one)) ? parts.told : none
      const isHarmed = is.partitions.some((one, at) => one.hadUncleanElection !== historyOf(was, at).hadUncleanElection)
      return changed | told | (isHarmed || was.losses !== is.losses ? parts.harm : none)
    },
  }
}

const isToldOtherwise = (was: PartitionHistory, is: PartitionHistory): boolean =>
  was.truth !== is.truth || was.acknowledged !== is.acknowledged || was.firstKept !== is.firstKept

const ofCluster = ({ name, of }: Part<Cluster>): Part<World> => ({ name, of: ({ cluster }) => of(cluster) })

const HISTORY: readonly Part<World>[] = [
  {
    name: 'what clients were told',
    of: ({ history: { partitions } }) =>
      partitions.map(({ truth, acknowledged, firstKept }) => [truth, acknowledged, firstKept]),
  },
  {
    name: 'what harm was done',
    of: ({ history: { partitions, losses } }) => [losses, partitions.map((past) => past.hadUncleanElection)],
  },
]

/** The observer looks at what is committed where a broker begins to lead, or a leader's high watermark moves. */
const mayTell = (before: Cluster, action: Action, after: Cluster): boolean => {
  if (action.type === 'Produce' || after.old.length > 0) return true
  return after.brokers.some(({ replicas }, id) =>
    replicas.some((is, partition) => {
      const was = replicaOf(before, id, partition)
      return was !== is && leads(is, id) && (!leads(was, id) || was.highWatermark !== is.highWatermark)
    }),
  )
}

const mayHarm = (before: Cluster, action: Action, after: Cluster): boolean => {
  if (action.type === 'MachineCrash' || action.type === 'TakeOverId' || action.type === 'LoseDisk') return true
  const [was, is] = [statesOf(before), statesOf(after)]
  return was !== is && is.some(({ leader }, partition) => leader !== NONE && leader !== was[partition]?.leader)
}
