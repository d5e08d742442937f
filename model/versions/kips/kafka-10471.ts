import type { Amendment } from '../decisions'

/**
 * KAFKA-10471: the marker of a clean shutdown is deleted before the logs are loaded.
 *
 * Loading gives the indexes of the active segment their full size, with zeros at the end. A process that crashed before all
 * logs were loaded left the marker, so the next one recovered nothing and took the zeros for entries. Then the index was full,
 * and the largest timestamp of the segment was 0: retention.ms deleted records that were not old.
 *
 * LogManager.loadLogs (2.8.0; read at 2.7.0 and in the change itself, pull request 9364), with AbstractIndex.resize, TimeIndex.lastEntry
 */
export const kafka10471: Amendment = {
  name: 'kafka-10471',
  title: 'The marker of a clean shutdown is deleted before the logs are loaded',
  since: '2.8.0',
  repairs: 'a crash during loading that is taken for a clean shutdown',
  readAt: '2.7.0',
  answers: {
    deletesMarkerFirst: 'Yes.',
  },
  decide: () => ({ deletesMarkerFirst: () => true }),
}
