import type { Run } from '../contract/run'
import type { Said } from '../lab/questions/ask'
import type { Specimen } from '../specimens/catalogue'
import { releases, timeline } from '../model/versions/timeline'
import { USUAL, USUAL_MEMORY, type Typed } from './options'

/** The arguments that ask a question, without defaults. */
export const commandFor = (said: Said): string => {
  const usual: Said = said['machine'] === undefined ? USUAL : {}
  const options = Object.entries(said)
    .filter(([name, word]) => usual[name] !== word)
    .map(([name, word]) => (name === 'unclean' ? '--unclean' : `--${name} ${word}`))
  const noFaults = usual['faults'] !== undefined && said['faults'] === undefined ? ['--faults none'] : []
  return ['check', ...options, ...noFaults].join(' ')
}

/**
 * Commands to run after this run, the best first. A saved search continues, with more memory or with fingerprints if it
 * needs them.
 */
export const waysOn = (run: Run, typed: Typed, specimens: readonly Specimen[]): readonly [string, ...string[]] => {
  const other = nextAfter(run, specimens)
  if ((run.kept?.states ?? 0) === 0) return [other]
  const options = ['symmetry', 'fingerprints'].filter((name) => typed[name] !== undefined).map((name) => ` --${name}`)
  const workers = typed['workers'] === undefined ? '' : ` --workers ${typed['workers']}`
  const again = `${commandFor(run.question)}${options.join('')}${workers} --resume`
  if (run.stopped !== 'memory') return [again, other]
  const more = `${again} --max-memory ${2 * Number(typed['max-memory'] ?? USUAL_MEMORY)}`
  const alone = commandFor(run.question) + (run.symmetry ? ' --symmetry' : '')
  return run.fingerprints ? [more, other] : [more, `${alone} --fingerprints --resume`, other]
}

/** A command to try after this run: one that may repair a failure, or one that may break a version that holds. */
const nextAfter = (run: Run, specimens: readonly Specimen[]): string => {
  const { question, verdict } = run
  if (verdict === 'inconclusive') return commandFor(smaller(question))
  if (question['machine'] !== undefined) return afterSpecimen(question, question['machine'], specimens)
  const other = verdict === 'broken' ? repaired(question) : harder(question)
  return other === question ? 'timeline' : commandFor(other)
}

/** The same question with one bound smaller. */
const smaller = (question: Said): Said => {
  const size = ['records', 'epochs', 'log-size', 'max-epoch', 'replicas', 'brokers', 'resource-managers'].find(
    (name) => Number(question[name] ?? 0) > (name === 'brokers' ? 2 : 1),
  )
  return size === undefined ? question : { ...question, [size]: String(Number(question[size]) - 1) }
}

/** The complete version if something was left out, or else the next release. */
const repaired = (question: Said): Said => {
  const { without, with: put, unlike: _, ...rest } = question
  if (without !== undefined) return put === undefined ? rest : { ...rest, with: put }
  if (rest['kafka'] === 'baseline') return question
  return { ...rest, kafka: releases[releases.indexOf(rest['kafka'] ?? '') + 1] ?? 'baseline' }
}

/** Without the amendment whose absence is easiest to notice, or else with one more fault. */
const harder = (question: Said): Said => {
  const { kafka, without } = question
  const has = timeline.slice(0, kafka === 'baseline' ? undefined : releases.indexOf(kafka ?? '') + 1)
  const names = has.flatMap(({ adds }) => adds).map(({ name }) => name)
  const vital = VITAL.find((name) => names.includes(name))
  if (without === undefined && vital !== undefined) return { ...question, without: vital }
  const faults = question['faults'] ?? ''
  const fault = ['leader-move', 'isr-shrink', 'process-crash', 'machine-crash'].find((name) => !faults.includes(name))
  return fault === undefined ? question : { ...question, faults: [faults, `${fault}=1`].filter(Boolean).join() }
}

const VITAL = ['kip-101', 'kafka-1555']

const afterSpecimen = (question: Said, name: string, specimens: readonly Specimen[]): string => {
  const names = specimens.map((specimen) => specimen.name)
  const following = names[(names.indexOf(name) + 1) % names.length] ?? name
  const known = specimens.find((specimen) => specimen.name === following)?.constants.map(({ flag }) => flag) ?? []
  const constants = Object.entries(question).filter(([flag]) => known.includes(flag))
  return commandFor({ machine: following, ...Object.fromEntries(constants) })
}
