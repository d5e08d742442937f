import type { Amendment } from '../decisions'

/**
 * KAFKA-2721: a leader that is asked to lead again keeps what it knows of its followers.
 *
 * Meant for repeated requests: a leader that is leader still need not wait for every follower to fetch again. "Still" is
 * judged by its own memory. A leader that missed an epoch in between, in which another broker led and its followers
 * truncated, takes their old log ends for granted: see docs/decisions/0003-kept-log-ends.md.
 *
 * Partition.makeLeader, isNewLeader (0.9.0.0; read at 0.10.2.2, 1.1.1, 2.0.0 and 2.1.0)
 */
export const kafka2721: Amendment = {
  name: 'kafka-2721',
  title: "A leader that leads again keeps its followers' log ends",
  since: '0.9.0',
  repairs: 'nothing that a property sees: it spares a re-elected leader one round of fetches',
  readAt: '2.1.0',
  answers: {
    remoteLogEndsOfNewLeader: (was) =>
      `If it was the leader before, as far as it remembers: what it knew then.\n${was}`,
  },
  decide: (was) => ({
    remoteLogEndsOfNewLeader: (replica, self) =>
      replica.leader === self ? replica.leadership.remoteLogEnds : was.remoteLogEndsOfNewLeader(replica, self),
  }),
}
