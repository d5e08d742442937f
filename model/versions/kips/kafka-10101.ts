import type { Amendment } from '../decisions'

/**
 * KAFKA-10101: recovery does not move the recovery point, because it flushes nothing.
 *
 * Log.recoverLog made it the log end. If it was checkpointed, and the machine crashed before the segments were flushed, the next
 * recovery began above them, and did not find that they could not be read.
 *
 * Log.recoverLog (3.0.0; read at 2.7.0 and in the change itself, pull request 8812), later LogLoader.recoverLog
 */
export const kafka10101: Amendment = {
  name: 'kafka-10101',
  title: 'Recovery moves no recovery point over what is not flushed',
  since: '3.0.0',
  repairs: 'records that recovery never looks at',
  readAt: '2.7.0',
  answers: {
    recoveryPointOfRecovered: 'That of the checkpoint.',
  },
  decide: () => ({ recoveryPointOfRecovered: (checkpointed) => checkpointed }),
}
