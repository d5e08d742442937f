/** The same as generated-logs.test.ts, for 100,000 logs. */
import { rules, tryLogs } from './generated-logs.fixture'

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'compaction and retention are as specified, for 10,000 generated logs (%d of 10)',
  (seed) => tryLogs(rules, 10_000, seed),
)
