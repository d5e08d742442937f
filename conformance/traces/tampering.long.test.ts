/** Every kind of tampering, at every place of every recorded trace; and the trace of 0.10.2.2, message by message. */
import { judgeBy, questionOf } from './judge'
import { TRACE_OF_B01, traceNamed, tracesOfClasses } from './recorded-traces.fixture'
import { tampered } from './tampering.fixture'

test.each(tracesOfClasses)('$name is rejected wherever it is tampered with', ({ name }) => {
  const trace = traceNamed(name)
  const judge = judgeBy(questionOf(trace, trace.head.kafka), { hidden: 3, states: 20_000 })
  const all = tampered(trace, Infinity)
  expect(all.length).toBeGreaterThan(500)
  expect(all.filter((one) => judge(one.trace).verdict !== 'rejected')).toEqual([])
})

test.each([
  ['0.10.2.2', 'accepted'],
  ['1.1.1', 'rejected'],
  ['2.0.0', 'rejected'],
  ['2.1.1', 'rejected'],
  ['2.6.3', 'rejected'],
])('the record that 0.10.2.2 has cut, message by message: %s says %s', (release, verdict) => {
  const trace = traceNamed(TRACE_OF_B01.name)
  const limits = { hidden: 60, states: 200_000 }
  expect(judgeBy(questionOf(trace, release), limits)(trace)).toMatchObject({ verdict })
})
