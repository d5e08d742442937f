import type { Amendment } from '../decisions'

/**
 * KIP-380: control requests say to which life of a broker they are addressed.
 *
 * A controller repeats a LeaderAndIsr until it is answered, and a broker that was restarted meanwhile obeyed it as if it
 * were new: it led, or followed, as of an ISR and an epoch that its former self had left behind. Requests now carry the
 * broker epoch, the czxid of the registration, and are refused where it is not the present one.
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
