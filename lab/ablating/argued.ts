/** Why no property needs a decision, or where it takes larger bounds. */
export interface Argued {
  /** The rows that it is about: an amendment, or one decision of it. */
  readonly rows: readonly string[]
  /** Of presets with KRaft only, or with ZooKeeper only; of all, if it is not given. */
  readonly of?: 'kraft' | 'zookeeper'
  /** The row of `tidemark ablate` in which something breaks without it: in larger bounds, of an older release, or where more is left out. */
  readonly shown?: string
  readonly why: string
}

/** Another amendment of the same preset answers whatever this one would. */
const replaced = (by: string, ...rows: readonly string[]): Argued => ({
  rows,
  why: `${by} decides the same point.`,
})

const ofReplicas: readonly Argued[] = [
  {
    rows: ['kip-279', 'kip-279/endOffsetFor'],
    of: 'zookeeper',
    shown: 'kip-279',
    why: '2.0.0 breaks the same properties as soon with nothing left out (KAFKA-7415).',
  },
  replaced('KAFKA-7152', 'kafka-1170/mayLeaveIsr'),
  replaced('KAFKA-7414', 'kafka-1028/onOutOfRange'),
  {
    rows: ['kafka-7414/onOutOfRange'],
    shown: 'B50',
    why: 'A broker that stops loses no records. In the end it is stuck, where KAFKA-7415 is left out as well.',
  },
  {
    rows: ['kafka-1188', 'kafka-1188/tellsFollowersOfShrunkIsr'],
    shown: '0.10.2:kafka-1188/tellsFollowersOfShrunkIsr',
    why: 'Since KIP-320 a follower in an older epoch is fenced, so it does no harm.',
  },
  {
    rows: ['kafka-1188/restartsFetcher'],
    shown: '0.10.2:kafka-1188/restartsFetcher',
    why: 'KAFKA-7164 decides the same point more strictly.',
  },
  {
    rows: ['kafka-1555', 'kafka-1555/refusesProduce', 'kafka-1555/acknowledges'],
    of: 'kraft',
    shown: 'kafka-1555/acknowledges',
    why: 'Since KAFKA-15583 nothing is committed by fewer than min.insync.replicas, so nothing is acknowledged either.',
  },
  {
    rows: ['kafka-1555/refusesProduce'],
    of: 'zookeeper',
    why: 'The check before the append. Kafka promises the one after it; this one spares records that commit after an error.',
  },
  {
    rows: ['kafka-2721/remoteLogEndsOfNewLeader'],
    shown: 'B57-kraft',
    why: 'It is a flaw, which breaks something itself. With the repairs of KRaft hypothetical-reset-remote takes its place.',
  },
  {
    rows: ['kafka-4485/highWatermarkQuorum'],
    why: 'It holds the high watermark back for a while (0019).',
  },
  replaced('KIP-279', 'kip-101/truncation', 'kip-101/endOffsetFor'),
  replaced('KAFKA-7415', 'kip-101/assignEpoch'),
  {
    rows: ['kip-101', 'kip-101/makesFollower'],
    of: 'kraft',
    shown: 'B01',
    why: 'Since KIP-595 a follower that has an epoch does not truncate first, whatever this says.',
  },
  {
    rows: ['kip-320/fences'],
    of: 'kraft',
    shown: 'kip-320',
    why: 'Since KAFKA-18723 a follower in an older epoch appends no batch of a later one, so it stops where its leader begins.',
  },
  {
    rows: ['kip-279/truncation'],
    shown: 'kip-279/truncation',
    why: 'Since KIP-595 the leader says where the logs diverge, again with the next fetch.',
  },
  {
    rows: ['kafka-7128', 'kafka-7128/leaderEpochStartOffset', 'kafka-7128/mayJoinIsr'],
    of: 'kraft',
    shown: 'B06-kraft',
    why: 'It takes three brokers and two records.',
  },
  {
    rows: ['kafka-7415', 'kafka-7415/cachesEpochAsLeader'],
    shown: 'kafka-7415/cachesEpochAsLeader',
    why: 'Since KIP-595 the logs are compared at every fetch, so an epoch that is entered with its first record is early enough.',
  },
  {
    rows: ['kafka-6859/truncation'],
    why: 'A follower without any epoch truncates to its high watermark. A request would have the same result: no leader has an answer for a missing epoch.',
  },
  {
    rows: ['kafka-7164/restartsFetcher'],
    shown: 'kafka-7164',
    why: 'Since KIP-595 there is no state of truncation that a follower could skip.',
  },
  {
    rows: ['kafka-7786/acceptsEpochEndOffset'],
    shown: 'kafka-7786',
    why: 'Since KIP-595 a follower with an epoch asks where epochs end in no request of its own.',
  },
  {
    rows: ['kafka-8400/notedAfterError'],
    why: 'A leader that has forgotten how far a follower is waits: the high watermark stands still until the next fetch.',
  },
  {
    rows: ['kafka-10706/truncateTo'],
    shown: 'kafka-10706',
    why: 'Since KIP-595 a follower compares its log with each fetch, so what one answer leaves wrong the next one corrects.',
  },
  {
    rows: ['kafka-8457/highWatermarkOnceCut'],
    why: 'The next answer of a leader sets the high watermark, and a follower that is elected in between begins with a lower one.',
  },
  {
    rows: ['kip-595', 'kip-595/makesFollower'],
    why: 'Without it followers truncate by an answer to OffsetsForLeaderEpoch, as in 2.6, which is as safe.',
  },
  {
    rows: ['kip-595/usesOldAnswer'],
    why: 'It spares a follower that stops because of an error of an earlier epoch. Where KAFKA-18991 is there, that decides it.',
  },
  {
    rows: ['kafka-18991/usesOldAnswer'],
    shown: 'B67',
    why: 'It takes four leader epochs at the grain of messages.',
  },
  {
    rows: ['hypothetical-fenced-count/countsFetch'],
    why: 'Its disaster takes 1.6 million states: the story of B61 plays it, and so do real classes (findings/B61).',
  },
]

const ofCoordinators: readonly Argued[] = [
  {
    rows: ['kafka-13790', 'kafka-13790/acceptsPartitionEpoch'],
    shown: 'B32',
    why: 'Up to 3.5 a smaller ISR takes a new leader epoch, of which the leader learns from the metadata log only. It breaks from 3.7 on.',
  },
  {
    rows: ['kip-841/barsFromIsr'],
    shown: 'B18-controller',
    why: 'Up to 3.5 a smaller ISR takes a leader epoch, and the worlds that show this have one only. S16 breaks from 3.7 on.',
  },
  {
    rows: ['kip-903', 'kip-903/sendsBrokerEpochs', 'kip-903/barsFromIsr'],
    shown: 'B16-process',
    why: 'Up to 3.5 a smaller ISR takes a leader epoch, and the world that shows this has one only.',
  },
  {
    rows: ['kip-841/isEligibleForIsr'],
    why: 'The controller refuses, and the leader tries again. From 3.7 on L2 breaks: a world with one leader epoch shows it, and up to 3.5 that is too few.',
  },
  {
    rows: ['kafka-1028', 'kafka-1028/mayElectUnclean'],
    shown: 'B24-unclean-election',
    why: 'Until 3.2 a smaller ISR moves the high watermark later, and the world has one record. With two S1 breaks in 5 steps in 2.8.',
  },
  {
    rows: ['hypothetical-keep-proposal/acceptsPartitionEpoch'],
    shown: 'B68',
    why: 'Up to 3.5 a smaller ISR takes a new leader epoch, of which the leader learns from the metadata log only: there is nothing that it replays twice.',
  },
  {
    rows: ['kafka-7164-skipped/restartsFetcher'],
    shown: 'kafka-7164',
    why: 'It is a flaw of 2.0.1.',
  },
  {
    rows: ['kafka-1028/keepsLastInIsr', 'kafka-5642/keepsLastInIsr', 'kafka-5642'],
    why: 'If the ISR becomes empty, no replica is eligible, which is availability. An unclean election after that is unclean.',
  },
  replaced('KAFKA-7482', 'kafka-5642/tellsStoppingLeader'),
  {
    rows: ['kafka-7482/tellsStoppingLeader'],
    why: 'The request may arrive after the broker has stopped, which is as if it was not sent.',
  },
  {
    rows: ['kip-112/replacesStoppingLeader'],
    why: 'A leader in controlled shutdown may be replaced at any time in any case.',
  },
  {
    rows: [...['kafka-1382', 'kafka-1382/acceptsFoundIsr', 'kafka-1382/onLostIsrAnswer'], 'kafka-6074/onLostIsrAnswer'],
    why: 'KIP-497 decides what becomes of a lost answer; before it, KAFKA-1382 and KAFKA-6074 cover for each other in these bounds (0019).',
  },
  {
    rows: ['kip-497/locksForIsrWrite'],
    why: 'A leader that is locked waits, and does no harm: availability.',
  },
  {
    rows: ['kip-497/acknowledges'],
    why: 'The larger ISR meets min.insync.replicas more often, and the high watermark has waited for all of it.',
  },
  {
    rows: ['kip-497/fencesAlterPartition'],
    shown: 'B29-late',
    why: 'Every new leader epoch is a new partition epoch too, which is compared next.',
  },
  {
    rows: ['kip-455', 'kip-455/replacesReassignment', 'kip-455/tellsOldReplicas'],
    why: 'Without it a reassignment cannot be replaced or cancelled, and old replicas are told more: neither makes a replica count that does not have what is committed.',
  },
  {
    rows: ['kafka-13790/beginsEpochAgain'],
    why: 'A leader that takes its epoch to begin anew asks more of a follower before it joins the ISR, never less.',
  },
  {
    rows: ['kip-903/isEligibleForIsr'],
    why: 'The controller compares the same epochs and refuses; the leader is spared a request.',
  },
  {
    rows: ['kafka-14704/adoptsHighWatermarkOfDiverging'],
    why: 'Only a consumer that fetches from a follower (KIP-392) sees it, and consumers fetch from leaders here.',
  },
  {
    rows: ['fetch-of-this-leadership/countsReadOfEarlierLeadership'],
    why: 'Nothing broke in these worlds; the one at the grain of messages is searched to 2,500 states only. It was found in the sources, and by real classes (0064).',
  },
  {
    rows: ['kafka-15221', 'kafka-15221/acceptsFetchOf'],
    shown: 'B17-counted',
    why: 'It needs a fetch that is handled after its process has ended, and 20 steps.',
  },
  {
    rows: ['kafka-15221/locksFetchState'],
    shown: 'B17',
    why: 'It needs a fetch that is handled after its process has ended, and 26 steps.',
  },
  {
    rows: ['kafka-18723/appendsBatch'],
    shown: 'B71',
    why: 'It needs an answer whose bytes are read late: 72,963 states.',
  },
  {
    rows: ['kip-858', 'kip-858/hearsOfDirectories'],
    shown: 'B46-leader',
    why: 'It takes two leader epochs more than the world in which a log directory fails: L2 breaks at once.',
  },
  {
    rows: ['kip-858-as-released/createsOfflineAgain'],
    shown: 'B46',
    why: 'It is a flaw of 3.7.0, which breaks something itself.',
  },
  {
    rows: ['kafka-14154/refusesLeaderAhead'],
    shown: 'B34',
    why: 'Up to 3.5 a smaller ISR takes a leader epoch, and the world that shows this has one only. L1 breaks from 3.7 on.',
  },
  {
    rows: ['kip-858/createsWhileOffline'],
    shown: 'B46-started',
    why: 'It takes a process that crashes and starts without its log directory.',
  },
  {
    rows: ['elr-kept-by-assignment/keepsElrAtAssignment'],
    shown: 'B21',
    why: 'It takes a replica that is in no directory yet: 24,069 states.',
  },
  {
    rows: ['kafka-15021/bumpsEpochOfShrunkIsr'],
    why: 'A new leader epoch is never less safe. It holds the high watermark back until everybody has heard of it.',
  },
  replaced('KAFKA-19975', 'kafka-15665/completesReassignment'),
  {
    rows: ['kafka-19975/completesReassignment'],
    why: 'Without it more is waited for. A reassignment that never ends takes a dead broker and three replicas, which was not searched.',
  },
  {
    rows: ['kafka-18106/registrationTouchesIsr'],
    shown: 'B22-registration',
    why: 'With eligible leader replicas S14 breaks. Without them whoever registers was fenced before, in this model, and is in no ISR (0063).',
  },
  {
    rows: ['kafka-18649/clearsElr', 'kafka-19522/lastKnownLeaderMustBeActive'],
    shown: 'B22',
    why: 'It is about eligible leader replicas, which this cluster does not have.',
  },
  {
    rows: ['last-leader-at-loss/remembersLastLeader'],
    why: 'Which leader is remembered matters only where no replica is eligible any more, and electing it is unclean.',
  },
]

const ofDisk: readonly Argued[] = [
  {
    rows: ['kafka-3330/cleanerOffsetAfterTruncation'],
    shown: 'B40-checkpoint',
    why: 'What is not committed is not compacted since KAFKA-13194, so no truncation reaches what was. Before it, it takes larger bounds.',
  },
  replaced('KIP-534', 'kip-33/keepsTombstone', 'kafka-4529/keepsTombstone'),
  {
    rows: ['kafka-1647/keepsUnledHighWatermark'],
    shown: 'B37',
    why: 'Since KIP-101 a follower does not truncate to its high watermark; before, it takes two crashes and a leader that moves.',
  },
  {
    rows: ['kafka-2143/beginsAnewAt', 'kafka-2477/readsBehindLogEnd'],
    shown: 'B43',
    why: 'Each covers for the other: it takes both, a follower that is out of range and one that throws its log away for it.',
  },
  {
    rows: ['kip-107/learnsLogStart'],
    why: 'A follower that keeps deleted records longer has more than its leader shows, never less.',
  },
  {
    rows: ['kafka-6835/electsWhenUncleanIsAllowed'],
    why: 'Without it the controller elects when it next looks; with KRaft with the next change of the partition in any case.',
  },
  {
    rows: ['kafka-8724/firstDirty'],
    why: 'Compaction begins later than it could, until the log has grown beyond the checkpoint.',
  },
  {
    rows: ['kafka-7866/movesLogEndFirst'],
    shown: 'B41',
    why: 'Since KAFKA-10778 a log that has failed takes no next batch.',
  },
  {
    rows: ['kafka-9491/highWatermarkOfNewLog'],
    shown: 'B43-high-watermark',
    why: 'In presets with KIP-595 the world of that row is searched to 2,500 states only, and nothing broke there.',
  },
  {
    rows: ['kafka-17076/keepsLastBatch'],
    shown: 'B40-log-end',
    why: 'It takes a disk that is lost, and a replica that copies a compacted log.',
  },
]

/** Decisions without which nothing breaks, each with the reason: docs/decisions/0072. */
export const argued: readonly Argued[] = [...ofReplicas, ...ofCoordinators, ...ofDisk]

/** The reason on record why nothing breaks without this row, with this coordinator. */
export const whyArgued = (row: string, isOfKraft: boolean): string | undefined => {
  const coordinator = isOfKraft ? 'kraft' : 'zookeeper'
  const found = argued.find(({ rows, of }) => rows.includes(row) && (of === undefined || of === coordinator))
  if (found === undefined) return undefined
  return found.shown === undefined ? found.why : `${found.why} See \`ablate ${found.shown}\`.`
}
