import type { Amendment } from '../decisions'

/**
 * What 2.2.0 to 2.6.0 have, before KAFKA-10432: recovery does not enter epoch 0 into the cache.
 *
 * If the checkpoint of epochs is lost, the cache of a log with records of epoch 0 is empty after recovery. The replica answers
 * no question about epoch 0, and truncates to its high watermark as a follower. Recovery entered epoch 0 up to 2.1, and does so
 * since 2.6.1.
 *
 * LogSegment.recover (2.2.0; read at 2.1.1, 2.2.0, 2.6.0 and 2.6.3)
 */
export const kafka10432Flaw: Amendment = {
  name: 'kafka-10432-flaw',
  title: 'Recovery does not enter epoch 0 (before KAFKA-10432)',
  since: '2.2.0',
  repairs: 'nothing: a mistake worth keeping',
  readAt: '2.6.1',
  answers: {
    recoversEpoch: 'Yes, except epoch 0.',
  },
  decide: () => ({ recoversEpoch: (epoch) => epoch > 0 }),
}
