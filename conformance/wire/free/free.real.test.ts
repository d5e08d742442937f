import { freeQuestion, judgeFree } from '../../free/judge'
import { runFree } from './run'

test('a cluster of 2.1.1 that runs free is explained by its model', async () => {
  const plan = { release: '2.1.1', seed: 'real', brokers: 3, records: 6, seconds: 10, minIsr: 2 }
  const { head, events } = await runFree(plan, { isInterrupted: () => false, report: () => undefined })
  const { verdict, at } = judgeFree({ head, events }, freeQuestion({ head }, '2.1.1'), 100_000)
  expect({ verdict, at }).toEqual({ verdict: 'accepted', at: undefined })
  expect(events.length).toBeGreaterThan(50)
})
