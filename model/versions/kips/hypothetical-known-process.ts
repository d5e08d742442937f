import { UNREGISTERED } from '../../coordinator/kraft/state'
import type { Amendment } from '../decisions'

/**
 * No release has this: a leader proposes a follower only if it knows which process of it has fetched.
 *
 * A process fetches as soon as it has published its first image, and that may be before it has registered. Such a fetch has the broker
 * epoch -1, which is compared with nothing: neither by the leader, nor by the controller. So the AlterPartition that follows lets in
 * whatever process runs when it arrives (KIP-903 does not help). -1 is also what a broker sends that does not know broker epochs.
 *
 * Partition.isBrokerEpochIsrEligible would ask for an epoch (read at 3.5.0 and 4.3.1).
 */
export const knownProcess: Amendment = {
  name: 'hypothetical-known-process',
  title: 'A leader proposes a follower only if it knows which process has fetched',
  since: 'no release',
  repairs:
    'a replica that has lost its records, and joins the ISR for what a process before had that had not registered',
  readAt: '4.3.1',
  answers: { isEligibleForIsr: (was) => `None whose last fetch has no broker epoch.\n${was}` },
  decide: (was) => ({
    isEligibleForIsr: (seen, fetched) => fetched !== UNREGISTERED && was.isEligibleForIsr(seen, fetched),
  }),
}
