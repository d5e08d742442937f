import { UNREGISTERED } from '../../coordinator/kraft/state'
import type { Amendment } from '../decisions'

/**
 * KIP-903: a leader says of which process of a broker it speaks when it proposes an ISR.
 *
 * An AlterPartition may be late. A follower in it may have come back since, with an empty disk, and be unfenced: the controller let
 * it into the ISR, for what the process before had. Now a fetch has the broker epoch of its process, and so has each member of the
 * proposed ISR. The controller refuses a member whose registration is another one.
 *
 * A replica that has not fetched from this leader, or whose process had not registered when it fetched, has no epoch: then nothing
 * is compared.
 *
 * Partition.addBrokerEpochToIsr, isBrokerEpochIsrEligible, ReplicationControlManager.ineligibleReplicasForIsr (3.5-IV1; read at 3.5.0
 * and 4.3.1)
 */
export const kip903: Amendment = {
  name: 'kip-903',
  title: 'An ISR names processes, not only brokers',
  since: '3.5-IV1',
  repairs: 'a replica with an empty disk that joins the ISR for what its broker had before',
  readAt: '4.3.1',
  answers: {
    sendsBrokerEpochs: 'Yes: for each member the broker epoch of its last fetch, if it has one.',
    barsFromIsr: (was) => `${was} Those that the leader names under the broker epoch of another registration.`,
    isEligibleForIsr: (was) =>
      `${was} Its last fetch must be of the registration that the leader has heard of, or of a process that had not registered.`,
  },
  decide: (was) => ({
    sendsBrokerEpochs: () => true,
    barsFromIsr: (replica, requested) =>
      (requested !== UNREGISTERED && requested !== replica.epoch) || was.barsFromIsr(replica, requested),
    isEligibleForIsr: (seen, fetched) =>
      (fetched === UNREGISTERED || fetched === seen.epoch) && was.isEligibleForIsr(seen, fetched),
  }),
}
