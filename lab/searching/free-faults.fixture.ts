/** What a search finds where a fault is free, and where it has a budget. */
import { bounds, defaultSettings, FREE, type Bounds } from '../../model/bounds'
import type { Fault } from '../../model/state'
import type { World } from '../../properties/history'
import { question, subjectOf } from '../questions/question'

export const within = (records: number, epochs: number, faults: Partial<Bounds['faults']>): Bounds =>
  bounds({ brokers: 2, records, epochs, faults })

interface Found {
  /** All states, and of the fault in them only whether it has happened. */
  readonly uncounted: ReadonlySet<string>
  /** How many states there are where it is counted. */
  readonly states: number
}

const statesOf = (kafka: string, fault: Fault, asked: Bounds): Found => {
  const { machine } = subjectOf(question({ kafka, settings: { ...defaultSettings, minIsr: 2 }, bounds: asked }))
  const seen = new Set<string>()
  const open: World[] = []
  const add = (state: World): void => {
    const { spent } = state.cluster
    const uncounted = { ...spent, [fault]: Math.min(1, spent[fault]) }
    const key = JSON.stringify({ ...state, cluster: { ...state.cluster, spent: uncounted } })
    // A budget has to be used up in every way, so what was counted is looked at apart.
    const counted = `${key}${spent[fault]}`
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

type Budgeted = readonly [
  kafka: string,
  fault: Fault,
  asked: (times: number) => Bounds,
  /** States where it is free. */
  free: number,
  /** States where it may happen once, twice, and so on, up to the first budget that finds all that there is. */
  budgets: readonly number[],
]

/** Claims it of each of these. */
export const haveTheStatesOfALargeBudget = (rows: readonly Budgeted[]): void =>
  test.each(rows)(
    '%s: a free %s has the states of a large budget, and counts none of them twice',
    (kafka, fault, asked, most, budgets) => {
      const free = statesOf(kafka, fault, asked(FREE))
      expect(free.states).toBe(most)
      budgets.forEach((states, less) => {
        const some = statesOf(kafka, fault, asked(less + 1))
        expect(some.states).toBe(states)
        expect([...some.uncounted].filter((state) => !free.uncounted.has(state))).toEqual([])
        expect(some.uncounted.size === free.uncounted.size).toBe(less + 1 === budgets.length)
      })
    },
  )
