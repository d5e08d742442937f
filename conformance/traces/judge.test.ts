import type { Loose } from './tamper.fixture'
import type { Observation } from '../observation'
import { judgeBy, questionOf, type Judgement } from './judge'
import { TRACE_OF_B01, traceNamed, tracesOfClasses } from './recorded-traces.fixture'
import type { Trace } from './trace'

const LIMITS = { hidden: 60, states: 200_000 }

/** A trace that real brokers of 0.10.2.2 have left, where a fetch is one step: what explains it so does in any grain. */
const B01 = traceNamed(TRACE_OF_B01.name)
const inOneStep: Trace = { ...B01, head: { ...B01.head, world: { ...B01.head.world, grain: 'atomic' } } }

const judged = (trace: Trace, release: string, limits = LIMITS): Judgement =>
  judgeBy(questionOf(trace, release), limits)(trace)

test.each(['1.1.1', '2.1.1', '2.6.3'])('a follower that truncates to its high watermark is not a %s', (release) => {
  expect(judged(inOneStep, '0.10.2.2')).toMatchObject({ verdict: 'accepted', explained: 5, observations: 5 })
  const { verdict, explained, at } = judged(inOneStep, release)
  expect({ verdict, explained, line: at?.line }).toEqual({ verdict: 'rejected', explained: 4, line: 6 })
  expect(at?.differences.map(({ where }) => where)).toEqual([
    'broker 3, partition 0, log[0]',
    'broker 3, partition 0, logEndOffset',
  ])
})

test('what a limit leaves out is never accepted, and never rejected', () => {
  const few = judged(inOneStep, '0.10.2.2', { ...LIMITS, states: 10 })
  expect(few).toMatchObject({ verdict: 'inconclusive', because: 'states' })
  const short = judged(inOneStep, '0.10.2.2', { ...LIMITS, hidden: 1 })
  expect(short).toMatchObject({ verdict: 'inconclusive', because: 'hidden', explained: 1, at: { line: 3 } })
})

test('a trace says how many steps are hidden at most; within fewer, nothing is concluded', () => {
  const [{ name }] = tracesOfClasses
  const trace = traceNamed(name)
  const lost = { ...trace, seen: [...trace.seen.slice(0, 3), ...trace.seen.slice(9)] }
  expect(judged(lost, '2.1.1', { hidden: 3, states: 20_000 })).toMatchObject({ verdict: 'rejected', at: { line: 11 } })
  expect(judged(trace, '2.1.1', { hidden: 1, states: 20_000 })).toMatchObject({ verdict: 'inconclusive' })
})

test('what nobody has seen is hidden: fetchers, requests in flight, and checkpoints', () => {
  const [, { name }] = tracesOfClasses
  const trace = traceNamed(name)
  const seen = trace.seen.slice(0, 8).map((one) => {
    const observation = JSON.parse(JSON.stringify(one.observation)) as Loose<Observation>
    for (const { replicas } of observation.brokers)
      for (const replica of replicas) {
        delete replica.fetcher
        delete replica.exchanges
        delete replica.checkpointedHighWatermark
      }
    return { ...one, observation }
  })
  const { verdict, most, constraining } = judged({ ...trace, seen }, '2.1.1', { hidden: 3, states: 20_000 })
  expect({ verdict, constraining }).toEqual({ verdict: 'accepted', constraining: 8 })
  expect(most).toBeGreaterThan(10)
})
