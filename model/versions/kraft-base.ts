import { isSubset } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import type { KraftDecisions } from './kraft-decisions'

/** How the first releases with KRaft answer. Each answer was read at the tag that it names. */
export const kraftBase: KraftDecisions = {
  /** No release answers so: FENCED_LEADER_EPOCH came with the request itself (kip-497.ts). */
  fencesAlterPartition: () => false,
  /** No release answers so: INVALID_UPDATE_VERSION came with the request itself (kip-497.ts). */
  refusesPartitionEpoch: () => false,
  /** ReplicationControlManager.validateAlterPartitionData, 3.2.0: FENCED_LEADER_EPOCH, INVALID_UPDATE_VERSION for any other epoch (kafka-14154.ts). */
  refusesLeaderAhead: () => true,
  /** ReplicationControlManager.validateAlterPartitionData, 3.2.0: nothing is asked about the members (kip-841.ts). */
  barsFromIsr: () => false,
  /** Partition.canAddReplicaToIsr, 3.2.0: nothing is asked about the follower (kip-841.ts). */
  isEligibleForIsr: () => true,
  /** Partition.prepareIsrExpand, 3.2.0: broker ids only (kip-903.ts). */
  sendsBrokerEpochs: () => false,
  /** BrokerServer.startup, 3.5.0: its publishers are installed before. (3.2.0 waits for initialCatchUpFuture: published-after-registration.ts.) */
  publishesUnregistered: () => true,
  /** BrokerServer.startup, 3.5.0: its fetchers start with its first metadata. */
  fetchesUnregistered: () => true,
  /** Partition.updateFollowerFetchState, 3.2.0: it looks the follower up by its id (fetch-of-this-leadership.ts). */
  countsReadOfEarlierLeadership: () => true,
  /** Replica.updateFetchState, 3.2.0: a fetch has no broker epoch (kafka-15221.ts). */
  acceptsFetchOf: () => true,
  /** Partition.updateFollowerFetchState, 3.2.0: it takes no lock (kafka-15221.ts). */
  locksFetchState: () => false,
  /** Partition.makeLeader, 3.2.0: nothing is compared (kafka-13790.ts). */
  acceptsPartitionEpoch: () => true,
  /** Partition.makeLeader, 3.2.0: leaderEpochStartOffsetOpt is set every time (kafka-13790.ts). */
  beginsEpochAgain: () => true,
  /** Partition.maybeIncrementLeaderHW, 3.2.0: with any ISR (kafka-15583.ts). */
  advancesWithIsr: () => true,
  /** PartitionChangeBuilder.triggerLeaderEpochBumpIfNeeded, 3.2.0: yes (kafka-15021.ts). */
  bumpsEpochOfShrunkIsr: () => true,
  /** PartitionReassignmentReplicas.maybeCompleteReassignment, 3.2.0: those to be added are enough (kafka-15665.ts). */
  completesReassignment: ({ adding, isr }) => isSubset(adding, isr),
  /** ReplicationControlManager.changePartitionReassignment, 3.2.0 to 4.3.1: an empty list is not set (hypothetical-forget-replaced.ts). */
  keepsReplacedReassignment: () => true,
  /** QuorumState, 3.2.0: a voter is known by its id (kip-853.ts). */
  losesMetadata: () => true,
  /** No release with eligible leader replicas answers so (kafka-18649.ts). */
  clearsElr: () => false,
  /** PartitionChangeBuilder.maybePopulateTargetElr, 4.0.0: it looks at the ISR, and not at the replicas (hypothetical-removed-not-eligible.ts). */
  keepsRemovedEligible: () => true,
  /** BrokerHeartbeatRequest, 3.2.0: it names no directories (kip-858.ts). */
  hearsOfDirectories: () => false,
  /** LogManager.getOrCreateLog, 3.2.0: a partition that the process did not know is new (kip-858.ts). */
  createsWhileOffline: () => true,
  /** ReplicaManager.getOrCreatePartition, 3.2.0: HostedPartition.Offline stays so (kip-858-as-released.ts). */
  createsOfflineAgain: () => false,
  /** ReplicationControlManager.validateAlterPartitionData, 3.2.0: no release asks about directories (hypothetical-offline-not-in-isr.ts). */
  barsOfflineDirectory: () => false,
  /** ReplicationControlManager.processBrokerHeartbeat, 3.7.0: the broker is unfenced before it is asked (hypothetical-unfence-knowing.ts). */
  electsInReportedDirectory: () => true,
  /** LogManager.replaceCurrentWithFutureLog, 3.2.0: nothing but the log takes the place (hypothetical-epochs-move-along.ts). */
  keepsEpochsOfMovedLog: () => false,
  /** ReplicationControlManager.handleAssignReplicasToDirs, 4.0.0: the change is built without the feature (elr-kept-by-assignment.ts). */
  keepsElrAtAssignment: () => false,
  /** LogManager.readBrokerEpochFromCleanShutdownFiles, 3.7.0: it reads those of the present log.dirs (hypothetical-marker-names-directories.ts). */
  marksCleanWithoutDirectory: () => true,
  /** ClusterControlManager.registerBroker, 3.2.0: only the registration is written (kafka-18106.ts). */
  registrationTouchesIsr: () => false,
  /** PartitionChangeBuilder.canElectLastKnownLeader, 4.0.0: it only logs that the leader is not alive (kafka-19522.ts). */
  lastKnownLeaderMustBeActive: () => false,
  /** PartitionChangeBuilder.maybeUpdateLastKnownLeader, 4.0.0: where the ISR becomes empty. */
  remembersLastLeader: ({ lastKnownLeader }, _, isr) => isr === 0 && lastKnownLeader === NONE,
}

/** The same in words. */
export const kraftBaseAnswers: Readonly<Record<keyof KraftDecisions, string>> = {
  fencesAlterPartition: 'No.',
  refusesPartitionEpoch: 'No.',
  refusesLeaderAhead: 'Yes, as if it was behind: FENCED_LEADER_EPOCH, INVALID_UPDATE_VERSION.',
  barsFromIsr: 'None: any replica may be in it.',
  isEligibleForIsr: 'Any that has fetched far enough.',
  sendsBrokerEpochs: 'No: it names brokers only.',
  publishesUnregistered: 'Yes, as soon as it has caught up with what was committed when it started.',
  fetchesUnregistered: 'Yes, as soon as it has heard of its leaders.',
  countsReadOfEarlierLeadership: 'Yes.',
  acceptsFetchOf: 'Yes: a fetch does not say of which process it is.',
  locksFetchState: 'No: it is noted without a lock.',
  acceptsPartitionEpoch: 'Yes: nothing is compared.',
  beginsEpochAgain: 'Yes: a follower has to reach what is its log end now to join the ISR.',
  advancesWithIsr: 'Yes, with any.',
  bumpsEpochOfShrunkIsr: 'Yes, whoever made it smaller.',
  completesReassignment: 'If every replica to be added is in it.',
  keepsReplacedReassignment: 'Yes.',
  losesMetadata: 'Yes, with static voters (kraft.version=0): a voter is known by its id.',
  clearsElr: 'No.',
  keepsRemovedEligible: 'Yes, until the ISR has grown again.',
  hearsOfDirectories: 'No: it knows brokers only.',
  createsWhileOffline: 'Yes.',
  createsOfflineAgain: 'No: the replica stays offline until the process ends.',
  barsOfflineDirectory: 'No.',
  electsInReportedDirectory: 'Yes: both changes are made from the registrations before the heartbeat.',
  keepsEpochsOfMovedLog: 'No: the copy has the epochs of its batches.',
  keepsElrAtAssignment: 'No: none is eligible any more.',
  marksCleanWithoutDirectory: 'Yes: only the directories that it has are asked.',
  registrationTouchesIsr:
    'No: only its registration is written. It can register once its session has ended; here it was fenced then (docs/decisions/0063).',
  lastKnownLeaderMustBeActive: 'No: it may be fenced.',
  remembersLastLeader: 'When the ISR becomes empty.',
}
