/** A small campaign by threads, by a queue, and while workers are killed. A larger one: campaigning.night.test.ts. */
import { campaignsAreTheSame } from './campaigning.fixture'

campaignsAreTheSame(
  {
    versions: ['2.1', 'baseline'],
    worlds: ['brokers: 2, faults: leader-move=2', 'brokers: 3, records: 1, faults: process-crash=1'],
    walks: 12,
    states: 1_000,
  },
  [2],
  3,
)
