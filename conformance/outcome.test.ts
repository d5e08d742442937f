import type { Observation, ObservedRecord } from './observation'
import { outcomeOf } from './outcome'

/** Broker 1 leads with broker 2 in the ISR. */
const left = (
  one: readonly ObservedRecord[],
  two: readonly ObservedRecord[],
  highWatermark = 0,
  acknowledged: readonly string[] = [],
): Observation => ({
  brokers: [
    { id: 1, replicas: [{ log: one, highWatermark }] },
    { id: 2, replicas: [{ log: two }] },
  ],
  zookeeper: [{ leader: 1, leaderEpoch: 0, isr: [1, 2] }],
  producers: [{ acknowledged }],
})

const a = { record: 'a', epoch: 0 }
const b = { record: 'b', epoch: 1 }

test.each<[string, Observation, string, string]>([
  ['an acknowledged record that a member of the ISR lacks is lost', left([a], [], 1, ['a']), 'lost', 'broker 2'],
  ['one that every member has is kept', left([a], [a], 1, ['a']), 'kept', 'acknowledged record a'],
  [
    'a loss says also that the logs differ for good',
    left([a], [b], 1, ['a']),
    'lost',
    'does not have it; and brokers 1 and 2 are in the ISR and hold different records at offset 0',
  ],
  ['different records below the high watermark are there for good', left([a], [b], 1), 'diverged', 'at offset 0'],
  ['above it, a follower may still truncate', left([a], [b]), 'kept', 'no record was acknowledged'],
  ['two records of one epoch never agree again', left([a], [{ ...b, epoch: 0 }]), 'diverged', 'at offset 0'],
  ['without epochs only the high watermark tells', left([{ record: 'a' }], [{ record: 'b' }]), 'kept', 'no record'],
  [
    'two records that agree after others that differ hide those from everybody, below the high watermark or not',
    left([a, { record: 'c' }], [{ record: 'b' }, { record: 'c' }]),
    'diverged',
    'the same record at offset 1, and different ones at offset 0',
  ],
])('%s', (_, seen, verdict, text) => {
  expect(outcomeOf(seen, 0)).toEqual({ verdict, text: expect.stringContaining(text) as string })
})
