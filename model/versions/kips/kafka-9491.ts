import type { Amendment } from '../decisions'

/**
 * KAFKA-9491: a replica that begins a new log raises its high watermark to the start of that log.
 *
 * The high watermark stayed as it was until the next response of the leader. If the replica was elected first, it led with a
 * high watermark below its log start offset, and no follower could fetch at it.
 *
 * Log.updateLogStartOffset (2.4.1; read at 2.4.0, 2.4.1 and 2.5.0)
 */
export const kafka9491: Amendment = {
  name: 'kafka-9491',
  title: 'A replica that begins a new log has no high watermark below its start',
  since: '2.4.1',
  repairs: 'a high watermark below the log start offset',
  readAt: '2.5.0',
  answers: {
    highWatermarkOfNewLog: 'It is raised to the start of the log.',
  },
  decide: () => ({ highWatermarkOfNewLog: (highWatermark, logStart) => Math.max(highWatermark, logStart) }),
}
