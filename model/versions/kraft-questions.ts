import type { KraftDecisions } from './kraft-decisions'
import type { Asked, Question } from './question'

type KraftQuestions<Q> = Readonly<Record<keyof KraftDecisions, Q>>

const asked: KraftQuestions<Asked> = {
  fencesAlterPartition: {
    asks: 'Does the controller refuse an AlterPartition of another leader epoch?',
    methods: { '3.2.0': 'ReplicationControlManager.validateAlterPartitionData' },
  },
  refusesPartitionEpoch: {
    asks: 'Does the controller refuse an AlterPartition that was made before the partition last changed?',
    methods: { '3.2.0': 'ReplicationControlManager.validateAlterPartitionData' },
  },
  refusesLeaderAhead: {
    asks: 'Is a leader refused for good that has heard of a later change than the controller?',
    methods: { '3.2.0': 'ReplicationControlManager.validateAlterPartitionData' },
  },
  barsFromIsr: {
    asks: 'Which replicas does the controller not let into the ISR?',
    methods: {
      '3.2.0': 'ReplicationControlManager.validateAlterPartitionData',
      '3.3.1': 'ReplicationControlManager.ineligibleReplicasForIsr',
    },
  },
  isEligibleForIsr: {
    asks: 'Which followers may a leader propose for the ISR?',
    methods: { '3.2.0': 'Partition.canAddReplicaToIsr', '3.3.1': 'Partition.isReplicaIsrEligible' },
  },
  sendsBrokerEpochs: {
    asks: 'Does a leader say of which process of a broker it speaks when it proposes an ISR?',
    methods: { '3.2.0': 'Partition.prepareIsrExpand', '3.5.0': 'Partition.addBrokerEpochToIsr' },
  },
  publishesUnregistered: {
    asks: 'Does a process publish what it has read of the metadata log before it has registered?',
    methods: { '3.2.0': 'BrokerServer.startup' },
  },
  fetchesUnregistered: {
    asks: 'Does a broker fetch before it has registered?',
    methods: { '3.5.0': 'BrokerServer.startup' },
  },
  countsReadOfEarlierLeadership: {
    asks: 'Does a leader count a fetch for which it has read when it led before?',
    methods: { '3.2.0': 'Partition.updateFollowerFetchState', '3.3.1': 'Partition.fetchRecords' },
  },
  acceptsFetchOf: {
    asks: 'Does a leader count a fetch of a process that is not the last one it has heard of?',
    methods: { '3.2.0': 'Replica.updateFetchState', '3.7.0': 'Replica.updateFetchStateOrThrow' },
  },
  locksFetchState: {
    asks: 'Does a fetch wait to be noted, while its leader holds the lock to propose an ISR?',
    methods: { '3.2.0': 'Partition.updateFollowerFetchState' },
  },
  acceptsPartitionEpoch: {
    asks: 'Does a leader go by what it is told about the partition, if it knows of a later change?',
    methods: { '3.2.0': 'Partition.makeLeader' },
  },
  beginsEpochAgain: {
    asks: 'Does a leader that hears of the partition in its own leader epoch take that epoch to begin at its log end now?',
    methods: { '3.2.0': 'Partition.makeLeader' },
  },
  advancesWithIsr: {
    asks: 'With which ISR does the high watermark move?',
    methods: { '3.2.0': 'Partition.maybeIncrementLeaderHW' },
  },
  bumpsEpochOfShrunkIsr: {
    asks: 'Does a smaller ISR take a new leader epoch?',
    methods: {
      '3.2.0': 'PartitionChangeBuilder.triggerLeaderEpochBumpIfNeeded',
      '3.7.0': 'PartitionChangeBuilder.triggerLeaderEpochBumpForIsrShrinkIfNeeded',
    },
  },
  completesReassignment: {
    asks: 'With which ISR is a reassignment complete?',
    methods: { '3.2.0': 'PartitionReassignmentReplicas.maybeCompleteReassignment' },
  },
  losesMetadata: {
    asks: 'May the quorum of controllers lose what it has committed, where a voter comes back without its disk?',
    methods: { '3.2.0': 'QuorumState', '3.9.1': 'VoterSet.isVoter' },
  },
  keepsReplacedReassignment: {
    asks: 'Where a reassignment takes the place of another, and adds no replica, or removes none, does the other go on to add or remove?',
    methods: { '3.2.0': 'ReplicationControlManager.changePartitionReassignment' },
  },
  clearsElr: {
    asks: 'Does a new min.insync.replicas end the eligibility of replicas outside the ISR?',
    methods: { '4.0.0': 'ConfigurationControlManager.createClearElrRecordsAsNeeded' },
  },
  keepsRemovedEligible: {
    asks: 'Is a broker that is no replica any more still an eligible leader replica?',
    methods: { '4.0.0': 'PartitionChangeBuilder.maybePopulateTargetElr' },
  },
  hearsOfDirectories: {
    asks: 'Does the controller know which log directories of a broker are online?',
    methods: {
      '3.2.0': 'ReplicationControlManager.processBrokerHeartbeat',
      '3.7.0': 'ReplicationControlManager.handleDirectoriesOffline',
    },
  },
  createsWhileOffline: {
    asks: 'Does a process that starts with a log directory offline create a replica in it anew in another?',
    methods: { '3.2.0': 'LogManager.getOrCreateLog', '3.7.0': 'Partition.createLogInAssignedDirectoryId' },
  },
  createsOfflineAgain: {
    asks: 'Does a process whose log directory has failed create a replica anew in another when it hears of the partition?',
    methods: { '3.2.0': 'ReplicaManager.getOrCreatePartition' },
  },
  barsOfflineDirectory: {
    asks: 'Does the controller keep a replica in a log directory that is offline out of the ISR?',
    methods: { '3.7.0': 'ReplicationControlManager.ineligibleReplicasForIsr' },
  },
  electsInReportedDirectory: {
    asks: 'Is a broker elected that is unfenced by a heartbeat which says that the directory of its replica has failed?',
    methods: { '3.7.0': 'ReplicationControlManager.processBrokerHeartbeat' },
  },
  keepsEpochsOfMovedLog: {
    asks: 'Does a log that was moved to another directory keep the epochs without a record?',
    methods: { '3.2.0': 'LogManager.replaceCurrentWithFutureLog' },
  },
  keepsElrAtAssignment: {
    asks: 'Do eligible leader replicas stay so when a replica is assigned to a log directory?',
    methods: { '4.0.0': 'ReplicationControlManager.handleAssignReplicasToDirs' },
  },
  marksCleanWithoutDirectory: {
    asks: 'Does a clean shutdown count where one of the log directories is no longer in log.dirs?',
    methods: { '3.7.0': 'LogManager.readBrokerEpochFromCleanShutdownFiles' },
  },
  registrationTouchesIsr: {
    asks: 'Is a broker that registers taken out of every ISR?',
    methods: { '3.2.0': 'ClusterControlManager.registerBroker' },
  },
  lastKnownLeaderMustBeActive: {
    asks: 'Must the last known leader be active to be elected?',
    methods: { '4.0.0': 'PartitionChangeBuilder.canElectLastKnownLeader' },
  },
  remembersLastLeader: {
    asks: 'When is a leader remembered as the last known one?',
    methods: { '4.0.0': 'PartitionChangeBuilder.maybeUpdateLastKnownLeader' },
  },
}

/** The decisions of KRaft, in the order in which a page of a release has them. */
export const kraftQuestions = (about: Question['about']): KraftQuestions<Question> =>
  Object.fromEntries(
    Object.entries(asked).map(([decision, one]) => [decision, { about, ...one }]),
  ) as KraftQuestions<Question>
