import type { Amendment } from '../decisions'

/**
 * No release has this: a broker that is unfenced is not elected where the same heartbeat says that the directory of its replica has failed.
 *
 * One heartbeat may both unfence a broker and name a directory that has failed. The controller makes the records of the first, and then those of the second
 * from the same registrations: there the partition has no leader, so nothing is taken from the broker. It leads in a directory that is offline, and a
 * directory is handled once (docs/decisions/0070).
 *
 * ReplicationControlManager.handleBrokerUnfenced would take the offline directories of the request, and LeaderAcceptor ask for them (read at 3.7.0, 3.9.1,
 * 4.0.0, 4.1.0, 4.2.0 and 4.3.1).
 */
export const unfenceKnowing: Amendment = {
  name: 'hypothetical-unfence-knowing',
  title: 'No replica is elected in a directory that the heartbeat names as offline',
  since: 'no release',
  repairs: 'a leader in a log directory that has failed',
  readAt: '4.3.1',
  answers: { electsInReportedDirectory: 'No: what the heartbeat says of directories is known first.' },
  decide: () => ({ electsInReportedDirectory: () => false }),
}
