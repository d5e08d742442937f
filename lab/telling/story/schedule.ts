import { schedule, type Schedule } from '../../../contract/schedule'
import type { Action } from '../../../model/actions'
import type { World } from '../../../properties/history'
import { readQuestion, type Options } from '../../questions/ask'
import { badInput, isBadInput } from '../../questions/bad-input'
import { subjectOf } from '../../questions/question'
import type { Command, Story } from './parse'
import { actionOf, clusterOf, verbOf } from './words'

/** The question of a story as it is said there, and its steps, without what it shows and expects. */
export const scheduleInStory = ({ path, parts }: Story): Schedule<Options, World, Action> => {
  const commands = parts.flatMap((part) => (part.kind === 'block' ? part.commands : []))
  const [first, ...rest] = commands.filter(({ text }) => verbOf(text) === 'cluster')
  if (first === undefined)
    throw badInput(`${path}:1: no cluster in this story, expected 'cluster kafka=... brokers=...'`)
  if (rest[0] !== undefined) throw badInput(`${path}:${rest[0].line}: a second cluster, expected one schedule`)
  const options = located(path, first, () => clusterOf(first.text))
  const { machine } = located(path, first, () => subjectOf(readQuestion(options)))
  const actions: Action[] = []
  const state = (): World => schedule(options, machine, actions).replay().steps.at(-1)?.state ?? machine.initial
  for (const step of commands.filter(({ text }) => verbOf(text) === 'step'))
    actions.push(located(path, step, () => actionOf(machine, step.text, state)))
  return schedule(options, machine, actions)
}

/** Adds the line number to an error. */
export const located = <T>(path: string, { line }: Pick<Command, 'line'>, act: () => T): T => {
  try {
    return act()
  } catch (error) {
    if (isBadInput(error)) throw badInput(`${path}:${line}: ${error.message}`)
    throw error
  }
}
