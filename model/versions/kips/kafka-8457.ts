import type { Amendment } from '../decisions'

/**
 * KAFKA-8457: the high watermark is part of the log, and truncation lowers it.
 *
 * Up to 2.3 the high watermark of a replica was kept apart from its log, and could be above the log end between a truncation and
 * the next answer to a fetch. If the broker became leader then, it began with a high watermark at its log start.
 *
 * Log.updateLogEndOffset (2.4.0; read at 2.3.1 and 2.4.0)
 */
export const kafka8457: Amendment = {
  name: 'kafka-8457',
  title: 'Truncation lowers the high watermark',
  since: '2.4.0',
  repairs: 'a high watermark above the log end, which a broker forgets when it becomes leader',
  readAt: '2.4.0',
  answers: {
    highWatermarkOnceCut: (was) => `${was} It is lowered to the new log end.`,
  },
  decide: (was) => ({
    highWatermarkOnceCut: (highWatermark, end) => Math.min(was.highWatermarkOnceCut(highWatermark, end), end),
  }),
}
