import type { Amendment } from '../decisions'

/**
 * Up to 4.3.0, before KAFKA-20634: what a coordinator has promised by the high watermark of its partition completes also where its broker
 * follows by then.
 *
 * A group coordinator appends a record to a partition that its broker leads, and answers once the high watermark has passed it. It
 * listens to the partition, and the partition tells it of every high watermark, also of those that the broker learns as a follower. By then its record may be
 * truncated, and another one be in its place: the client is told that what it has committed is safe. In the end the coordinator is
 * unloaded, which is an event of its own, after the fetchers have started (BrokerMetadataPublisher.onMetadataUpdate).
 *
 * Here this is said of any producer that waits. It needs --clients.
 *
 * ListenerAdapter.onHighWatermarkUpdated of CoordinatorPartitionWriter (read at 4.3.0 and 4.3.1)
 */
export const kafka20634Flaw: Amendment = {
  name: 'kafka-20634-flaw',
  title: 'What waits for the high watermark of a leader completes by that of a follower (before KAFKA-20634)',
  since: 'no release',
  repairs: 'nothing: a mistake worth keeping',
  readAt: '4.3.1',
  answers: { completesAsFollower: 'Yes, where it is a coordinator that waits.' },
  decide: () => ({ completesAsFollower: () => true }),
}
