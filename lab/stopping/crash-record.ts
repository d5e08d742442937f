/** How many stops are tried, in which schedules. Tests hold the figures to what is tried, and docs/stopping.md quotes them. */
import type { CleanupPolicy } from '../../model/storage/segment'

export interface CrashRow {
  readonly cleanup: CleanupPolicy
  /** The steps of the schedule. */
  readonly steps: number
  /** Stops that are tried in it, each followed by a start. */
  readonly points: number
}

/** By the run of tests that tries them. */
export const crashRecord: Readonly<Record<'test' | 'test:long' | 'test:night', readonly CrashRow[]>> = {
  test: [
    { cleanup: 'delete', steps: 3, points: 3322 },
    { cleanup: 'compact', steps: 3, points: 2264 },
    { cleanup: 'compact,delete', steps: 3, points: 3322 },
  ],
  'test:long': [
    { cleanup: 'delete', steps: 16, points: 30871 },
    { cleanup: 'compact', steps: 7, points: 6640 },
    { cleanup: 'compact,delete', steps: 7, points: 8174 },
  ],
  'test:night': [
    { cleanup: 'delete', steps: 40, points: 92794 },
    { cleanup: 'compact', steps: 40, points: 55288 },
    { cleanup: 'compact,delete', steps: 40, points: 60855 },
  ],
}
