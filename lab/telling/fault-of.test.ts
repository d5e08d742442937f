/** Which fault a step was, also where several share a budget and a state does not tell. */
import { bounds, FREE, type Bounds } from '../../model/bounds'
import type { Fault } from '../../model/state'
import { question, subjectOf, type Question } from '../questions/question'
import { isRefused } from '../../kit/refused'
import { faultOf, sharable } from './fault-of'

const of = (kafka: string, faults: readonly Fault[], sharing: Pick<Bounds, 'sharing'>): Question =>
  question({
    kafka,
    bounds: bounds({
      ...{ brokers: 2, records: 1, epochs: 2, controlledShutdown: 'gives-up', ...sharing },
      faults: { 'isr-shrink': 1, ...Object.fromEntries(faults.map((fault) => [fault, 1])) },
    }),
  })

/** The faults of the steps that are the first fault of a run: as they are named, and as they are counted where each has a budget of its own. */
const namedAndCounted = (kafka: string, faults: readonly Fault[]): readonly (readonly (string | undefined)[])[] => {
  const [shared, own] = [of(kafka, faults, { sharing: [faults] }), of(kafka, faults, {})]
  const [machine, other] = [subjectOf(shared).machine, subjectOf(own).machine]
  const found = new Map<string, readonly (string | undefined)[]>()
  const [known, open] = [new Set<string>(), [machine.initial]]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const before = state
    machine.successors(before, (action, next) => {
      const alone = other.fire(before, action)
      if (isRefused(alone)) throw new Error(`${action.type} is refused`)
      const names = [
        faultOf(shared.bounds, before.cluster, action, next.cluster),
        faultOf(own.bounds, before.cluster, action, alone.cluster),
      ]
      if (names.some((name) => name !== undefined)) found.set(names.join(), names)
      const key = JSON.stringify(next)
      if (known.has(key) || faults.some((fault) => next.cluster.spent[fault] > 0)) return
      known.add(key)
      open.push(next)
    })
  }
  return [...found.values()].filter(([, counted]) => counted !== 'isr-shrink')
}

const ofZooKeeper: readonly Fault[] = sharable.filter(
  (fault) => !['session-expiry', 'lost-alter-partition', 'directory-failure', 'directory-move'].includes(fault),
)

const ofKraft: readonly Fault[] = sharable.filter(
  (fault) => fault !== 'cut-off-zookeeper' && fault !== 'cut-off-controller',
)

test.each([
  ['2.1', ofZooKeeper],
  ['4.3', ofKraft],
])('%s: each fault that may share a budget is named by its step', (kafka, faults) => {
  const pairs = namedAndCounted(kafka, faults)
  expect(pairs.filter(([named, counted]) => named !== counted)).toEqual([])
  expect(new Set(pairs.map(([named]) => named))).toEqual(new Set(faults))
})

test('a fault that is free is named each time, and no other step is', () => {
  const asked = bounds({ brokers: 2, records: 1, faults: { 'isr-shrink': FREE, 'lost-alter-partition': FREE } })
  const { machine } = subjectOf(question({ kafka: '4.3', settings: { minIsr: 2 }, bounds: asked }))
  const named = new Set<string>()
  const [known, open] = [new Set<string>(), [machine.initial]]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const before = state.cluster
    machine.successors(state, (action, next) => {
      named.add(
        `${action.type} ${before.spent['isr-shrink']}${before.spent['lost-alter-partition']} ${faultOf(asked, before, action, next.cluster)}`,
      )
      const key = JSON.stringify(next)
      if (known.has(key)) return
      known.add(key)
      open.push(next)
    })
  }
  const faulty = [...named].filter((one) => !one.endsWith(' undefined'))
  expect(faulty.sort()).toEqual([
    ...['LoseAlterPartition 10 lost-alter-partition', 'LoseAlterPartition 11 lost-alter-partition'],
    ...['ShrinkIsr 00 isr-shrink', 'ShrinkIsr 10 isr-shrink', 'ShrinkIsr 11 isr-shrink'],
  ])
  expect([...named].filter((one) => /^(ShrinkIsr|LoseAlter).* undefined$/.test(one))).toEqual([])
})
