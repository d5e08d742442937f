import type { Decision } from './decisions'
import { diskQuestions } from './disk-questions'
import { kraftQuestions } from './kraft-questions'
import { reassignmentQuestions } from './reassignment-questions'
import { storageQuestions } from './storage-questions'
import { chapters, type Question } from './question'
import { tags, type Tag } from './tags'

export type { Question }

const [arrives, controller, follower, cache, leader, followers, producers, storage, disk, moving, agreed] = chapters

/** Every decision, in the order in which a page of a release has them. */
export const questions: Readonly<Record<Decision, Question>> = {
  acceptsControllerEpoch: {
    about: arrives,
    asks: 'Is a request of this controller still obeyed?',
    methods: { '0.8.0': 'ReplicaManager.becomeLeaderOrFollower' },
  },
  acceptsStaleBrokerEpoch: {
    about: arrives,
    asks: 'Does a broker obey a request that was sent to it before it last registered?',
    methods: { '2.2.0': 'KafkaApis.isBrokerEpochStale' },
  },

  noticesBounce: {
    about: controller,
    asks: 'Does the controller notice a broker that failed and started again before the controller looked?',
    methods: {
      '0.8.0': 'BrokerChangeListener.handleChildChange',
      '0.10.2.2': 'BrokerChangeListener.doHandleChildChange',
      '1.1.1': 'KafkaController.BrokerChange.process',
      '2.4.0': 'KafkaController.processBrokerChange',
    },
  },
  mayElectUnclean: {
    about: controller,
    asks: 'May a replica from outside the ISR lead, where nobody in the ISR is alive?',
    methods: {
      '0.8.0': 'OfflinePartitionLeaderSelector.selectLeader',
      '1.1.1': 'PartitionLeaderElectionAlgorithms.offlinePartitionLeaderElection',
    },
  },
  keepsLastInIsr: {
    about: controller,
    asks: 'Does the last member of the ISR stay in it when it is gone?',
    methods: {
      '0.8.0': 'KafkaController.removeReplicaFromIsr',
      '1.1.1': 'ReplicaStateMachine.doRemoveReplicasFromIsr',
    },
  },
  tellsFollowersOfShrunkIsr: {
    about: controller,
    asks: 'Are followers told, too, when the controller shrinks the ISR?',
    methods: {
      '0.8.0': 'ReplicaStateMachine.handleStateChange',
      '1.1.1': 'ReplicaStateMachine.doHandleStateChanges',
    },
  },
  tellsStoppingLeader: {
    about: controller,
    asks: 'Is the leader that hands over told of its successor?',
    methods: {
      '0.8.0': 'ControlledShutdownLeaderSelector.selectLeader',
      '1.1.1': 'PartitionStateMachine.leaderForControlledShutdown',
      '2.4.0': 'Election.leaderForControlledShutdown',
    },
  },
  replacesStoppingLeader: {
    about: controller,
    asks: 'Is a leader in controlled shutdown replaced when another broker fails?',
    methods: { '0.8.0': 'KafkaController.onBrokerFailure', '1.1.1': 'KafkaController.onReplicasBecomeOffline' },
  },

  restartsFetcher: {
    about: follower,
    asks: 'Does a LeaderAndIsr that is obeyed start the fetcher anew, and truncation with it?',
    methods: { '0.8.0': 'Partition.makeFollower' },
  },
  makesFollower: {
    about: follower,
    asks: 'What happens to the log at once, before the new leader is asked anything?',
    methods: { '0.8.0': 'Partition.makeFollower', '0.10.2.2': 'ReplicaManager.makeFollowers' },
  },
  truncation: {
    about: follower,
    asks: 'Where does a follower truncate, after asking the leader where epochs end?',
    methods: {
      '1.1.1': 'ReplicaFetcherThread.maybeTruncate',
      '2.0.0': 'AbstractFetcherThread.getOffsetTruncationState',
    },
  },
  acceptsEpochEndOffset: {
    about: follower,
    asks: 'Does a follower use an answer to what it asked in an earlier leader epoch?',
    methods: {
      '1.1.1': 'AbstractFetcherThread.maybeTruncate',
      '2.1.1': 'AbstractFetcherThread.truncateToEpochEndOffsets',
    },
  },
  truncateTo: {
    about: follower,
    asks: 'What does truncating to an offset remove?',
    methods: { '0.8.0': 'Log.truncateTo' },
  },
  highWatermarkOnceCut: {
    about: follower,
    asks: 'What is the high watermark of a replica whose log was cut?',
    methods: { '0.8.0': 'Log.truncateTo', '2.4.0': 'Log.updateLogEndOffset' },
  },
  adoptsHighWatermarkOfDiverging: {
    about: follower,
    asks: "Does a follower adopt the leader's high watermark from an answer that says where the logs diverge?",
    methods: { '2.8.0': 'AbstractFetcherThread.processFetchRequest' },
  },
  cutsAfterRemoval: {
    about: follower,
    asks: 'Does a broker cut its log by an answer about diverging logs, where it has stopped fetching while it handled the answer?',
    methods: { '2.8.0': 'AbstractFetcherThread.maybeTruncateToEpochEndOffsets' },
  },
  onOutOfRange: {
    about: follower,
    asks: "What does a follower do whose log is longer than its leader's, when its fetch is out of range?",
    methods: {
      '0.8.0': 'ReplicaFetcherThread.handleOffsetOutOfRange',
      '2.1.0': 'AbstractFetcherThread.fetchOffsetAndTruncate',
    },
  },

  endOffsetFor: {
    about: cache,
    asks: 'What does a leader answer to OffsetsForLeaderEpoch?',
    methods: { '1.1.1': 'LeaderEpochFileCache.endOffsetFor' },
  },
  assignEpoch: {
    about: cache,
    asks: 'What becomes of the epoch cache once an epoch is known to start at an offset?',
    methods: { '1.1.1': 'LeaderEpochFileCache.assign' },
  },

  cachesEpochAsLeader: {
    about: leader,
    asks: 'Does a leader enter its epoch into the cache when it becomes leader?',
    methods: { '1.1.1': 'Log.append', '2.0.1': 'Partition.makeLeader' },
  },
  leaderEpochStartOffset: {
    about: leader,
    asks: 'Which offset does a new leader note as the start of its epoch?',
    methods: { '2.0.1': 'Partition.makeLeader' },
  },
  remoteLogEndsOfNewLeader: {
    about: leader,
    asks: "What does a broker that becomes leader take for known of the other replicas' log ends?",
    methods: { '0.8.0': 'Partition.makeLeader' },
  },

  fences: {
    about: followers,
    asks: 'Which OffsetsForLeaderEpoch and ListOffsets requests of followers does a leader refuse for their leader epoch?',
    methods: { '2.1.0': 'Partition.checkCurrentLeaderEpoch' },
  },
  fencesFetch: {
    about: followers,
    asks: 'Which fetches of followers does a leader refuse for their leader epoch?',
    methods: { '2.1.0': 'FetchSession.IncrementalFetchContext.foreachPartition' },
  },
  lastFetchedEpoch: {
    about: followers,
    asks: 'Of which epoch does a follower say that its last record is, so that its leader compares the logs?',
    methods: { '0.8.0': 'ReplicaFetcherThread.buildFetchRequest', '2.8.0': 'ReplicaFetcherThread.buildFetch' },
  },
  usesOldAnswer: {
    about: followers,
    asks: 'What does a follower make of the answer to a fetch that it sent in an earlier leader epoch, if it would fetch from the same offset now?',
    methods: { '0.8.0': 'AbstractFetcherThread.processFetchRequest' },
  },
  appendsBatch: {
    about: followers,
    asks: 'Does a follower append any batch that its leader has sent?',
    methods: { '3.2.0': 'UnifiedLog.analyzeAndValidateRecords' },
  },
  sendsWhatReplaced: {
    about: followers,
    asks: 'Does a leader send what it has appended by now in the place of records that it has truncated since it answered with them?',
    methods: { '3.9.1': 'FileRecords.writeTo' },
  },
  notedAfterError: {
    about: followers,
    asks: 'Which log end offset does a leader record for a follower if the response to its fetch is an error?',
    methods: {
      '0.8.0': 'ReplicaManager.recordFollowerPosition',
      '0.10.2.2': 'ReplicaManager.updateFollowerLogReadResults',
      '2.4.0': 'ReplicaManager.updateFollowerFetchState',
    },
  },
  countsFetch: {
    about: followers,
    asks: 'Does a leader record the offset of a fetch if the follower is in another leader epoch by then?',
    methods: {
      '0.8.0': 'ReplicaManager.recordFollowerPosition',
      '0.10.2.2': 'ReplicaManager.updateFollowerLogReadResults',
      '2.4.0': 'ReplicaManager.updateFollowerFetchState',
    },
  },
  sentHighWatermark: {
    about: followers,
    asks: "Which high watermark does a leader put into the response to a follower's fetch?",
    methods: {
      '0.8.0': 'KafkaApis.readMessageSet',
      '0.10.2.2': 'ReplicaManager.readFromLocalLog',
      '2.1.0': 'Partition.readRecords',
    },
  },
  mayJoinIsr: {
    about: followers,
    asks: 'What must a follower have fetched to join the ISR?',
    methods: { '0.8.0': 'Partition.updateLeaderHWAndMaybeExpandIsr', '0.10.2.2': 'Partition.maybeExpandIsr' },
  },
  mayLeaveIsr: {
    about: followers,
    asks: 'Which followers, time aside, may be dropped from the ISR as lagging?',
    methods: { '0.8.0': 'Partition.getOutOfSyncReplicas' },
  },
  highWatermarkQuorum: {
    about: followers,
    asks: 'Whose log ends bound the high watermark?',
    methods: { '0.8.0': 'Partition.maybeIncrementLeaderHW' },
  },
  locksForIsrWrite: {
    about: followers,
    asks: 'Does a leader hold leaderIsrUpdateLock until its ISR write has a response?',
    methods: { '0.8.0': 'Partition.updateIsr', '2.4.0': 'Partition.maybeShrinkIsr' },
  },
  advancesWithShrunkIsr: {
    about: followers,
    asks: 'Does a leader look at the high watermark again when a smaller ISR is written?',
    methods: { '0.8.0': 'Partition.maybeShrinkIsr', '2.7.0': 'Partition.handleAlterIsrResponse' },
  },
  acceptsFoundIsr: {
    about: followers,
    asks: 'Does a write under an old version succeed where the znode holds what was to be written?',
    methods: {
      '0.8.0': 'ZkUtils.conditionalUpdatePersistentPath',
      '0.10.2.2': 'ReplicationUtils.checkLeaderAndIsrZkData',
    },
  },
  onLostIsrAnswer: {
    about: followers,
    asks: 'What does a leader make of an ISR that it wrote, where the answer was lost?',
    methods: {
      '0.8.0': 'ZkUtils.conditionalUpdatePersistentPath',
      '0.10.2.2': 'ReplicationUtils.checkLeaderAndIsrZkData',
      '1.1.1': 'KafkaZkClient.conditionalUpdatePath',
      '2.7.0': 'Partition.handleAlterIsrResponse',
    },
  },

  refusesProduce: {
    about: producers,
    asks: 'Which producers are refused before anything is appended?',
    methods: { '0.8.0': 'Partition.appendMessagesToLeader', '0.10.2.2': 'Partition.appendRecordsToLeader' },
  },
  acknowledges: {
    about: producers,
    asks: 'Is a record below the high watermark answered with success?',
    methods: { '0.8.0': 'Partition.checkEnoughReplicasReachOffset' },
  },

  completesAsFollower: {
    about: producers,
    asks: 'Does what waits for the high watermark of a partition complete where its broker follows by then?',
    methods: { '4.3.1': 'ListenerAdapter.onHighWatermarkUpdated' },
  },

  ...storageQuestions(storage),
  ...diskQuestions(disk),
  ...reassignmentQuestions(moving),
  ...kraftQuestions(agreed),
}

/** All decisions, in that order. */
export const decisions = Object.keys(questions) as readonly Decision[]

/** The method that takes a decision at a tag; undefined where no method does, because the decision came later. */
export const methodAt = (decision: Decision, tag: Tag): string | undefined => {
  const { methods } = questions[decision]
  const from = tags.findLast((one) => methods[one] !== undefined && tags.indexOf(one) <= tags.indexOf(tag))
  return from === undefined ? undefined : methods[from]
}
