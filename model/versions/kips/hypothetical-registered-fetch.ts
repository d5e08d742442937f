import type { Amendment } from '../decisions'

/**
 * No release has this: a process fetches only once it has registered.
 *
 * The fetchers of a broker start with its first metadata, and that may be before it has registered. What it fetches until then has the
 * broker epoch -1, which nobody compares: neither a leader that proposes an ISR, nor the controller (B70), nor a leader that
 * counts a fetch of a process which has ended (docs/findings/B70-a-fetch-before-registration.md). With this no fetch of KRaft has it.
 *
 * BrokerServer.startup would wait for the registration before it installs the metadata publishers (read at 3.5.0 and 4.3.1).
 */
export const registeredFetch: Amendment = {
  name: 'hypothetical-registered-fetch',
  title: 'A process fetches only once it has registered',
  since: 'no release',
  repairs: 'a leader that counts what a process had which had not registered, for one that has',
  readAt: '4.3.1',
  answers: { fetchesUnregistered: 'No.' },
  decide: () => ({ fetchesUnregistered: () => false }),
}
