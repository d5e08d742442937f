/** What an operator can do where a partition does not come back by itself. */
import type { Machine, Property } from '../../contract/machine'
import { scheduleOfCodes } from '../../contract/schedule'
import { breadthFirst } from '../../explorer/breadth'
import { steps } from '../../explorer/steps'
import { isRefused, refuse } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { healsByItself } from '../../properties/healing'
import type { World } from '../../properties/history'
import { kafkaCase } from '../questions/kafka-case'
import { subjectOf, type Question } from '../questions/question'
import { readToken } from '../questions/token'
import { questionOf } from './survive'
import type { Broken } from './survive'

/** The acts, the least first. */
const acts = [
  { what: 'start the brokers that are down', types: ['Start'] },
  { what: 'mend the links that are cut', types: ['MendLink'] },
  { what: 'elect another controller', types: ['ControllerFailover'] },
  { what: 'start the brokers that are down, and elect another controller', types: ['Start', 'ControllerFailover'] },
] as const satisfies readonly { readonly what: string; readonly types: readonly Action['type'][] }[]

/** More than this is not searched. */
const MOST_STATES = 20_000

/**
 * What an operator can do at the end of a schedule so that the partition has a leader that accepts producers, when all that
 * heals by itself heals as well. Undefined: none of the known acts, or their search was too long.
 */
export const actFor = (asked: Question, broken: Broken): string | undefined =>
  acts.find(({ types }) => helps(asked, broken, types))?.what

const helps = (asked: Question, { faults, token }: Broken, types: readonly Action['type'][]): boolean => {
  const more = (faults['controller-failover'] ?? 0) + 1
  const question = questionOf(asked, { ...faults, 'controller-failover': more }, ['refused', 'leaderless'])
  const { machine, properties } = subjectOf(question)
  const taken = scheduleOfCodes(kafkaCase(question), machine, readToken(token).codes).replay()
  const last = taken.steps.at(-1)?.state ?? machine.initial
  const isAllowed = (action: Action): boolean => healsByItself(action) || types.includes(action.type)
  const search = breadthFirst(from(last, machine, isAllowed), [served(properties)], { maxStates: MOST_STATES }, steps)
  while (search.advance(1_000));
  return search.outcome.verdict === 'broken'
}

/** A goal, as a property that breaks where it is reached: the partition is led, and takes what producers send. */
const served = (properties: readonly Property<World, Action>[]): Property<World, Action> => ({
  kind: 'always',
  name: 'served',
  check: (state) =>
    properties.every((one) => one.kind !== 'converges' || (one.settled(state) && one.leftOut?.(state) !== true))
      ? 'served'
      : undefined,
})

/** The machine, from another state on, and with some of its actions. */
const from = (
  initial: World,
  machine: Machine<World, Action>,
  isAllowed: (action: Action) => boolean,
): Machine<World, Action> => {
  const { footprints: _, occasions: __, looksSame: ___, ...rest } = machine
  const refused = refuse('is none of these acts')
  return {
    ...rest,
    initial,
    fire(state, action) {
      const next = isAllowed(action) ? machine.fire(state, action) : refused
      return isRefused(next) ? refused : next
    },
    successors: (state, visit) =>
      machine.successors(state, (action, next) => {
        if (isAllowed(action)) visit(action, next)
      }),
  }
}
