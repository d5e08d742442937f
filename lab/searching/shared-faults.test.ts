/** Faults that share a budget (docs/decisions/0076): the states of a search for each of them, and not one more. */
import { processClock } from '../../explorer/node/clock'
import { bounds, type Bounds } from '../../model/bounds'
import { statesOf } from '../../model/coordinator/kraft/forms.fixture'
import type { Fault } from '../../model/state'
import { kafkaCase } from '../questions/kafka-case'
import { question, subjectOf, type Question } from '../questions/question'
import { check } from './check'

const asked = (faults: Partial<Bounds['faults']>, sharing: readonly Fault[] = []): Question =>
  question({
    kafka: '4.3',
    settings: { minIsr: 2 },
    bounds: bounds({
      ...{ brokers: 2, records: 1, epochs: 2, faults },
      ...(sharing.length === 0 ? {} : { sharing: [sharing] }),
    }),
  })

const once = (some: readonly Fault[]): Partial<Bounds['faults']> => Object.fromEntries(some.map((fault) => [fault, 1]))

/** All states, without what is counted. What is read from a packed state has its fields in one order. */
const uncounted = (one: Question): ReadonlySet<string> => {
  const { machine } = subjectOf(one)
  const packed = new Int32Array(machine.states.words)
  return new Set(
    statesOf(machine).map((state) => {
      machine.states.write(state, packed, 0)
      const { cluster, history } = machine.states.read(packed, 0)
      return JSON.stringify({ history, cluster: { ...cluster, spent: 0 } })
    }),
  )
}

test.each<readonly [string, readonly Fault[], number]>([
  ['a pause, a cut-off or an expired session', ['cut-off', 'pause', 'session-expiry'], 0],
  ['a moved leader or a lost answer', ['leader-move', 'lost-alter-partition'], 1],
])('%s: one search has the states of one for each, and no others', (_, some, shrinks) => {
  const all = uncounted(asked({ ...once(some), 'isr-shrink': shrinks }, some))
  const each = some.map((fault) => uncounted(asked({ [fault]: 1, 'isr-shrink': shrinks })))
  const union = new Set(each.flatMap((states) => [...states]))
  expect(all.size).toBe(union.size)
  expect([...all].filter((state) => !union.has(state))).toEqual([])
})

test('the faults that no step took are named one by one, although a state does not tell them apart', async () => {
  const sharing: readonly Fault[] = ['pause', 'lost-alter-partition']
  const watch = { clock: processClock, isInterrupted: () => false, report: () => undefined }
  const { run } = await check(kafkaCase({ ...asked(once(sharing), sharing), properties: ['S1'] }), {}, watch)
  expect(run.untaken).toEqual(['lost-alter-partition'])
})
