import type { Amendment } from '../decisions'

/**
 * KAFKA-7866: the log end moves as soon as a batch is in the log.
 *
 * It moved after the index of transactions was written. Where that failed, the batch was in the log, and the next one got the
 * same offset. Since KAFKA-10778 a log that has failed takes no next one.
 *
 * Log.append (2.2.1, 2.3.0; read at 2.2.0, 2.2.1 and 2.4.0)
 */
export const kafka7866: Amendment = {
  name: 'kafka-7866',
  title: 'The log end moves as soon as a batch is written',
  since: '2.2.1',
  repairs: 'two batches with the same offset',
  readAt: '2.4.0',
  answers: {
    movesLogEndFirst: 'Yes: before the index of transactions is written.',
  },
  decide: () => ({ movesLogEndFirst: () => true }),
}
