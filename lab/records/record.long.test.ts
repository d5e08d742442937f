/** The large worlds of the record. The largest: record.night.test.ts. */
import { explore } from '../../explorer/breadth'
import { retake } from '../../explorer/replay'
import { schedule } from '../../contract/schedule'
import { has } from '../../kit/bits'
import { stateOf } from '../../model/coordinator/coordinator'
import { nobodyTruncates } from '../../properties/truncation-bound'
import { protocolOf, question, subjectOf } from '../questions/question'
import { areAsOnRecord, areSmallest, isLarge } from './record.fixture'

areAsOnRecord(isLarge)
areSmallest(isLarge)

test('the widest form of S19 breaks in 12 steps, outside the ISR, where it is harmless', () => {
  const asked = question({
    settings: { minIsr: 2 },
    bounds: { brokers: 3, records: 1, epochs: 3, faults: { 'clean-shutdown': 2 } },
  })
  const { machine, properties } = subjectOf(asked)
  const scope = { protocol: protocolOf(asked), settings: asked.settings, bounds: asked.bounds, runs: asked.runs }
  const widest = nobodyTruncates(scope)
  const { breach } = explore(machine, widest === undefined ? [] : [widest])
  expect(breach?.actions).toHaveLength(12)
  const { steps, breaches } = retake(schedule('', machine, breach?.actions ?? []), properties)
  const last = steps.at(-1)
  expect([steps.length, breaches]).toEqual([12, []])
  expect(last?.action).toEqual({ type: 'Truncate', follower: 0, partition: 0 })
  expect(last && has(stateOf(last.state.cluster, 0).isr, 0)).toBe(false)
})
