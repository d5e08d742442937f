/** An ISR shrink that is free (docs/decisions/0075): the states of every budget together, and not one more. */
import { bounds, defaultSettings, FREE, type Bounds } from '../../model/bounds'
import type { World } from '../../properties/history'
import { question, subjectOf } from '../questions/question'

const within = (records: number, epochs: number, faults: Partial<Bounds['faults']>): Bounds =>
  bounds({ brokers: 2, records, epochs, faults })

interface Found {
  /** All states, and of the shrinks in them only whether there was one. */
  readonly uncounted: ReadonlySet<string>
  /** How many states there are where shrinks are counted. */
  readonly states: number
}

const statesOf = (kafka: string, asked: Bounds): Found => {
  const { machine } = subjectOf(question({ kafka, settings: { ...defaultSettings, minIsr: 2 }, bounds: asked }))
  const seen = new Set<string>()
  const open: World[] = []
  const add = (state: World): void => {
    const { spent } = state.cluster
    const uncounted = { ...spent, 'isr-shrink': Math.min(1, spent['isr-shrink']) }
    const key = JSON.stringify({ ...state, cluster: { ...state.cluster, spent: uncounted } })
    // A budget has to be used up in every way, so what was counted is looked at apart.
    const counted = `${key}${spent['isr-shrink']}`
    if (visited.has(counted)) return
    visited.add(counted)
    seen.add(key)
    open.push(state)
  }
  const visited = new Set<string>()
  add(machine.initial)
  for (let state = open.pop(); state !== undefined; state = open.pop())
    machine.successors(state, (_, next) => add(next))
  return { uncounted: seen, states: visited.size }
}

test.each([
  ['2.1', (shrinks: number) => within(2, 3, { 'leader-move': 1, 'isr-shrink': shrinks }), 348, [323, 395]],
  ['4.3', (shrinks: number) => within(2, 1, { 'isr-shrink': shrinks }), 2193, [539, 1866, 3218, 4226]],
])(
  '%s: a free shrink has the states of a large budget, and counts none of them twice',
  (kafka, asked, most, budgets) => {
    const free = statesOf(kafka, asked(FREE))
    expect(free.states).toBe(most)
    budgets.forEach((states, less) => {
      const some = statesOf(kafka, asked(less + 1))
      expect(some.states).toBe(states)
      expect([...some.uncounted].filter((state) => !free.uncounted.has(state))).toEqual([])
      expect(some.uncounted.size === free.uncounted.size).toBe(less + 1 === budgets.length)
    })
  },
)
