import type { Amendment } from '../decisions'

/**
 * KAFKA-17076: the cleaner keeps the header of the last batch that it cleans.
 *
 * If the last records of the cleaned part go, nothing in the log says where it ends. A replica that copies such a log ends lower
 * than its leader, and if it leads, it gives offsets to new records that were given before.
 *
 * Cleaner.cleanInto (4.0.0; read at 3.9.0 and 4.0.0)
 */
export const kafka17076: Amendment = {
  name: 'kafka-17076',
  title: 'The cleaner keeps the header of the last batch',
  since: '4.0.0',
  repairs: 'offsets that are given twice, because the end of a log was compacted away',
  readAt: '4.0.0',
  answers: {
    keepsLastBatch: 'Yes.',
  },
  decide: () => ({ keepsLastBatch: () => true }),
}
