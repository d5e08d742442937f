import type { Amendment } from '../decisions'

/**
 * KAFKA-18649: with another min.insync.replicas no replica outside the ISR is eligible any more.
 *
 * A replica that left an ISR which was then smaller than min.insync.replicas has every committed record, because no more is
 * committed. That is no longer so once min.insync.replicas is lowered: the leader goes on with the ISR that it has. So the controller
 * clears the eligible leader replicas, and the last known leader, of every partition of the topic.
 *
 * ConfigurationControlManager.createClearElrRecordsAsNeeded (4.0.0; read at 4.0.0 and 4.3.1)
 */
export const kafka18649: Amendment = {
  name: 'kafka-18649',
  title: 'Another min.insync.replicas clears the eligible leader replicas',
  since: '4.0.0',
  repairs: 'an eligible leader replica that lacks what was committed with a lower min.insync.replicas',
  readAt: '4.3.1',
  answers: { clearsElr: 'Yes: those of all partitions of the topic, and what is known of their last leaders.' },
  decide: () => ({ clearsElr: () => true }),
}
