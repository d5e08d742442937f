import { none, only, type Bits } from '../../kit/bits'
import type { Part } from '../../contract/machine'
import type { Bounds } from '../../model/bounds'
import { brokerOf } from '../../model/cluster'
import { assignmentsOf, memoryOf, statesOf } from '../../model/coordinator/coordinator'
import type { Broker, Cluster, Replica } from '../../model/state'
import type { BrokerId } from '../../model/values'

/**
 * A cluster in parts: eight aspects of each broker (of all its replicas together), and what there is once. A set of parts has 31 members at most, so in a world
 * of four or five brokers the last aspects of each share one part.
 */
export interface Parts extends Readonly<Record<Aspect, (broker: BrokerId) => Bits>> {
  /** The states of all partitions, as agreed. */
  readonly states: Bits
  /** The memory of the controller. */
  readonly controller: Bits
  readonly produced: Bits
  readonly spent: Bits
  /** All aspects of one broker. */
  whole(broker: BrokerId): Bits
  /** One aspect of all brokers. */
  readonly all: Readonly<Record<Aspect, Bits>>
  /** How many parts there are: the bit of the first that is not the cluster's. */
  readonly count: number
}

type Aspect = keyof typeof ASPECTS

/** One aspect of all replicas of a broker. */
const each =
  (of: (replica: Replica) => unknown) =>
  ({ replicas }: Broker): unknown =>
    replicas.map(of)

/** `life` is whether the broker runs, and what it can reach; `belief` is whom it takes for its leader. */
const ASPECTS = {
  requests: ({ requests, late }: Broker): unknown => (late.length === 0 ? requests : [requests, late]),
  fetcherRequests: ({ fetcherRequests, lateFetches }: Broker): unknown =>
    lateFetches.length === 0 ? fetcherRequests : [fetcherRequests, lateFetches],
  leadership: each(({ leadership }) => leadership),
  life: ({
    replicas: _,
    requests: __,
    fetcherRequests: ___,
    lateFetches: _____,
    late: ____,
    ...rest
  }: Broker): unknown => rest,
  log: each(({ disk }) => [disk.log, disk.epochs, disk.recoveryPoint, disk.files]),
  belief: each(({ leader, leaderEpoch, fetcher }) => [leader, leaderEpoch, fetcher]),
  highWatermark: each(({ highWatermark }) => highWatermark),
  checkpoint: each(({ disk }) => disk.highWatermark),
} as const

const NAMES = Object.keys(ASPECTS) as readonly Aspect[]

const ONCE = {
  /** With KRaft all images that a broker may hold or stop at. */
  states: (cluster: Cluster): unknown =>
    cluster.coordinator.kraft.length === 0 ? statesOf(cluster) : cluster.coordinator.kraft,
  /** With the assignments, where replicas move. */
  controller: (cluster: Cluster): unknown =>
    assignmentsOf(cluster).length === 0 ? memoryOf(cluster) : [memoryOf(cluster), assignmentsOf(cluster)],
  produced: ({ produced }: Cluster): unknown => produced,
  /** With the old process, if there may be one, the clock and the configuration in force. */
  spent: ({ spent, old, now, configVersion }: Cluster): unknown =>
    old.length === 0 && now === 0 && configVersion === 0 ? spent : [spent, old, now, configVersion],
} as const

const ONCE_NAMES = Object.keys(ONCE) as readonly (keyof typeof ONCE)[]

/** What the cluster may use; the rest of 31 is for history. */
const MOST_PARTS = 29

const perBroker = ({ brokers }: Bounds): number =>
  Math.min(NAMES.length, Math.floor((MOST_PARTS - ONCE_NAMES.length) / brokers))

export const partsWithin = (bounds: Bounds): Parts => {
  const width = perBroker(bounds)
  const ids = idsOf(bounds)
  const bitOf = (aspect: number, broker: BrokerId): Bits =>
    broker < 0 ? none : only(width * broker + Math.min(aspect, width - 1))
  const once = (part: number): Bits => only(width * bounds.brokers + part)
  const entries = NAMES.map((name, aspect) => [name, (broker: BrokerId) => bitOf(aspect, broker)] as const)
  const all = entries.map(([name, of]) => [name, ids.reduce((found, id) => found | of(id), none)])
  return {
    ...(Object.fromEntries(entries) as Pick<Parts, Aspect>),
    ...{ states: once(0), controller: once(1), produced: once(2), spent: once(3) },
    whole: (broker) => entries.reduce((found, [, of]) => found | of(broker), none),
    all: Object.fromEntries(all) as Parts['all'],
    count: width * bounds.brokers + ONCE_NAMES.length,
  }
}

/** The same parts, each with its name and what it is in a cluster. */
export const describedParts = (bounds: Bounds): readonly Part<Cluster>[] => [
  ...idsOf(bounds).flatMap((id) =>
    Array.from({ length: perBroker(bounds) }, (_, part) => describe(id, aspectsOf(bounds, part))),
  ),
  ...ONCE_NAMES.map((name): Part<Cluster> => ({ name, of: ONCE[name] })),
]

const aspectsOf = (bounds: Bounds, part: number): readonly Aspect[] =>
  NAMES.filter((_, aspect) => Math.min(aspect, perBroker(bounds) - 1) === part)

const describe = (id: BrokerId, aspects: readonly Aspect[]): Part<Cluster> => ({
  name: `${aspects.join(', ')} of broker ${id + 1}`,
  of: (cluster) => aspects.map((aspect) => ASPECTS[aspect](brokerOf(cluster, id))),
})

const idsOf = ({ brokers }: Bounds): readonly BrokerId[] => Array.from({ length: brokers }, (_, id) => id)
