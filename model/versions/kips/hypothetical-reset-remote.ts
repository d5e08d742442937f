import type { Amendment } from '../decisions'

/**
 * No release has this: a broker that becomes leader in a new epoch never keeps what it knew of its followers' logs.
 *
 * A leader that is elected again keeps the log ends that its followers have told it. Where it has slept through an epoch, or has been told
 * of two elections at once, they may have truncated in between, and it counts on records that nobody else has (docs/findings).
 *
 * It would be in Partition.makeLeader, Replica.resetReplicaState (read at 4.3.1).
 */
export const resetRemote: Amendment = {
  name: 'hypothetical-reset-remote',
  title: 'A new leader epoch begins without what the leader knew of its followers',
  since: 'no release',
  repairs: 'a leader that counts on what its followers had in an epoch before the last',
  readAt: '4.3.1',
  answers: { remoteLogEndsOfNewLeader: 'Nothing: it waits until each of them fetches.' },
  decide: () => ({ remoteLogEndsOfNewLeader: ({ leadership }) => leadership.remoteLogEnds.map(() => -1) }),
}
