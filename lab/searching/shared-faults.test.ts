/** Faults that share a budget (docs/decisions/0076): the states of a search for each of them, and not one more. */
import { processClock } from '../../explorer/node/clock'
import { bounds, type Bounds } from '../../model/bounds'
import type { Fault } from '../../model/state'
import type { World } from '../../properties/history'
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

/** All states, without what is counted. */
const statesOf = (one: Question): ReadonlySet<string> => {
  const { machine } = subjectOf(one)
  const [found, seen, open] = [new Set<string>(), new Set<string>(), [machine.initial]]
  const add = (state: World): void => {
    const key = JSON.stringify(state)
    if (seen.has(key)) return
    seen.add(key)
    found.add(JSON.stringify({ ...state, cluster: { ...state.cluster, spent: 0 } }))
    open.push(state)
  }
  add(machine.initial)
  for (let state = open.pop(); state !== undefined; state = open.pop())
    machine.successors(state, (_, next) => add(next))
  return found
}

test.each<readonly [string, readonly Fault[], number]>([
  ['a pause, a cut-off or an expired session', ['cut-off', 'pause', 'session-expiry'], 0],
  ['a moved leader or a lost answer', ['leader-move', 'lost-alter-partition'], 1],
])('%s: one search has the states of one for each, and no others', (_, some, shrinks) => {
  const all = statesOf(asked({ ...once(some), 'isr-shrink': shrinks }, some))
  const each = some.map((fault) => statesOf(asked({ [fault]: 1, 'isr-shrink': shrinks })))
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
