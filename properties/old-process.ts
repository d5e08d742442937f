/** How a property judges a cluster in which the old process of a broker runs beside the new one. */
import { asSeenFromOld } from '../model/broker/old-process'
import type { StateCheck } from './scope'
import type { World } from './history'
import { named } from './words'

/** The world as those see it who are connected to the old process. */
const worldSeenFromOld = (world: World): World => ({ ...world, cluster: asSeenFromOld(world.cluster) })

/** Judges the brokers, and then the same with the old process in the place of the new one. */
export const withOldProcess =
  (check: StateCheck): StateCheck =>
  (world, partition) => {
    const verdict = check(world, partition)
    const [old] = world.cluster.old
    if (verdict !== undefined || old === undefined) return verdict
    const other = check(worldSeenFromOld(world), partition)
    return other && `with the old process in the place of ${named(old.id)}: ${other}`
  }
