import type { Amendment } from '../decisions'

/**
 * KAFKA-10778: a log takes no more batches once an append to it has failed.
 *
 * The broker halts because of the failure, but another thread sees to that, and a moment later. A batch that was taken in that
 * moment could be written behind a part of the one that failed. Nobody could read it, and recovery threw it away.
 *
 * Log.maybeHandleIOException, Log.checkForLogDirFailure (2.8.0; read at 2.7.2 and 2.8.0), with FileRecords.append
 */
export const kafka10778: Amendment = {
  name: 'kafka-10778',
  title: 'A log takes no more batches once an append has failed',
  since: '2.8.0',
  repairs: 'batches that are written behind a part of another one, acknowledged, and lost',
  readAt: '2.7.0',
  answers: {
    takesAfterFailure: 'No.',
  },
  decide: () => ({ takesAfterFailure: () => false }),
}
