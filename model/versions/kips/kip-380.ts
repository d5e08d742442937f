import type { Amendment } from '../decisions'

/**
 * KIP-380: control requests carry the broker epoch.
 *
 * A controller retries a LeaderAndIsr request until it gets a response. A broker that was restarted in the meantime
 * accepted the old request, and became leader or follower with an old ISR and an old leader epoch. Now a control
 * request contains the broker epoch, which is the czxid of the broker's registration znode. A broker returns
 * STALE_BROKER_EPOCH if it is older than its own.
 *
 * The other half is at the controller. A request carries the broker epoch that the controller knows. A broker that failed
 * and started again before the controller looked would refuse every such request. So the controller compares broker epochs: it
 * treats this broker as one that failed and then started. Before, it did nothing, and the broker got no request until
 * the next decision about its partitions (KAFKA-1120).
 *
 * KafkaApis.isBrokerEpochStale, KafkaController.BrokerChange.process (2.2-IV0; read at 2.2.0)
 */
export const kip380: Amendment = {
  name: 'kip-380',
  title: 'Control requests carry the broker epoch, and the controller notices a restart',
  since: '2.2-IV0',
  repairs: 'a restarted broker that obeys what its former self was told',
  readAt: '2.2.0',
  answers: {
    acceptsStaleBrokerEpoch: 'No: a request carries the broker epoch, and is refused unless that is the present one.',
    noticesBounce: 'Yes: it compares broker epochs, and treats a restarted broker as one that failed and then started.',
  },
  decide: () => ({ acceptsStaleBrokerEpoch: () => false, noticesBounce: () => true }),
}
