import type { Amendment } from '../decisions'

/**
 * No release has this: a broker that starts without a log directory that it had does not count as stopped cleanly.
 *
 * With eligible leader replicas a broker that stopped cleanly keeps what it was eligible for. It proves that by the markers in its log directories. A directory
 * that was taken out of log.dirs is not asked, and its replicas are created anew: eligible, and empty (docs/decisions/0070).
 *
 * LogManager.shutdown would write the ids of all directories into each marker, and readBrokerEpochFromCleanShutdownFiles compare them
 * (read at 3.7.0, 3.9.0, 4.0.0, 4.1.0, 4.2.0 and 4.3.1).
 */
export const markerNamesDirectories: Amendment = {
  name: 'hypothetical-marker-names-directories',
  title: 'A clean shutdown counts only with all of its directories',
  since: 'no release',
  repairs: 'an eligible leader replica whose log directory is gone',
  readAt: '4.3.1',
  answers: { marksCleanWithoutDirectory: 'No.' },
  decide: () => ({ marksCleanWithoutDirectory: () => false }),
}
