import { int, record, type Schema } from '../kit/schema'
import type { Bounds } from './bounds'
import { leastValue } from './replica/log'
import type { LogRecord } from './values'

/** A record of a log. Where the bounds have storage, an offset may be without one (replica/log.ts). */
export const recordSchema = (bounds: Bounds): Schema<LogRecord> =>
  bounds.storage === undefined
    ? record<LogRecord>({ value: int(0, Math.max(0, bounds.records - 1)), epoch: int(0, bounds.epochs - 1) })
    : record<LogRecord>({
        value: int(leastValue(bounds.records), Math.max(0, bounds.records - 1)),
        epoch: int(-1, bounds.epochs - 1),
      })
