import { NONE } from '../../kit/schema'
import type { KraftDecisions } from './kraft-decisions'

/** How the first releases with KRaft answer. Each answer was read at the tag that it names. */
export const kraftBase: KraftDecisions = {
  /** ReplicationControlManager.validateAlterPartitionData, 3.2.0: FENCED_LEADER_EPOCH. */
  fencesAlterPartition: (registered, requested) => requested < registered,
  /** ReplicationControlManager.validateAlterPartitionData, 3.2.0: INVALID_UPDATE_VERSION. */
  refusesPartitionEpoch: (registered, requested) => requested < registered,
  /** ReplicationControlManager.validateAlterPartitionData, 3.2.0: nothing is asked about the members (kip-841.ts). */
  barsFromIsr: () => false,
  /** Partition.canAddReplicaToIsr, 3.2.0: nothing is asked about the follower (kip-841.ts). */
  isEligibleForIsr: () => true,
  /** Partition.prepareIsrExpand, 3.2.0: broker ids only (kip-903.ts). */
  sendsBrokerEpochs: () => false,
  /** Replica.updateFetchState, 3.2.0: a fetch has no broker epoch (kafka-15221.ts). */
  acceptsFetchOf: () => true,
  /** Partition.makeLeader, 3.3.0: an older partition epoch is skipped (kafka-13790). */
  acceptsPartitionEpoch: (known, told) => told >= known,
  /** Partition.maybeIncrementLeaderHW, 3.2.0: with any ISR (kafka-15583.ts). */
  advancesWithIsr: () => true,
  /** PartitionChangeBuilder.triggerLeaderEpochBumpIfNeeded, 3.2.0: yes (kafka-15021.ts). */
  bumpsEpochOfShrunkIsr: () => true,
  /** PartitionReassignmentReplicas.maybeCompleteReassignment, 3.2.0: those to be added are enough (kafka-15665.ts). */
  completesReassignment: () => true,
  /** ClusterControlManager.registerBroker, 3.2.0: only the registration is written (kafka-18106.ts). */
  registrationTouchesIsr: () => false,
  /** PartitionChangeBuilder.canElectLastKnownLeader, 4.0.0: it only logs that the leader is not alive (kafka-19522.ts). */
  lastKnownLeaderMustBeActive: () => false,
  /** PartitionChangeBuilder.maybeUpdateLastKnownLeader, 4.0.0: where the ISR becomes empty. */
  remembersLastLeader: ({ lastKnownLeader }, _, isr) => isr === 0 && lastKnownLeader === NONE,
}

/** The same in words. */
export const kraftBaseAnswers: Readonly<Record<keyof KraftDecisions, string>> = {
  fencesAlterPartition: 'Yes, if it is of an earlier one: FENCED_LEADER_EPOCH.',
  refusesPartitionEpoch: 'Yes: INVALID_UPDATE_VERSION.',
  barsFromIsr: 'None: any replica may be in it.',
  isEligibleForIsr: 'Any that has fetched far enough.',
  sendsBrokerEpochs: 'No: it names brokers only.',
  acceptsFetchOf: 'Yes: a fetch does not say of which process it is.',
  acceptsPartitionEpoch: 'No: an earlier partition epoch is skipped.',
  advancesWithIsr: 'Yes, with any.',
  bumpsEpochOfShrunkIsr: 'Yes, whoever made it smaller.',
  completesReassignment: 'Yes.',
  registrationTouchesIsr:
    'No: only its registration is written. It can register once its session has ended, and was fenced then.',
  lastKnownLeaderMustBeActive: 'No: it may be fenced.',
  remembersLastLeader: 'Yes, when the ISR becomes empty.',
}
