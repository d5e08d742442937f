import type { Run } from '../contract/run'
import type { Options } from '../lab/questions/ask'
import type { Specimen } from '../specimens/catalogue'
import { shellWord } from '../reports/formats/words'
import { isPath } from '../lab/loading/load'
import { USUAL, USUAL_MEMORY, type Typed } from './options'
import { parts } from './parts'

/** Options that stand alone. */
const FLAGS = ['unclean', 'elr', 'unassigned', 'forget', 'lag-clock', 'clients', 'storage', 'delete-records']

/** Options as they are typed. */
export const sayOptions = (options: Options): readonly string[] =>
  Object.entries(options).map(([name, word]) => (FLAGS.includes(name) ? `--${name}` : `--${name} ${shellWord(word)}`))

/** The words after the name of the program that ask a question, without what is usual. */
export const commandFor = (options: Options): string => {
  const usual: Options = options['machine'] === undefined ? USUAL : {}
  const words = sayOptions(Object.fromEntries(Object.entries(options).filter(([name, word]) => usual[name] !== word)))
  const noFaults = usual['faults'] !== undefined && options['faults'] === undefined ? ['--faults none'] : []
  return ['check', ...words, ...noFaults].join(' ')
}

/**
 * Commands to run after this run, the best first. A saved search continues, with more memory or with fingerprints if it
 * needs them.
 */
export const waysOn = (run: Run, typed: Typed, specimens: readonly Specimen[]): readonly [string, ...string[]] => {
  const other = nextAfter(run, specimens)
  if ((run.kept?.states ?? 0) === 0) return [other]
  const kept = ['symmetry', 'fingerprints'].filter((name) => typed[name] !== undefined).map((name) => ` --${name}`)
  const workers = typed['workers'] === undefined ? '' : ` --workers ${typed['workers']}`
  const again = `${commandFor(run.question)}${kept.join('')}${workers} --resume`
  if (run.stopped !== 'memory') return [again, other]
  const more = `${again} --max-memory ${2 * Number(typed['max-memory'] ?? USUAL_MEMORY)}`
  const alone = commandFor(run.question) + (run.symmetry ? ' --symmetry' : '')
  return run.fingerprints ? [more, other] : [more, `${alone} --fingerprints --resume`, other]
}

/** A command to try after this run: one that may repair a failure, or one that may break a version that holds. */
const nextAfter = (run: Run, specimens: readonly Specimen[]): string => {
  const { question, verdict, remedy } = run
  if (run.unconfirmed !== undefined) return commandFor(question)
  if (remedy !== undefined) return commandFor(remedy.question)
  if (verdict === 'inconclusive') return commandFor(forgetful(run) ?? smaller(question, specimens))
  if (question['machine'] !== undefined && isPath(question['machine'])) return afterOwn(run)
  if (question['machine'] !== undefined) return afterSpecimen(question, question['machine'], specimens)
  const { property, ...durability } = question
  if (property !== undefined && property.split(',').every((number) => number.startsWith('A')))
    return commandFor(durability)
  const other = verdict === 'broken' ? parts.kafka().repaired(question) : parts.kafka().harder(question)
  return other === question ? 'timeline' : commandFor(other)
}

/** The same with far fewer states, where a search of it may forget. */
const forgetful = ({ question, symmetry, spared }: Run): Options | undefined => {
  if (question['kafka'] === undefined || symmetry || spared !== undefined) return undefined
  return parts.kafka().mayForget(question) ? { ...question, forget: 'yes' } : undefined
}

/** The same with one thing less in it. */
export const smaller = (question: Options, specimens: readonly Specimen[]): Options => {
  const machine = specimens.find(({ name }) => name === question['machine'])
  const sizes = machine?.constants ?? LEAST
  const size = sizes.find(({ flag, min }) => Number(question[flag] ?? 0) > min)
  return size === undefined ? question : { ...question, [size.flag]: String(Number(question[size.flag]) - 1) }
}

/** The sizes of a question about Kafka, the one to make smaller first. */
const LEAST = [
  { flag: 'records', min: 1 },
  { flag: 'epochs', min: 1 },
  { flag: 'brokers', min: 2 },
]

/** A machine of the user: what failed can be drawn, and what holds can be walked further than it was searched. */
const afterOwn = ({ failure, question }: Run): string => {
  if (failure !== undefined) return `page ${shellWord(failure.token)}`
  return commandFor(question).replace(/^check/, 'walk')
}

const afterSpecimen = (question: Options, name: string, specimens: readonly Specimen[]): string => {
  const names = specimens.map((specimen) => specimen.name)
  const following = names[(names.indexOf(name) + 1) % names.length] ?? name
  const known = specimens.find((specimen) => specimen.name === following)?.constants.map(({ flag }) => flag) ?? []
  const constants = Object.entries(question).filter(([flag]) => known.includes(flag))
  return commandFor({ machine: following, ...Object.fromEntries(constants) })
}
