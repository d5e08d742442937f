import type { Amendment } from '../decisions'

/**
 * KAFKA-14154: a controller that knows less than a leader says that it is not the controller.
 *
 * A controller that was replaced does not know it for a while, and leaders may still send to it. It compared the epochs of a request with
 * what it knew, and took any other for an old one: FENCED_LEADER_EPOCH, INVALID_UPDATE_VERSION. The leader gave up and waited for metadata
 * that would tell it more. There was none, because the leader was the one that knew more: its proposal stayed pending for ever.
 *
 * Now the answer to a later epoch is NOT_CONTROLLER, and the leader tries again.
 *
 * ReplicationControlManager.validateAlterPartitionData (3.3.0; read at 3.2.0, 3.3.1, 3.5.0, 3.7.0, 3.9.1, 4.0.0, 4.1.0 and 4.3.1)
 */
export const kafka14154: Amendment = {
  name: 'kafka-14154',
  title: 'A controller that is behind a leader is not the controller',
  since: '3.3.0',
  repairs: 'a leader that waits for ever after the answer of a controller that was replaced',
  readAt: '4.3.1',
  answers: { refusesLeaderAhead: 'No: NOT_CONTROLLER, and it tries again.' },
  decide: () => ({ refusesLeaderAhead: () => false }),
}
