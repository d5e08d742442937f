import type { BrokerRegistration, PartitionRegistration } from '../coordinator/kraft/state'
import type { Leadership } from '../state'
import type { BrokerEpoch, Brokers, DirectoryId, LeaderEpoch, PartitionEpoch } from '../values'

/** The points at which Kafka's versions with KRaft differ in what the controller and its brokers agree: part of `Decisions`. */
export interface KraftDecisions {
  /** ReplicationControlManager.validateAlterPartitionData: does the controller refuse an AlterPartition of another leader epoch? */
  fencesAlterPartition(registered: LeaderEpoch, requested: LeaderEpoch): boolean
  /**
   * ReplicationControlManager.validateAlterPartitionData: does the controller refuse an AlterPartition that was made before the
   * partition last changed?
   */
  refusesPartitionEpoch(registered: PartitionEpoch, requested: PartitionEpoch): boolean
  /**
   * ReplicationControlManager.validateAlterPartitionData: is a leader refused for good that has heard of a later change than the
   * controller? Otherwise it tries again, elsewhere.
   */
  refusesLeaderAhead(): boolean
  /**
   * ReplicationControlManager.ineligibleReplicasForIsr: which replicas does the controller not let into the ISR? `requested` is the
   * broker epoch that the leader knows, or UNREGISTERED.
   */
  barsFromIsr(replica: BrokerRegistration, requested: BrokerEpoch): boolean
  /**
   * Partition.isReplicaIsrEligible: which followers may a leader propose for the ISR? `seen` is what the leader has replayed
   * about the follower, `fetched` the broker epoch of its fetch.
   */
  isEligibleForIsr(seen: BrokerRegistration, fetched: BrokerEpoch): boolean
  /** Partition.addBrokerEpochToIsr: does a leader say of which process of a broker it speaks when it proposes an ISR? */
  sendsBrokerEpochs(): boolean
  /** BrokerServer.startup: does a process publish what it has read of the metadata log before it has registered? */
  publishesUnregistered(): boolean
  /** BrokerServer.startup: does a broker fetch before it has registered? */
  fetchesUnregistered(): boolean
  /** Partition.fetchRecords: does a leader count a fetch for which it has read when it led before? */
  countsReadOfEarlierLeadership(): boolean
  /** Replica.updateFetchStateOrThrow: does a leader count a fetch of a process that is not the last one it has heard of? */
  acceptsFetchOf(seen: BrokerRegistration, fetched: BrokerEpoch): boolean
  /**
   * Partition.updateFollowerFetchState: does a fetch wait to be noted, while its leader holds the lock to propose an ISR? Otherwise what is proposed
   * may be of another process than what was checked.
   */
  locksFetchState(): boolean
  /** Partition.makeLeader: does a leader go by what it is told about the partition, if it knows of a later change? */
  acceptsPartitionEpoch(known: PartitionEpoch, told: PartitionEpoch): boolean
  /** Partition.makeLeader: does a leader that hears of the partition in its own leader epoch take that epoch to begin at its log end now? */
  beginsEpochAgain(): boolean
  /** Partition.maybeIncrementLeaderHW: with which ISR does the high watermark move? */
  advancesWithIsr(leadership: Leadership, minIsr: number): boolean
  /** PartitionChangeBuilder.triggerLeaderEpochBumpForIsrShrinkIfNeeded: does a smaller ISR take a new leader epoch? */
  bumpsEpochOfShrunkIsr(): boolean
  /**
   * PartitionReassignmentReplicas.maybeCompleteReassignment: with which ISR is a reassignment complete? `isr` is without those to be
   * removed, `target` what is left of the replicas.
   */
  completesReassignment(replicas: ReassignedReplicas): boolean
  /**
   * ReplicationControlManager.changePartitionReassignment: where a reassignment takes the place of another, and adds no replica, or
   * removes none, does the other go on to add or remove?
   */
  keepsReplacedReassignment(): boolean
  /** PartitionChangeBuilder.maybePopulateTargetElr: is a broker that is no replica any more still an eligible leader replica? */
  keepsRemovedEligible(): boolean
  /** VoterSet.isVoter: may the quorum of controllers lose what it has committed, where a voter comes back without its disk? */
  losesMetadata(): boolean
  /** ConfigurationControlManager.createClearElrRecordsAsNeeded: does a new min.insync.replicas end the eligibility of replicas outside the ISR? */
  clearsElr(): boolean
  /** ReplicationControlManager.handleDirectoriesOffline: does the controller know which log directories of a broker are online? */
  hearsOfDirectories(): boolean
  /**
   * Partition.createLogInAssignedDirectoryId: does a process that starts with a log directory offline create a replica in it anew in
   * another? The controller knows it in `assigned`, or nowhere (UNASSIGNED).
   */
  createsWhileOffline(assigned: DirectoryId): boolean
  /**
   * ReplicaManager.getOrCreatePartition: does a process whose log directory has failed create a replica anew in another when it hears of
   * the partition?
   */
  createsOfflineAgain(): boolean
  /** ReplicationControlManager.ineligibleReplicasForIsr: does the controller keep a replica in a log directory that is offline out of the ISR? */
  barsOfflineDirectory(): boolean
  /**
   * ReplicationControlManager.processBrokerHeartbeat: is a broker elected that is unfenced by a heartbeat which says that the directory of its replica
   * has failed?
   */
  electsInReportedDirectory(): boolean
  /** LogManager.replaceCurrentWithFutureLog: does a log that was moved to another directory keep the epochs without a record? */
  keepsEpochsOfMovedLog(): boolean
  /** ReplicationControlManager.handleAssignReplicasToDirs: do eligible leader replicas stay so when a replica is assigned to a log directory? */
  keepsElrAtAssignment(): boolean
  /**
   * LogManager.readBrokerEpochFromCleanShutdownFiles: does a clean shutdown count where one of the log directories is no longer in
   * log.dirs?
   */
  marksCleanWithoutDirectory(): boolean
  /** ClusterControlManager.registerBroker: is a broker that registers taken out of every ISR? */
  registrationTouchesIsr(): boolean
  /** PartitionChangeBuilder.canElectLastKnownLeader: must the last known leader be active to be elected? */
  lastKnownLeaderMustBeActive(): boolean
  /**
   * PartitionChangeBuilder.maybeUpdateLastKnownLeader: when is a leader remembered as the last known one? `losesLeader`: the
   * record says that there is none any more; `isr` is the ISR after it.
   */
  remembersLastLeader(before: PartitionRegistration, losesLeader: boolean, isr: Brokers): boolean
}

export interface ReassignedReplicas {
  readonly adding: Brokers
  readonly removing: Brokers
  readonly target: Brokers
  readonly isr: Brokers
}
