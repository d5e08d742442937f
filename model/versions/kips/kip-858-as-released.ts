import type { Amendment } from '../decisions'

/**
 * KIP-858 as 3.7.0 has it, before KAFKA-16234: a replica in a directory that has failed is created anew in another.
 *
 * A process that hears of a partition in a failed directory leaves it offline, unless it is another topic of the same name. In 3.7.0 it asks the
 * log for the id of the topic, and there is no log any more. So it takes the partition for another one, and creates it: empty, and while it
 * is in the ISR. Since 3.7.1 the partition keeps the id of its topic.
 *
 * ReplicaManager.getOrCreatePartition, Partition.topicId (3.7.0; read at 3.7.0, 3.7.2 and 3.8.0)
 */
export const kip858AsReleased: Amendment = {
  name: 'kip-858-as-released',
  title: 'A replica in a failed directory is created anew in another (before KAFKA-16234)',
  since: '3.7.0',
  repairs: 'nothing: a mistake worth keeping',
  readAt: '3.7.0',
  answers: { createsOfflineAgain: 'Yes.' },
  decide: () => ({ createsOfflineAgain: () => true }),
}
