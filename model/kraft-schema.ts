/** What KRaft adds to a cluster within these bounds. */
import {
  flag,
  flagWhen,
  int,
  list,
  maybePeer,
  NONE,
  oneOf,
  peer,
  peers,
  perPeer,
  perPlace,
  record,
  type Schema,
} from '../kit/schema'
import { hasDirectories, mostDirectories, stopFaults, type Bounds } from './bounds'
import {
  alterPartitionErrors,
  alterPartitionStages,
  type AlterPartition,
  type BrokerRegistration,
  type Kraft,
  type KraftAssignment,
  type KraftMember,
  type LogDirectory,
  type MetadataImage,
  type PartitionRegistration,
} from './coordinator/kraft/state'
import type { Fault } from './state'

export const kraftSchema = (bounds: Bounds): Schema<Kraft> =>
  record<Kraft>({
    images: list(imageSchema(bounds), mostImages(bounds)),
    uncommitted: list(imageSchema(bounds), canFailOver(bounds) ? 1 : 0),
    replaced: int(-1, canFailOver(bounds) ? mostImages(bounds) - 1 : -1),
    asked: int(0, bounds.reassign?.moves.length ?? 0),
  })

const canFailOver = ({ faults }: Bounds): boolean => faults['controller-failover'] > 0

/** One for each broker that is far behind, and the newest; and one for a controller that was replaced. A step adds one before old ones are dropped. */
const mostImages = (bounds: Bounds): number =>
  bounds.brokers + (bounds.kraft?.metadataLag ?? 0) + (canFailOver(bounds) ? 1 : 0)

const imageSchema = (bounds: Bounds): Schema<MetadataImage> =>
  record<MetadataImage>({
    partitions: perPlace(bounds.partitions, partitionSchema(bounds)),
    brokers: perPeer(
      bounds.brokers,
      record<BrokerRegistration>({
        epoch: brokerEpoch(bounds, 0),
        isFenced: flag,
        inControlledShutdown: flagWhen(bounds.faults['clean-shutdown'] > 0),
        firstOnline: int(0, mostDirectories(bounds)),
      }),
    ),
  })

const partitionSchema = (bounds: Bounds): Schema<PartitionRegistration> =>
  record<PartitionRegistration>({
    leader: maybePeer(bounds.brokers),
    leaderEpoch: int(0, bounds.epochs - 1),
    isr: peers(bounds.brokers),
    partitionEpoch: partitionEpoch(bounds),
    assignment: perPlace(
      bounds.reassign === undefined ? 0 : 1,
      record<KraftAssignment>({
        replicas: list(peer(bounds.brokers), bounds.brokers),
        adding: peers(bounds.brokers),
        removing: peers(bounds.brokers),
      }),
    ),
    elr: bounds.kraft?.elr === true ? peers(bounds.brokers) : int(0, 0),
    lastKnownLeader: bounds.kraft?.elr === true ? maybePeer(bounds.brokers) : int(-1, -1),
    isRecovering: flag,
    directories: perPeer(hasDirectories(bounds) ? bounds.brokers : 0, int(-1, mostDirectories(bounds))),
  })

/** Each failure, and each move, takes a broker to the next directory. */
export const directorySchema = (bounds: Bounds): Schema<LogDirectory> =>
  record<LogDirectory>({
    id: int(0, mostDirectories(bounds)),
    oldest: int(0, mostDirectories(bounds)),
    hasFailed: flag,
  })

export const memberSchema = (bounds: Bounds): Schema<KraftMember> =>
  record<KraftMember>({
    view: int(-1, mostImages(bounds) - 1),
    hasPublished: flag,
    brokerEpoch: brokerEpoch(bounds, -1),
    serves: flag,
    stoppedCleanly: flagWhen(bounds.faults['clean-shutdown'] > 0),
    awaitsCommit: flagWhen(canFailOver(bounds)),
    isForgotten: flagWhen(canFailOver(bounds) && bounds.faults['clean-shutdown'] > 0),
    hasLeftReplaced: flagWhen(canFailOver(bounds) && bounds.faults['lost-alter-partition'] > 0),
    isAhead: flagWhen(bounds.faults['quorum-loss'] > 0),
    alterPartitions: perPlace(
      bounds.partitions,
      record<AlterPartition>({
        stage: oneOf(...alterPartitionStages),
        isAwaited: flag,
        error: oneOf(...alterPartitionErrors),
        leaderEpoch: int(0, bounds.epochs - 1),
        partitionEpoch: partitionEpoch(bounds),
        isr: peers(bounds.brokers),
        counted: perPeer(bounds.brokers, brokerEpoch(bounds, -1)),
      }),
    ),
  })

/**
 * Every image, every leader and every request under way may have one of its own (coordinator/kraft/canonical.ts). NONE: one before all that
 * matter (coordinator/kraft/forgetting.ts).
 */
export const partitionEpoch = (bounds: Bounds): Schema<number> =>
  int(bounds.kraft?.forgets === true ? NONE : 0, mostImages(bounds) + 2 * bounds.brokers)

/** A broker registers once after each end of its process. */
export const brokerEpoch = ({ kraft, faults }: Bounds, least: number): Schema<number> => {
  if (kraft === undefined) return int(0, 0)
  const ends: readonly Fault[] = [...stopFaults, 'crash-while-loading']
  return int(
    least,
    ends.reduce((sum, fault) => sum + faults[fault], 0),
  )
}
