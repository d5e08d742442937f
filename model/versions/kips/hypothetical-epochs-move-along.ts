import type { Amendment } from '../decisions'

/**
 * No release has this: a log that is moved to another directory keeps the epochs in which nothing was written (KAFKA-15608, KAFKA-20961).
 *
 * The copy is made of batches, and has their epochs. A leader that has written nothing in its epoch does not know where earlier ones end any
 * more. A follower that has such an epoch is answered with OFFSET_OUT_OF_RANGE, asks for the log end, which is its own, and fetches again: until
 * somebody writes.
 *
 * LogManager.replaceCurrentWithFutureLog would take the epochs over (read at 3.2.0, 3.7.0, 4.2.0 and 4.3.1).
 */
export const epochsMoveAlong: Amendment = {
  name: 'hypothetical-epochs-move-along',
  title: 'A moved log keeps the epochs without records',
  since: 'no release',
  repairs: 'a follower that is out of range for ever',
  readAt: '4.3.1',
  answers: { keepsEpochsOfMovedLog: 'Yes.' },
  decide: () => ({ keepsEpochsOfMovedLog: () => true }),
}
