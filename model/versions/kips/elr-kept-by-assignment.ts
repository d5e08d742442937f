import type { Amendment } from '../decisions'

/**
 * No ticket (apache/kafka#20716): eligible leader replicas stay so when a replica is assigned to a log directory.
 *
 * A broker with several log directories tells the controller where it has put a replica. The change of the partition that this makes was built
 * as if the feature was off, and then nobody is eligible any more.
 *
 * ReplicationControlManager.handleAssignReplicasToDirs (4.3.0; read at 4.0.0, 4.1.0, 4.2.0, 4.3.0 and 4.3.1)
 */
export const elrKeptByAssignment: Amendment = {
  name: 'elr-kept-by-assignment',
  title: 'Who is eligible stays so when a replica is assigned to a directory',
  since: '4.3.0',
  repairs: 'a partition that stays offline because a broker has said where its replica is',
  readAt: '4.3.1',
  answers: { keepsElrAtAssignment: 'Yes.' },
  decide: () => ({ keepsElrAtAssignment: () => true }),
}
