/** A campaign of 2,000 walks and 50 searches: by threads, by a queue, and while twenty workers are killed. */
import { campaignsAreTheSame } from './campaigning.fixture'

campaignsAreTheSame(
  {
    versions: ['2.0.0', '2.1', '2.6', '2.8', 'baseline'],
    worlds: [
      'brokers: 3, records: 1, faults: process-crash=1',
      'brokers: 2, faults: leader-move=2',
      'faults: "isr-shrink=2,process-crash=1", epochs: 2, records: 1',
      'brokers: 2, faults: "process-crash=2", records: 3',
      'faults: "leader-move=2,lost-request=1", records: 2',
    ],
    walks: 40,
    states: 20_000,
  },
  [1, 4],
  20,
)
