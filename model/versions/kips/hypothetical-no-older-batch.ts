import { latestEpoch } from '../../replica/disk'
import type { Amendment } from '../decisions'

/**
 * No release has this, and it is not enough: a follower appends no batch of an earlier epoch than its last one.
 *
 * It is the other half of the cap of KAFKA-18723, and what comes to mind first against B72. But what a leader got from the next leader may
 * be of an epoch between that of the follower's last batch and that of its fetch: if the next leader led in between, and this one never heard of
 * that epoch (scenarios/bugs/B72-bytes-of-an-earlier-epoch.md). hypothetical-fresh-bytes.ts is enough.
 *
 * UnifiedLog.analyzeAndValidateRecords would compare with the latest epoch of the cache (read at 4.3.1).
 */
export const noOlderBatch: Amendment = {
  name: 'hypothetical-no-older-batch',
  title: 'A follower appends no batch of an earlier epoch than its last one',
  since: 'no release',
  repairs: 'some of what hypothetical-fresh-bytes repairs',
  readAt: '4.3.1',
  answers: {
    appendsBatch: (was) => `Not one of an earlier epoch than its last one, and nothing that comes after it.\n${was}`,
  },
  decide: (was) => ({
    appendsBatch: (follower, epoch) => epoch >= latestEpoch(follower.disk) && was.appendsBatch(follower, epoch),
  }),
}
