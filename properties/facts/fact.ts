import { canStop, type Bounds, type Settings } from '../../model/bounds'
import { leads } from '../../model/cluster'
import type { Broker, Cluster } from '../../model/state'
import type { World } from '../world'

/** Something interesting that can happen, as it can be seen in a state. */
export interface Fact {
  readonly name: string
  /** The bounds within which it ought to be possible. */
  readonly takes: (bounds: Bounds, settings: Settings) => boolean
  readonly found: (world: World) => boolean
  /** A complete search that does not meet it is worth nothing. */
  readonly isRequired?: boolean
}

export const faulty =
  (...kinds: readonly (keyof Bounds['faults'])[]) =>
  ({ faults }: Bounds): boolean =>
    kinds.some((kind) => faults[kind] > 0)

export const movesLeader = (bounds: Bounds): boolean =>
  bounds.epochs > 1 && (canStop(bounds) || faulty('cut-off', 'leader-move')(bounds))

export const movesLeaderTwice = (bounds: Bounds): boolean => bounds.epochs > 2 && bounds.faults['leader-move'] > 1

export const someBroker =
  (is: (broker: Broker, id: number, cluster: Cluster) => boolean) =>
  ({ cluster }: World): boolean =>
    cluster.brokers.some((broker, id) => is(broker, id, cluster))

export const somePair =
  (is: (a: Broker, b: Broker) => boolean) =>
  ({ cluster: { brokers } }: World): boolean =>
    brokers.some((a, id) => brokers.some((b, other) => other !== id && is(a, b)))

export const leaderWhere =
  (is: (broker: Broker, id: number, world: World) => boolean) =>
  (world: World): boolean =>
    world.cluster.brokers.some((broker, id) => leads(broker.replica, id) && is(broker, id, world))
