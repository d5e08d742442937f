import { none, only, type Bits } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import type { Footprints, Part } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { brokerOf, leads } from '../../model/cluster'
import type { BrokerId, Cluster } from '../../model/state'
import type { World } from '../world'
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
      const told = was.truth !== is.truth || was.acknowledged !== is.acknowledged ? parts.told : none
      const harm = was.hadUncleanElection !== is.hadUncleanElection || was.losses !== is.losses ? parts.harm : none
      return changed | told | harm
    },
  }
}

const ofCluster = ({ name, of }: Part<Cluster>): Part<World> => ({ name, of: ({ cluster }) => of(cluster) })

const HISTORY: readonly Part<World>[] = [
  { name: 'what clients were told', of: ({ history: { truth, acknowledged } }) => [truth, acknowledged] },
  { name: 'what harm was done', of: ({ history: { hadUncleanElection, losses } }) => [hadUncleanElection, losses] },
]

/** The observer looks at what is committed where a broker begins to lead, or a leader's high watermark moves. */
const mayTell = (before: Cluster, action: Action, after: Cluster): boolean => {
  if (action.type === 'Produce') return true
  for (let id: BrokerId = 0; id < after.brokers.length; id++) {
    const [was, is] = [brokerOf(before, id).replica, brokerOf(after, id).replica]
    if (was === is || !leads(is, id)) continue
    if (!leads(was, id) || was.highWatermark !== is.highWatermark) return true
  }
  return false
}

const mayHarm = (before: Cluster, action: Action, after: Cluster): boolean =>
  action.type === 'MachineCrash' || (before.zk.leader !== after.zk.leader && after.zk.leader !== NONE)
