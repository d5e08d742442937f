/** The lassos on record, in the tests of a size. */
import { breadthFirst, explore } from '../../explorer/breadth'
import { Components } from '../../explorer/liveness/components'
import { eachStepWithin, healingGraph } from '../../explorer/liveness/healing-graph'
import type { Snapshot } from '../../explorer/standing'
import type { Store } from '../../explorer/store'
import { isRoutine } from '../../properties/healing'
import { subjectOf, type Question } from '../questions/question'
import { lassoWorlds } from './lasso-worlds'
import { lassos } from './lassos'
import type { Pinned } from './pinned'
import { theseAreAsOnRecord } from './record.fixture'

const statesOf = ({ expected: { distinct = Infinity } }: Pinned): number => distinct

/** Those with so many states, and that they hold or break as they should. */
export const lassosWithin = (least: number, most: number): void => {
  const isWanted = (one: Pinned): boolean => statesOf(one) > least && statesOf(one) <= most
  describe('what breaks L3, L5 or L10 on record', () => {
    theseAreAsOnRecord(lassos, isWanted)
    const rows = lassos.filter(isWanted).map((one) => [one.name, one] as const)
    if (rows.length > 0)
      test.each(rows)('%s is a way in and a loop', (_, { question: asked, expected, loop }) => {
        const { machine, properties } = subjectOf(asked)
        const [blamed] = explore(machine, properties).breach?.breaches ?? []
        expect([blamed?.loop ?? (blamed?.isDeadEnd ? 'dead end' : 'neither'), blamed?.property]).toEqual([
          loop,
          expect.stringContaining(`${expected.property} `),
        ])
      })
  })
  describe('no lasso breaks L3, L5 or L10 in', () => theseAreAsOnRecord(lassoWorlds, isWanted))
}

/** The types of the steps that lie on some loop of a world, faults and all, but for routine. */
export const unusualInLoops = (asked: Question): readonly string[] => {
  const { machine } = subjectOf(asked)
  const search = breadthFirst(machine, [])
  search.advance(Infinity)
  const snapshot = search.snapshot?.()
  if (snapshot === undefined || !keepsStates(snapshot)) throw new Error('this search does not keep its states')
  const graph = built(
    healingGraph(
      machine,
      { kind: 'converges', name: 'every step', heals: () => true, settled: () => false },
      snapshot.store,
      snapshot.at.expanding,
    ),
  )
  const components = new Components(graph)
  built(components.find(() => {}))
  const found = new Set<string>()
  for (let state = 0; state < graph.expanded; state++)
    eachStepWithin(graph, state, (ordinal, target) => {
      const action = machine.actions.all[ordinal]
      if (components.marks[state] === components.marks[target] && action !== undefined && !isRoutine(action))
        found.add(action.type)
    })
  return [...found].sort()
}

const keepsStates = (one: Snapshot): one is Snapshot & { readonly store: Store & Required<Pick<Store, 'find'>> } =>
  one.store.find !== undefined

const built = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const next = work.next()
    if (next.done === true) return next.value
  }
}
