import type { Amendment } from '../decisions'

/**
 * KIP-380: control requests say to which life of a broker they are addressed.
 *
 * A controller repeats a LeaderAndIsr until it is answered, and a broker that was restarted meanwhile obeyed it as if it
 * were new: it led, or followed, as of an ISR and an epoch that its former self had left behind. Requests now carry the
 * broker epoch, the czxid of the registration, and are refused where it is not the present one.
 *
 * Deliberately simplified: the other half of the KIP, a controller that notices a broker which is back before it was missed,
 * is not modelled.
 *
 * KafkaApis.isBrokerEpochStale (2.2-IV0; read at 2.2.0)
 */
export const kip380: Amendment = {
  name: 'kip-380',
  title: 'Control requests carry the broker epoch',
  since: '2.2-IV0',
  repairs: 'a restarted broker that obeys what its former self was told',
  readAt: '2.2.0',
  answers: {
    obeysEarlierLife: 'No: a request carries the broker epoch, and is refused unless that is the present one.',
  },
  decide: () => ({ obeysEarlierLife: () => false }),
}
