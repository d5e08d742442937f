import type { Amendment } from '../decisions'

/**
 * KAFKA-14704: an answer that says where the logs diverge says nothing about the high watermark.
 *
 * Such an answer has no records, and a follower adopted the leader's high watermark from it before it cut its log. For a moment
 * it took records for committed that it was about to drop; a consumer that fetches from a follower (KIP-392) could read them.
 *
 * AbstractFetcherThread.processFetchRequest (3.4.1, 3.5.0; read at 3.3.2, 3.4.1 and 4.3.1)
 */
export const kafka14704: Amendment = {
  name: 'kafka-14704',
  title: 'Where logs diverge, the high watermark stays',
  since: '3.4.1',
  repairs: 'a follower that takes a record for committed which it is about to drop',
  readAt: '4.3.1',
  answers: { adoptsHighWatermarkOfDiverging: 'No.' },
  decide: () => ({ adoptsHighWatermarkOfDiverging: () => false }),
}
