import type { Amendment } from '../decisions'

/**
 * KAFKA-8724: a checkpoint of the cleaner that is beyond the log end is not trusted.
 *
 * After a crash of the machine a log may be shorter than what was compacted of it. The cleaner now begins at the log start then.
 * It does not notice a checkpoint that is too high and yet below the log end.
 *
 * LogCleanerManager.cleanableOffsets (2.3.1, 2.4.0; read at 2.3.0, 2.3.1 and 2.4.0)
 */
export const kafka8724: Amendment = {
  name: 'kafka-8724',
  title: 'The cleaner begins anew where its checkpoint is beyond the log end',
  since: '2.3.1',
  repairs: 'a log that is not compacted until it has grown beyond its checkpoint',
  readAt: '2.4.0',
  answers: {
    firstDirty: (was) => `At the log start, if the checkpoint is beyond the log end.\n${was}`,
  },
  decide: (was) => ({
    firstDirty: (cleanerOffset, log) =>
      cleanerOffset > log.logEnd ? log.logStart : was.firstDirty(cleanerOffset, log),
  }),
}
