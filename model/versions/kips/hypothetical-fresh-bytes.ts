import type { Amendment } from '../decisions'

/**
 * No release has this: what was truncated is not sent.
 *
 * An answer to a fetch has a place in a file, and the bytes are read when they are sent. KAFKA-18723 makes the follower leave out
 * batches of a later epoch than its own. What the leader has by then in that place may be of an earlier one as well: the next leader may have records of
 * an earlier epoch that this one never had (docs/findings/B72-bytes-of-an-earlier-epoch.md).
 *
 * FileRecords.writeTo would break the connection if the file was truncated below the end of the slice since it was made. It
 * does so now only if the file is still shorter (read at 4.3.1).
 */
export const freshBytes: Amendment = {
  name: 'hypothetical-fresh-bytes',
  title: 'A leader does not send what it has appended in the place of records that it has truncated',
  since: 'no release',
  repairs: 'a follower that appends records behind others with which they never stood in one log',
  readAt: '4.3.1',
  answers: { sendsWhatReplaced: 'No: the connection breaks.' },
  decide: () => ({ sendsWhatReplaced: () => false }),
}
