import { play } from '../../model/play'
import { isRefused } from '../../kit/refused'
import { question, scopeOf, subjectOf } from '../../lab/questions/question'
import { everything } from '../../lab/walking/draw-question'
import type { World } from '../../properties/history'
import { compare } from '../compare'
import type { Observation } from '../observation'
import { observe } from '../observe'
import { drawSchedule, fittingBounds } from '../real-walk'
import { machine, scope } from '../worlds.fixture'
import { distanceTo } from './distance'

/** What the states of a walk are away from what is seen at most so many steps later. */
const AHEAD = 6

interface Walked {
  readonly states: readonly World[]
  readonly seen: readonly Observation[]
}

const walked = (
  kafka: string,
  grain: 'atomic' | 'message',
  number: number,
): Walked & { readonly asked: ReturnType<typeof question> } => {
  const asked = question({ kafka, settings: { minIsr: 2 }, bounds: { grain, fetchRecords: 2 } })
  const drawn = drawSchedule({ seed: `distance ${kafka}`, steps: 60, asked, open: everything }, number)
  const fitting = { ...drawn.question, bounds: fittingBounds(drawn) }
  const { machine: small } = subjectOf(fitting)
  const states = [small.initial]
  for (const action of drawn.actions) {
    const next = small.fire(states.at(-1) ?? small.initial, action)
    if (!isRefused(next)) states.push(next)
  }
  return { states, seen: states.map(observe), asked: fitting }
}

const stopsAmong = (states: readonly World[]): number =>
  states.reduce((sum, { cluster }, at) => {
    const before = states[at - 1]?.cluster.brokers ?? []
    return sum + cluster.brokers.filter(({ isUp }, id) => !isUp && before[id]?.isUp === true).length
  }, 0)

test.each([
  ['2.1', 'message'],
  ['2.1', 'atomic'],
  ['0.10.2', 'message'],
  ['baseline', 'message'],
] as const)('the distance is never more than the steps that it takes, in %s, %s', (kafka, grain) => {
  const found = { pairs: 0, far: 0, wrong: [] as string[] }
  for (let number = 0; number < 6; number++) {
    const { states, seen, asked } = walked(kafka, grain, number)
    for (const [later, goal] of seen.entries()) {
      const distance = distanceTo(
        { observation: goal, stopsToCome: stopsAmong(states.slice(later)) },
        scopeOf(asked).bounds,
      )
      for (let at = Math.max(0, later - AHEAD); at <= later; at++) {
        const away = distance(states[at] as World)
        const isSame = compare(seen[at] as Observation, goal).differences.length === 0
        found.pairs++
        if (away > 1) found.far++
        if (away > later - at || (away === 0) !== isSame) found.wrong.push(`walk ${number}: ${at} to ${later}: ${away}`)
      }
    }
  }
  expect(found.wrong).toEqual([])
  expect(found.far).toBeGreaterThan(found.pairs / 10)
})

test('nothing leads back to an older leader epoch, nor ends more processes than the bounds have faults for', () => {
  const { bounds } = scope()
  const world = machine()
  const observation = observe(world.initial)
  const moved = play(world, 'controller moves the leader to broker 2')
  expect(distanceTo({ observation, stopsToCome: 0 }, bounds)(moved)).toBe(Infinity)
  expect(distanceTo({ observation, stopsToCome: 1 }, bounds)(world.initial)).toBe(0)
  expect(distanceTo({ observation, stopsToCome: 2 }, bounds)(world.initial)).toBe(Infinity)
})
