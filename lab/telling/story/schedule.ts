import { readQuestion } from '../../questions/ask'
import { badInput, isBadInput } from '../../questions/bad-input'
import { subjectOf } from '../../questions/question'
import type { Told } from '../../questions/token'
import type { Block, Command, Story } from './parse'
import { actionOf, clusterOf, verbOf } from './words'

/** The question and the steps of a story, as in a token, without its `show` and `expect` lines. */
export const scheduleOf = ({ path, parts }: Story): Told => {
  const commands = parts.flatMap((part) => (part.kind === 'block' ? part.commands : []))
  const [first, ...rest] = commands.filter(({ text }) => verbOf(text) === 'cluster')
  if (first === undefined)
    throw badInput(`${path}:1: no cluster in this story, expected 'cluster kafka=... brokers=...'`)
  if (rest[0] !== undefined) throw badInput(`${path}:${rest[0].line}: a second cluster, expected one schedule`)
  const said = located(path, first, () => clusterOf(first.text))
  const { machine } = located(path, first, () => subjectOf(readQuestion(said)))
  const steps = commands.filter(({ text }) => verbOf(text) === 'step')
  return {
    said,
    codes: steps.map((step) => machine.actions.encode(located(path, step, () => actionOf(machine, step.text)))),
  }
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

export const blocksOf = ({ parts }: Story): readonly Block[] =>
  parts.filter((part): part is Block => part.kind === 'block')
