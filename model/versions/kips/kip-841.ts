import type { Amendment } from '../decisions'

/**
 * KIP-841: a fenced replica, or one that shuts down, is not let into the ISR.
 *
 * The controller takes a broker that is fenced, or shuts down, out of the ISR. Its leader did not know why, and let it in again at
 * its next fetch. Then the broker stopped, and was in the ISR: the high watermark waited for it, and if it came back with an empty
 * disk, it could be elected. Now the leader looks into its metadata, and the controller looks at what it knows.
 *
 * Partition.isReplicaIsrEligible, ReplicationControlManager.ineligibleReplicasForIsr (3.3.0; read at 3.3.1 and 4.3.1)
 */
export const kip841: Amendment = {
  name: 'kip-841',
  title: 'No fenced replica joins the ISR',
  since: '3.3.0',
  repairs: 'a broker that the controller has taken out of the ISR, and its leader lets in again while it stops',
  readAt: '4.3.1',
  answers: {
    barsFromIsr: (was) => `Those that are fenced or in controlled shutdown.\n${was}`,
    isEligibleForIsr: (was) => `None that is fenced or in controlled shutdown, as far as the leader has heard.\n${was}`,
  },
  decide: (was) => ({
    barsFromIsr: (replica, requested) =>
      replica.isFenced || replica.inControlledShutdown || was.barsFromIsr(replica, requested),
    isEligibleForIsr: (seen, fetched) =>
      !seen.isFenced && !seen.inControlledShutdown && was.isEligibleForIsr(seen, fetched),
  }),
}
