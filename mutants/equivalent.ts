/** Mutants that no test can notice, by file. */
import { inCoordinator } from './equivalent-coordinator'
import { equivalentsOnDisk } from './equivalent-on-disk'
import { sameIn, type Equivalent } from './same'

/** Every mutant that is listed with a reason. */
export const equivalents: readonly Equivalent[] = [
  ...inCoordinator,
  ...equivalentsOnDisk,
  ...sameIn(
    'model/replica/leader.ts',
    'Where nobody has waited, nobody is answered. The condition only saves time.',
    'left dropped: waited.length === 0 || after.leadership.deferred.length === waited.length',
  ),
  ...sameIn(
    'model/broker/old-process.ts',
    'If no old process runs, none is written again. The condition only saves time.',
    'right dropped: isRefused(next) || request === undefined || cluster.old.length === 0',
  ),
  ...sameIn(
    'model/broker/old-process.ts',
    'A broker that has no request refuses to handle one.',
    'right dropped: isRefused(next) || request === undefined',
  ),
  ...sameIn(
    'model/broker/old-process.ts',
    'What changes nothing is written again as it is. The guard only avoids a copy.',
    'guard dropped: if (next === seen) return cluster',
  ),
  ...sameIn(
    'model/config.ts',
    'There is a configuration for every version of the settings, because they are made of it.',
    'right dropped: storage.configs[version] ?? storage.configs[0]',
  ),
  ...sameIn(
    'model/cluster.ts',
    'In the message grain there is a row of fetcher requests for every partition, and no other grain has any.',
    'right dropped: broker.fetcherRequests[partition] ?? []',
  ),
  ...sameIn(
    'model/cluster.ts',
    'In the message grain a row has a fetcher request for every broker, and no other grain has rows.',
    'right dropped: row[leader] ?? idle',
    'left dropped: row[leader] === undefined || row[leader] === left(row[leader])',
  ),
  ...sameIn(
    'model/cluster.ts',
    'What is left is written again as it is. The guard only avoids a copy.',
    'guard dropped: if (broker.fetcherRequests.every((row) => row[leader] === undefined || row[leader] === left(row[leader]))) return broker',
    'right dropped: row[leader] === undefined || row[leader] === left(row[leader])',
    'right dropped: mayBeReadAgain && !isSent',
  ),
  ...sameIn(
    'model/replica/log.ts',
    'A log has no clash with itself. The guard only saves time.',
    'guard dropped: if (a === b) return undefined',
  ),
  ...sameIn(
    'model/replica/leader.ts',
    'If no producer waits below the new high watermark, the purgatory stays as it is. The guard only avoids a copy.',
    'guard dropped: if (!purgatory.some((offset) => offset < lowest)) return { ...replica, highWatermark: lowest }',
  ),
  ...sameIn(
    'model/replica/replication.ts',
    'Without a clock the high watermark is as high already as what the leader knows allows. The guard only saves time.',
    'guard dropped: if (isKnown && !config.bounds.lagClock) return cluster',
  ),
  ...sameIn(
    'model/machine.ts',
    'A topic with one configuration picks the rules of that one at every step. The guard only saves time.',
    'guard dropped: if (versions.length === 1) return only',
  ),
  ...sameIn(
    'model/machine.ts',
    'Without a reassignment in the bounds none is in progress, so none is completed. The condition only saves time.',
    'left dropped: config.bounds.reassign !== undefined && whereReplicasMove(config)',
  ),
  ...sameIn(
    'model/machine.ts',
    'Where no id can be taken over there is no old process, so nobody is connected to one. The condition only saves time.',
    'left dropped: idsCanBeTakenOver(config.bounds) && whereOldProcessesServe(config)',
  ),
  ...sameIn(
    'model/occasions.ts',
    'There is always a newest image.',
    'right dropped: kraft.images.at(-1)?.partitions ?? []',
    'right dropped: kraft.images.at(-1)?.brokers ?? []',
  ),
  ...sameIn(
    'model/occasions.ts',
    'A broker that is down has no broker epoch (UNREGISTERED), and its registration has one, so the last condition says the same.',
    'left dropped: broker.isUp && !broker.isCutOff',
  ),
  ...sameIn(
    'model/impartial.ts',
    'Without a new leader epoch, or without a leader, nobody was elected, so other assignments elect nobody either. The condition only saves time.',
    'left dropped: mayDiffer(cluster, next) && differs(byFirst, cluster, action, next)',
    'left dropped: stateOf(before, 0).leaderEpoch !== stateOf(after, 0).leaderEpoch && leaderOf(after) !== NONE',
    'right dropped: stateOf(before, 0).leaderEpoch !== stateOf(after, 0).leaderEpoch && leaderOf(after) !== NONE',
  ),
  ...sameIn(
    'model/impartial.ts',
    'Whether a step is refused does not depend on the order of the assignment: the step was not refused, so it is not for another order.',
    'left dropped: isRefused(other) || leaderOf(other) !== leaderOf(next)',
  ),
  ...sameIn(
    'model/versions/releases.ts',
    'There is a first and a last release in the table.',
    "right dropped: released[0]?.release ?? ''",
    "right dropped: released.at(-1)?.release ?? ''",
  ),
  ...sameIn(
    'model/versions/kips/kafka-1555.ts',
    'The previous answer is always true: the version before acknowledges everything.',
    'right dropped: size(leadership.isr) >= settings.minIsr && was.acknowledges(leadership, settings)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-7152.ts',
    'The previous answer is always true: since KAFKA-1170 any follower may be late.',
    'right dropped: end !== logEnd(leader.disk) && was.mayLeaveIsr(leader, end)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-7164.ts',
    'A request whose leader epoch is not newer is refused before this decision is used.',
    'right dropped: request.leaderEpoch > replica.leaderEpoch || was.restartsFetcher(replica, request)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-7786.ts',
    'The previous answer is always true: the version before trusts every response.',
    'right dropped: epoch === replica.leaderEpoch && was.acceptsEpochEndOffset(replica, epoch)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-9338.ts',
    'The previous answer is always undefined: the version before fences no fetch.',
    'right dropped: was.fences(leader, epoch) ?? was.fencesFetch(leader, epoch)',
  ),
  ...sameIn(
    'model/versions/kips/kip-279.ts',
    'A response without an end offset has no epoch either. With an end offset and without an epoch, both branches truncate to the same offset.',
    'left dropped: answer.endOffset === UNDEFINED || answer.epoch === UNDEFINED',
    'right dropped: answer.endOffset === UNDEFINED || answer.epoch === UNDEFINED',
  ),
  ...sameIn(
    'model/versions/kips/hypothetical-fenced-too.ts',
    'It is stricter than the version before, which lets pass whatever it lets pass.',
    'right dropped: (fetched === UNREGISTERED || seen.epoch <= fetched) && was.acceptsFetchOf(seen, fetched)',
  ),
  ...sameIn(
    'model/versions/kips/hypothetical-fenced-count.ts',
    'The previous answer is always true: every release counts every fetch.',
    'right dropped: was.fencesFetch(leader, epoch) === undefined && was.countsFetch(leader, epoch)',
  ),
  ...sameIn(
    'model/replica/leader.ts',
    'Waiting produce requests are at or above the high watermark, and no step that begins or ends a leadership moves the high watermark.',
    'left dropped: !leads(before, self) || !leads(after, self)',
    'right dropped: !leads(before, self) || !leads(after, self)',
  ),
  ...sameIn(
    'model/replica/leader.ts',
    'It only avoids a question whose answer has no effect.',
    'left dropped: answered.length > 0 && decide.acknowledges(after.leadership, settings)',
  ),
  ...sameIn(
    'model/broker/fetcher.ts',
    'In the message grain there is a fetcher request for every two brokers.',
    "left dropped: answer === undefined || (answer.stage !== 'fetched' && answer.stage !== 'epochResponse')",
    "right dropped: pending(cluster, between)?.stage ?? 'idle'",
  ),
  ...sameIn(
    'model/broker/serving.ts',
    'In the message grain there is a fetcher request for every two brokers.',
    'left dropped: asked === undefined || !(isRequest(asked) || mayWait(asked))',
  ),
  ...sameIn(
    'model/storage/cleaner-checkpoint.ts',
    'The cleaner never cleans the active segment, so its checkpoint is not above it. The guard only avoids a copy.',
    'guard dropped: if (active[0] === before.files.map(activeBase)[0]) return cut',
  ),
  ...sameIn(
    'model/versions/timeline.ts',
    'Leaves out nothing, in more words.',
    'guard dropped: if (Object.entries(amendment.answers).every(isKept)) return [amendment]',
  ),
]
