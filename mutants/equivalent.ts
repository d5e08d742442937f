/** A mutant that no test can notice, and the reason: it behaves the same, or it changes an impossible case. */
export interface Equivalent {
  /** The name of `nameOf`. If a file has the same text twice, the entry applies to both. */
  readonly name: string
  readonly why: string
}

const sameIn = (file: string, why: string, ...mutants: readonly string[]): readonly Equivalent[] =>
  mutants.map((mutant) => ({ name: `${file}: ${mutant}`, why }))

export const equivalents: readonly Equivalent[] = [
  ...sameIn(
    'model/actions.ts',
    'The catalogue leaves out what the rules would always refuse: here, giving up where nothing is slow or nothing is asked.',
    'left dropped: possible && slow',
    'right dropped: possible && slow',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/znode.ts',
    'Writes again what is there already; it is asked only to spare a copy.',
    'right dropped: wrote || !leadership.zkVersionIsCurrent',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/znode.ts',
    'Where the leader is not alive, no member of the ISR is, or it would lead: nobody is left who could make the controller write.',
    'guard dropped: if (!isLeaderLive(cluster)) return cluster',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/znode.ts',
    'NONE is the number of no broker, so it is not alive either.',
    'left dropped: zk.leader !== NONE && has(controller.live, zk.leader)',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/znode.ts',
    'Every caller has looked whether there are candidates.',
    'right dropped: members(candidates)[0] ?? NONE',
  ),
  ...sameIn(
    'model/versions/kips/kafka-1555.ts',
    'There is no earlier opinion: the version before acknowledges everything.',
    'right dropped: size(leadership.isr) >= settings.minIsr && was.acknowledges(leadership, settings)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-7152.ts',
    'There is no earlier opinion: since KAFKA-1170 any follower may be late.',
    'right dropped: end !== logEnd(leader.disk) && was.mayLeaveIsr(leader, end)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-7164.ts',
    'A request whose leader epoch is not newer is refused before this is asked.',
    'right dropped: request.leaderEpoch > replica.leaderEpoch || was.restartsFetcher(replica, request)',
  ),
  ...sameIn(
    'model/versions/kips/kafka-7786.ts',
    'There is no earlier opinion: the version before trusts every answer.',
    'right dropped: epoch === replica.leaderEpoch && was.trustsEpochEnd(replica, epoch)',
  ),
  ...sameIn(
    'model/versions/kips/kip-279.ts',
    'Without an end there is no epoch in the answer either; and an end without an epoch cuts at the same offset both ways.',
    'left dropped: answer.endOffset === UNDEFINED || answer.epoch === UNDEFINED',
    'right dropped: answer.endOffset === UNDEFINED || answer.epoch === UNDEFINED',
  ),
  ...sameIn(
    'model/versions/kips/kip-320.ts',
    'There is no earlier opinion: the version before counts every fetch.',
    'right dropped: epoch === leader.leaderEpoch && was.countsFetch(leader, epoch)',
  ),
  ...sameIn(
    'model/broker/process.ts',
    'Whoever has heard from the newer controller has heard of a leader epoch that is at least as new as what the older one said.',
    'guard dropped: if (!laws.decide.obeysController(broker.controllerEpoch, request.controllerEpoch)) return {}',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/controller.ts',
    'The leader in ZooKeeper is a member of the ISR in ZooKeeper (leader-in-isr.ts).',
    'right dropped: !has(zk.isr, id) && zk.leader !== id',
  ),
  ...sameIn(
    'model/coordinator/zookeeper/controller.ts',
    'Where nobody leads, no member of the ISR is alive, or it would lead.',
    'right dropped: id === leader || leader === NONE',
  ),
  ...sameIn(
    'model/replica/leader.ts',
    'What waits stands at or above the high watermark, and no step that begins or ends a leadership moves that.',
    'left dropped: !leads(before, self) || !leads(after, self)',
    'right dropped: !leads(before, self) || !leads(after, self)',
  ),
  ...sameIn(
    'model/replica/leader.ts',
    'Spares a question whose answer is nothing either way.',
    'left dropped: answered !== 0 && laws.decide.acknowledges(after.leadership, laws.settings)',
  ),
  ...sameIn(
    'model/replica/leader.ts',
    'Who does not lead has an empty ISR, and the next guard refuses.',
    'guard dropped: if (!leads(replica, leader)) return notLeader',
  ),
  ...sameIn(
    'model/broker/fetcher.ts',
    'Where there are messages, there is an exchange for every two brokers.',
    "left dropped: asked === undefined || (asked.stage !== 'fetch' && asked.stage !== 'ask')",
    'right dropped: exchanges[leader] ?? idle',
    'left dropped: answer === undefined || !isAnswer(answer)',
    "right dropped: broker.exchanges[leader]?.stage ?? 'idle'",
  ),
  ...sameIn(
    'model/versions/timeline.ts',
    'There is a release of every number that was found.',
    'right dropped: releases[until] ?? release',
  ),
  ...sameIn(
    'model/versions/timeline.ts',
    'Leaves out nothing, in more words.',
    'guard dropped: if (dropped.length === 0) return [amendment]',
  ),
]
