import type { Amendment } from '../decisions'

/**
 * KAFKA-1382: a leader recognises the ISR that it has written.
 *
 * A write to ZooKeeper is repeated when its connection breaks. If the first one had arrived, the second fails for its old
 * version, and 0.8.0 then kept the old ISR for good. Now the leader looks what the znode holds: if that is what it was to write,
 * the write has succeeded. It does not matter who wrote it.
 *
 * ReplicationUtils.checkLeaderAndIsrZkData (0.8.2.0; read at 0.8.2.0, 0.10.2.2 and 2.1.0). Up to 1.0.2, ZkClient.retryUntilConnected
 * repeats a write for ever.
 */
export const kafka1382: Amendment = {
  name: 'kafka-1382',
  title: 'A leader recognises the ISR that it has written',
  since: '0.8.2',
  repairs: 'a leader that keeps an old ISR because it was not told that the new one is written',
  readAt: '0.10.2.2',
  answers: {
    acceptsFoundIsr: 'Yes: the leader looks what the znode holds, and takes an equal ISR for its own write.',
    onLostIsrAnswer: 'It takes the new ISR if the znode still holds it, and keeps the old one otherwise.',
  },
  decide: () => ({
    acceptsFoundIsr: () => true,
    onLostIsrAnswer: (isStillThere) => (isStillThere ? 'adopt' : 'keep'),
  }),
}
