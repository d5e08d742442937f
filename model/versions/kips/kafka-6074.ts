import type { Amendment } from '../decisions'

/**
 * KAFKA-6074: a write to ZooKeeper ends with its session.
 *
 * Kafka's own client replaces ZkClient here. Where the session expires while a write waits to be repeated, the write ends with
 * an exception, and the leader keeps its old ISR, although the new one may be written. It tries again with the next fetch of that
 * follower, and then finds what it wrote (KAFKA-1382), unless the controller has written meanwhile. A controller that
 * compares broker epochs (KIP-380) notices that the leader has registered again, and elects anew.
 *
 * KafkaZkClient.retryRequestUntilConnected, ZooKeeperClient.waitUntilConnected (1.1.0; read at 1.1.1 and 2.1.0)
 */
export const kafka6074: Amendment = {
  name: 'kafka-6074',
  title: 'A write to ZooKeeper ends with its session',
  since: '1.1.0',
  repairs: 'nothing that a safety property sees: requests that wait as long as ZooKeeper is away',
  readAt: '1.1.1',
  answers: {
    onLostIsrAnswer: 'It keeps the old ISR: the write ends with the ZooKeeper session.',
  },
  decide: () => ({ onLostIsrAnswer: () => 'expire' }),
}
