import type { LogRecord, Offset } from '../model/state'

export const isSame = (a: LogRecord | undefined, b: LogRecord | undefined): boolean =>
  a !== undefined && b !== undefined && a.value === b.value && a.epoch === b.epoch

/** The first offset below `end` at which two logs do not hold the same record, or -1: they agree. */
export const firstDifference = (a: readonly LogRecord[], b: readonly LogRecord[], end: Offset): Offset => {
  for (let offset = 0; offset < end; offset++) if (!isSame(a[offset], b[offset])) return offset
  return -1
}
