/** What becomes of a cluster once harm has stopped: with two records, and after two faults. All pairs: liveness.night.test.ts. */
import { faults } from '../../model/state'
import { areSettledAfter, judged, pairs, single } from './liveness.fixture'

test.each(faults.map((fault) => [fault]))(
  'the baseline settles, and the rest goes on, after a single %s among two records',
  (fault) => expect(judged(single(fault), 2)).toMatchObject({ verdict: 'holds', broken: [] }),
)

areSettledAfter(pairs.filter((_, index) => index % 6 === 0))

describe('with KIP-380, and without it as long as no broker registers anew,', () => {
  const lasting = ['cut-off-controller', 'cut-link', 'isr-shrink', 'leader-move', 'controller-failover'] as const
  const passing = ['process-crash', 'clean-shutdown', 'cut-off', 'pause', 'lost-zk-answer'] as const
  for (const kafka of ['0.8.0', '0.10.2', '1.1', '2.0.0', '2.0.1', '2.1', '2.1.1'])
    test(`${kafka} settles after a single fault`, () => {
      for (const fault of lasting)
        expect([fault, judged(single(fault), 1, { kafka }).verdict]).toEqual([fault, 'holds'])
      for (const fault of kafka === '0.8.0' ? [] : passing)
        expect([fault, judged(single(fault), 1, { kafka, with: ['kip-380'] }).verdict]).toEqual([fault, 'holds'])
    })
})
