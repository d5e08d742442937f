import type { Amendment } from '../decisions'

/**
 * KAFKA-2477: a follower is sent nothing that is behind the log end of its leader.
 *
 * A batch was in the segment before the log end had moved behind it, and a fetch of a follower read up to the end of the segment.
 * So a follower could have the batch, and fetch behind it, while its leader took that for out of range (KAFKA-2143 says what the
 * follower did then). Now a read ends at the log end.
 *
 * Log.read (0.9.0.0; read at 0.8.2.2, 0.9.0.0 and 0.10.2.2)
 */
export const kafka2477: Amendment = {
  name: 'kafka-2477',
  title: 'A follower is sent nothing behind the log end of its leader',
  since: '0.9.0.0',
  repairs: 'a follower that is told it is out of range, and is not',
  readAt: '0.10.2.2',
  answers: {
    readsBehindLogEnd: 'No: a read ends there.',
  },
  decide: () => ({ readsBehindLogEnd: () => false }),
}
