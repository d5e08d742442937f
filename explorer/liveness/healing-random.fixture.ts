/** Walks over small random graphs, healed at their ends, against the exhaustive judge: more graphs at night. */
import fc from 'fast-check'
import { explore } from '../breadth'
import { rng } from '../rng'
import { deleteAndLower, searchShorter } from '../shrink'
import { walk, type WalkOutcome } from '../walk'
import { drawSwarm } from '../swarm'
import { endingsOf } from './endings'
import { askedOf, graphMachine, randomGraph, type Move, type RandomGraph } from './graph-machine.fixture'

const NAME = 'it settles'
const WALKS = 40

const walked = (graph: RandomGraph, seed: string): WalkOutcome<Move> => {
  const { size, moves } = graph
  const machine = graphMachine(size, moves)
  const chance = rng(seed)
  const swarm = drawSwarm(machine.actions, chance)
  const steps = chance.below(2 * size)
  const walking = walk(machine, [askedOf(graph)], swarm, chance, { steps, returns: 0 })
  while (walking.advance(100));
  return walking.outcome
}

const firstFailure = (graph: RandomGraph): readonly Move[] | undefined => {
  for (let number = 0; number < WALKS; number++) {
    const { verdict, actions } = walked(graph, `graph/${number}`)
    if (verdict === 'broken') return actions
  }
  return undefined
}

const endOf = (graph: RandomGraph, actions: readonly Move[]): string | undefined => {
  const machine = graphMachine(graph.size, graph.moves)
  const states = [machine.initial]
  for (const action of actions) states.push(machine.fire(states.at(-1) ?? machine.initial, action) as { at: number })
  const [broken] = endingsOf(machine, [askedOf(graph)], { actions, states })
  return broken && (broken.isDeadEnd ? 'dead end' : 'loop')
}

export const confirmFailures = (graphs: number): void =>
  test('walks report only failures that replay confirms, and find one wherever the exhaustive judge does', () => {
    const found = { nothing: 0, 'dead end': 0, loop: 0, missed: 0 }
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const isBroken = explore(graphMachine(graph.size, graph.moves), [askedOf(graph)]).verdict === 'broken'
        const actions = firstFailure(graph)
        if (actions === undefined) {
          found[isBroken ? 'missed' : 'nothing']++
          return
        }
        expect(isBroken).toBe(true)
        const end = endOf(graph, actions)
        expect(end).toBeDefined()
        found[end as 'loop']++
      }),
      { numRuns: graphs, seed: 1 },
    )
    expect(found.missed).toBe(0)
    expect(Math.min(found.nothing, found['dead end'], found.loop)).toBeGreaterThan(10)
  })

export const keepKinds = (graphs: number): void =>
  test('shrinking keeps the kind of failure, and the loop whole', () => {
    const kinds = { 'dead end': 0, loop: 0 }
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const actions = firstFailure(graph)
        if (actions === undefined) return
        const machine = graphMachine(graph.size, graph.moves)
        const failing = { machine, properties: [askedOf(graph)], actions, target: NAME }
        const deleted = deleteAndLower(failing, { steps: 10_000, states: 100 })
        const searched = searchShorter({ ...failing, actions: deleted.actions }, { steps: 10_000, states: 100 })
        const kind = endOf(graph, actions)
        expect([endOf(graph, deleted.actions), endOf(graph, searched.actions)]).toEqual([kind, kind])
        expect(deleted.actions.length).toBeLessThanOrEqual(actions.length)
        kinds[kind as 'loop']++
      }),
      { numRuns: graphs, seed: 2 },
    )
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(5)
  })
