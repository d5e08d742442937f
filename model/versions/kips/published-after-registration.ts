import type { Amendment } from '../decisions'

/**
 * Up to 3.4, and in no later release: a process publishes metadata only once it has registered and caught up.
 *
 * BrokerMetadataListener had one publisher, and started it when the controller had said that the broker has caught up with its own
 * registration. Since 3.5.0 (apache/kafka pull request 13344) the broker has MetadataLoader, and installs its publishers before that. So a process may fetch, and even lead, before it has registered. B70 and B78 need
 * that, and so does exception 1 of docs/decisions/0067: with this on top 4.3 does not have them.
 *
 * BrokerServer.startup: initialCatchUpFuture, then BrokerMetadataListener.startPublishing (3.2.0, 3.4.1; read at 3.2.0)
 */
export const publishedAfterRegistration: Amendment = {
  name: 'published-after-registration',
  title: 'A process publishes metadata only once it has registered (up to 3.4)',
  since: '3.2.0',
  repairs: 'a process that fetches or leads and has not registered',
  readAt: '3.2.0',
  answers: { publishesUnregistered: 'No: it waits until it has caught up with its own registration.' },
  decide: () => ({ publishesUnregistered: () => false }),
}
