import type { Amendment } from '../decisions'

/**
 * No release has this: a replica in a log directory that is offline does not join the ISR.
 *
 * A directory fails, and the controller takes its replicas out of the ISR. A leader that has proposed one of them before does not know that, and the controller
 * looks only at the broker: it is not fenced, and is the one that fetched (docs/decisions/0070).
 *
 * ReplicationControlManager.ineligibleReplicasForIsr would ask for the directory, too (read at 3.7.0, 3.9.0, 4.0.0, 4.2.0 and 4.3.1).
 */
export const offlineNotInIsr: Amendment = {
  name: 'hypothetical-offline-not-in-isr',
  title: 'No replica in an offline directory joins the ISR',
  since: 'no release',
  repairs: 'a member of the ISR whose log directory has failed',
  readAt: '4.3.1',
  answers: { barsOfflineDirectory: 'Yes.' },
  decide: () => ({ barsOfflineDirectory: () => true }),
}
