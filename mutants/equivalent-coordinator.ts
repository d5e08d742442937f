/** Mutants of model/coordinator that no test can notice. */
import { sameIn, type Equivalent } from './same'

export const inCoordinator: readonly Equivalent[] = [
  ...sameIn(
    'model/coordinator/kraft/completion.ts',
    'If no replica stays, no member of the ISR does.',
    'right dropped: (adding | removing) === 0 || targetIsr === 0 || target.length === 0',
  ),
  ...sameIn(
    'model/coordinator/kraft/completion.ts',
    'Where nothing moves, what is completed is what there is.',
    'left dropped: (adding | removing) === 0 || targetIsr === 0',
  ),
  ...sameIn(
    'model/coordinator/kraft/alter-partition.ts',
    'The end of a process drops its requests, so a broker that is down has none.',
    'guard dropped: if (!broker.isUp) return refused.noRequest',
  ),
  ...sameIn(
    'model/coordinator/kraft/alter-partition.ts',
    'A process proposes once it was unfenced, and stays registered until it ends.',
    'guard dropped: if (!isRegisteredAs(broker, brokerRegistrationOf(cluster, id))) return refused.staleBrokerEpoch',
  ),
  ...sameIn(
    'model/coordinator/kraft/alter-partition.ts',
    'A request has an entry for every broker.',
    'right dropped: request.counted[id] ?? UNREGISTERED',
  ),
  ...sameIn(
    'model/coordinator/kraft/canonical.ts',
    'A state that is canonical stays as it is. The condition only saves time.',
    'negated: true',
  ),
  ...sameIn(
    'model/coordinator/kraft/canonical.ts',
    'A state that is canonical stays as it is. The guard only saves time.',
    'guard dropped: if (looksSame(before, left)) return left',
  ),
  ...sameIn(
    'model/coordinator/kraft/canonical.ts',
    'What is not numbered anew is written again as it is. The guard only avoids a copy.',
    'guard dropped: if (alterPartitions === member.alterPartitions) return replicas === broker.replicas ? broker : { ...broker, replicas }',
  ),
  ...sameIn(
    'model/coordinator/kraft/canonical.ts',
    'If all images are kept, every place stays. The guard only avoids a copy.',
    'guard dropped: if (places.length === images.length) return cluster',
  ),
  ...sameIn(
    'model/coordinator/kraft/canonical.ts',
    'An image has every partition.',
    'right dropped: partitions[partition]?.partitionEpoch ?? 0',
  ),
  ...sameIn(
    'model/coordinator/kraft/canonical.ts',
    'With KRaft every broker has a member.',
    'guard dropped: if (member === undefined) return broker',
  ),
  ...sameIn(
    'model/coordinator/kraft/controller.ts',
    'Without eligible leader replicas it makes no difference whether a shutdown was clean.',
    'left dropped: bounds.kraft?.elr !== true || stoppedCleanly',
  ),
  ...sameIn(
    'model/coordinator/kraft/controller.ts',
    'If there is no leader, no member of the ISR is active, because it would lead otherwise.',
    'right dropped: id === leader || leader === NONE',
  ),
  ...sameIn(
    'model/coordinator/kraft/controller.ts',
    'A broker that cannot register for want of a leader epoch could not be fenced either.',
    "right dropped: fence(cluster, { type: 'FenceBroker', broker }) === noEpochs || unfence(cluster, { type: 'UnfenceBroker', broker }) === noEpochs || register(cluster, { type: 'RegisterBroker', broker }) === noEpochs",
  ),
  ...sameIn(
    'model/coordinator/kraft/directories.ts',
    'An image has every broker.',
    'right dropped: newest(cluster).brokers[id]?.firstOnline ?? 0',
  ),
  ...sameIn(
    'model/coordinator/kraft/directories.ts',
    'Where a log directory can fail, a partition has the directory of every broker.',
    'right dropped: directories[id] ?? UNASSIGNED',
  ),
  ...sameIn(
    'model/coordinator/kraft/directory-reports.ts',
    'Where a log directory can fail, a partition has the directory of every broker.',
    'right dropped: directories[id] ?? UNASSIGNED',
  ),
  ...sameIn(
    'model/coordinator/kraft/directory-reports.ts',
    'Without eligible leader replicas the configuration is written again as it is. The condition only avoids a copy.',
    'left dropped: bounds.kraft?.elr === true && !decide.keepsElrAtAssignment()',
  ),
  ...sameIn(
    'model/coordinator/kraft/heartbeat.ts',
    'Whoever may be elected without the broker may be elected with it, so an election that lacks a leader epoch is refused before.',
    'guard dropped: if (isRefused(removed)) return removed',
  ),
  ...sameIn(
    'model/coordinator/kraft/directory-reports.ts',
    'A broker with one log directory has nothing to say. The condition only saves time.',
    "left dropped: directory.length > 0 && (isForEpochs(hear(cluster, { type: 'HandleDirectoriesOffline', broker })) || isForEpochs(assign(cluster, { type: 'AssignReplicasToDirs', broker })))",
  ),
  ...sameIn(
    'model/coordinator/kraft/directory-reports.ts',
    'A broker that is not fenced may stop only after it has asked to, and then it is stopping until its process ends.',
    'left dropped: broker.isStopping && whyNotYet(cluster, id) === undefined',
  ),
  ...sameIn(
    'model/coordinator/kraft/failover.ts',
    'An image has every broker.',
    'right dropped: brokers[id]?.epoch ?? 0',
    'right dropped: broker.isStopping && registration !== undefined',
  ),
  ...sameIn(
    'model/coordinator/kraft/failover.ts',
    'What a broker waits for and what is forgotten is written again as it is. The guard only avoids a copy.',
    'guard dropped: if (!awaitsCommit && isForgotten === forgets && !hasLeftReplaced) return broker',
  ),
  ...sameIn(
    'model/coordinator/kraft/reassignment.ts',
    'Where there is a move to ask for, every partition has an assignment.',
    'right dropped: move === undefined || assignment === undefined',
  ),
  ...sameIn(
    'model/coordinator/kraft/eligibility.ts',
    'A broker leads only after it has published an image.',
    'left dropped: seen !== undefined && decide.isEligibleForIsr(seen, noted)',
    'left dropped: seen === undefined || decide.acceptsFetchOf(seen, fetched)',
  ),
  ...sameIn(
    'model/coordinator/kraft/image.ts',
    'A broker that is down has no broker epoch, and every registration has one.',
    'right dropped: broker.isUp && memberOf(broker).brokerEpoch === epoch && epoch !== UNREGISTERED',
    'left dropped: broker.isUp && memberOf(broker).brokerEpoch === epoch',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'A leader that stays is in the ISR, so it is no eligible leader replica, and is not elected uncleanly.',
    'left dropped: isSet && has(targetElr, elected.leader)',
    'left dropped: isSet && elected.isUnclean',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'If another leader is set, the leader epoch is incremented in any case.',
    'left dropped: !isSet && isEpochBumped(config, before, isr, assignment)',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'Where the leader epoch is incremented, the ISR or the replicas have changed.',
    'right dropped: !isSet && !isBumped',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'A partition has an assignment before and after a change, or neither.',
    'left dropped: was !== undefined && after !== undefined',
    'right dropped: was !== undefined && after !== undefined',
    'right dropped: one?.replicas ?? []',
    'right dropped: other?.replicas ?? []',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'NONE is the number of no broker, so it may not lead either.',
    'left dropped: before.leader !== NONE && has(valid, before.leader)',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'An assignment is the same as itself. The condition only saves time.',
    'left dropped: one === other || (one?.adding === other?.adding && one?.removing === other?.removing && isSameList(one?.replicas ?? [], other?.replicas ?? []))',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'A record that sets no leader leaves the last known one as it is.',
    'right dropped: before.isr === after.isr && isSameAssignment(before.assignment[0], after.assignment[0]) && before.elr === after.elr && before.lastKnownLeader === after.lastKnownLeader',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'Without any bit set, and where there is no number, the complement is the same.',
    'right dropped: change.uncleanShutdown ?? 0',
  ),
  ...sameIn(
    'model/coordinator/kraft/replay.ts',
    'A broker that does not lead has read nothing that it has not counted. The guard only saves time.',
    'guard dropped: if (!leads(replica, id)) return present',
  ),
  ...sameIn(
    'model/coordinator/kraft/replay.ts',
    'A log that is deleted is empty, and is deleted once more.',
    'right dropped: !isReplica(registration, self) && (before === undefined || isReplica(before.partitions[partition], self))',
  ),
  ...sameIn(
    'model/coordinator/kraft/replay.ts',
    'A registration without a leader is of a new leader epoch, and then a broker fetches from nobody in any case.',
    'left dropped: leader !== NONE && has(isr, self)',
  ),
  ...sameIn(
    'model/coordinator/kraft/replay.ts',
    'A replica that does not lead has noted the broker epoch of nobody, and one that leads has an entry for every broker.',
    'left dropped: leads(replica, self) && !has(news.unassigned, id)',
    'right dropped: leadership.remoteBrokerEpochs[id] ?? NOT_FETCHED',
  ),
  ...sameIn(
    'model/coordinator/kraft/replay.ts',
    'What is known of a broker without a replica is nothing already. The guard only avoids a copy.',
    'guard dropped: if (leadership.unassigned === unassigned) return replica',
  ),
  ...sameIn(
    'model/coordinator/kraft/replay.ts',
    'It writes that it does not fetch, which it does not. The condition only avoids a copy.',
    "right dropped: stops && replica.fetcher !== 'none'",
  ),
  ...sameIn(
    'model/coordinator/kraft/propose.ts',
    'A leader has an entry for every broker.',
    'right dropped: leadership.remoteBrokerEpochs[id] ?? NOT_FETCHED',
  ),
  ...sameIn(
    'model/coordinator/kraft/rules.ts',
    'A state that is canonical stays as it is. The condition only saves time.',
    'right dropped: isRefused(after) || after === before',
  ),
  ...sameIn(
    'model/coordinator/kraft/partition-change.ts',
    'Whoever completes a reassignment names the replicas.',
    'right dropped: targetAssignment?.replicas ?? change.order',
  ),
  ...sameIn(
    'model/coordinator/coordinator.ts',
    'If no state has changed, no leader has. The guard only saves time.',
    'guard dropped: if (statesOf(before) === statesOf(after)) return false',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/assignment.ts',
    'It writes the stage that is already there. The guard only avoids a copy.',
    "guard dropped: if (assignments.every(({ stage }) => stage === 'new')) return cluster",
  ),
  ...sameIn(
    'model/coordinator/zookeeper/reassignment.ts',
    'Where there is a move to ask for, every partition has an assignment.',
    'left dropped: assignment && bounds.reassign?.moves[assignment.asked]',
    'left dropped: assignment === undefined || move === undefined',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/reassignment.ts',
    'A partition that has an assignment keeps it, whatever is written into it.',
    'right dropped: assignmentOf(present, partition) ?? {}',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/znode.ts',
    'It writes the value that is already there. The condition only avoids a copy.',
    'right dropped: wrote || broker.replicas[partition]?.leadership.zkVersionIsCurrent !== true',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/znode.ts',
    'Requests that need no change are written again as they are. The condition only avoids a copy.',
    'left dropped: request.partition === partition && request.zkVersionIsCurrent',
    'right dropped: request.partition === partition && request.zkVersionIsCurrent',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/requests.ts',
    'NONE is the number of no broker, so it is not alive either.',
    'left dropped: leader !== NONE && has(cluster.coordinator.controller.live, leader)',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/controller.ts',
    'NONE is the number of no broker, so it is not in controlled shutdown either.',
    'left dropped: leader === NONE || !has(stopping, leader)',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/registration.ts',
    'It adds a broker that is in the set already.',
    'right dropped: !has(controller.live, id) || has(controller.bounced, id)',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/controller.ts',
    'If there is no leader, no member of the ISR is alive, because it would lead otherwise.',
    'right dropped: id === leader || leader === NONE',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-checkpoints.ts',
    'What has not changed is up to date already. The condition only saves time.',
    'left dropped: isOld(one, id) || !isBehind(one)',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-changes.ts',
    'What has not changed has nothing to forget. The condition only saves time.',
    'guard dropped: if (isSettled(broker, id)) return broker',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-requests.ts',
    'What has not changed has nothing to forget. The condition only saves time.',
    'guard dropped: if (isSettled && broker === before.brokers[id]) return broker',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-contents.ts',
    'What has not changed has nothing to forget. The condition only saves time.',
    'right dropped: image === undefined || isSettled(broker, id)',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-checkpoints.ts',
    'A checkpoint that is up to date is written again as it is. The condition only avoids a copy.',
    'right dropped: broker.isUp && !hasFailedDirectory(broker) && broker.replicas.some(({ disk, highWatermark }) => disk.highWatermark !== highWatermark)',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-contents.ts',
    'If nobody can hold an old image, none is found. The condition only avoids a copy.',
    'guard dropped: if (first === 0) return cluster',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-contents.ts',
    'There is no image in the place NONE.',
    'left dropped: replaced === NONE || replaced >= first',
  ),
  ...sameIn(
    'model/coordinator/kraft/unseen-contents.ts',
    'Nobody looks at it. It only has to be the same in all such images.',
    'negated: false',
  ),
]
