/** Recorded traces are accepted, and 50 tampered ones of each are rejected. No Java is needed. */
import { judgeBy, questionOf } from './judge'
import { traceNamed, tracesOfClasses } from './recorded-traces.fixture'
import { tampered } from './tampering.fixture'

const LIMITS = { hidden: 3, states: 20_000 }

test.each(tracesOfClasses)('$name is accepted, and 50 of 50 tampered traces are rejected', ({ name }) => {
  const trace = traceNamed(name)
  const judge = judgeBy(questionOf(trace, trace.head.kafka), LIMITS)
  expect(judge(trace)).toMatchObject({ verdict: 'accepted', explained: trace.seen.length })
  const all = tampered(trace, 50)
  expect(all).toHaveLength(50)
  const judged = all.map(({ what, line, trace: changed }) => {
    const { verdict, at } = judge(changed)
    return { what, line, verdict, isNear: at !== undefined && at.line - line <= 1 && at.line >= line }
  })
  expect(judged.filter(({ verdict, isNear }) => verdict !== 'rejected' || !isNear)).toEqual([])
})
