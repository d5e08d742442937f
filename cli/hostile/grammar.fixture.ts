/**
 * The grammar of the command line, as `program.ts` declares it: a new command or option is drawn without a change here.
 */
import type { Argument, Command, Option } from 'commander'
import fc from 'fast-check'
import { kafkas } from '../../lab/questions/question'
import { STORAGE_WORDS } from '../../lab/questions/words'
import { ablations } from '../../lab/records/ablations'
import { faults } from '../../model/state'
import { amendments } from '../../model/versions/timeline'
import { specimens } from '../../specimens/catalogue'
import { program, type Handlers } from '../program'
import { ABSURD } from './absurd.fixture'

/** A question: what is typed after `tidemark`. */
export type Words = readonly string[]

const nothing = (): Promise<void> => Promise.resolve()

const silent: Handlers = {
  ...{ check: nothing, ablate: nothing, ladder: nothing, timeline: nothing, replay: nothing, walk: nothing },
  ...{ tell: nothing, page: nothing, report: nothing, baseline: nothing, serve: nothing, searches: nothing },
  ...{ export: nothing, shell: nothing, stops: nothing, crashes: nothing, campaign: nothing, work: nothing },
  ...{ survive: nothing, explain: nothing },
  ...{ realReplay: nothing, realWalk: nothing, realRecord: nothing, realJudge: nothing },
}

const commands: readonly Command[] = program('0', silent).commands

/** Words that an option may take, by the placeholder in its declaration: `--records <n>`. */
const wordsFor = ({ flags, description }: Option, paths: Words): Words => {
  const placeholder = /<([\w ]+)>/.exec(flags)?.[1] ?? ''
  const known = KNOWN[placeholder]
  if (placeholder === 'file') return [...paths, 'new/file.txt']
  if (flags.startsWith('--machine')) return specimens.map(({ name }) => name)
  return known ?? [...new Set(description.match(/[\w-]+/g) ?? [])]
}

const NAMES = [...amendments.map(({ name }) => name), 'kip-101/truncation', 'hypothetical-lowest-leader']

const KNOWN: Readonly<Record<string, Words>> = {
  n: ['0', '1', '2', '3', '4', '5'],
  broker: ['1', '2', '3'],
  brokers: ['1,2', '1', '1,2,3', '2,1'],
  moves: ['1,3', '1,3/1,2', '1,2,3/cancel', '2'],
  GiB: ['0.5', '1', '4'],
  version: [...kafkas, '0.10.1.1', '2.6.3', '2.2.0'],
  list: [...faults, ...faults.map((fault) => `${fault}=1`), `${faults[0]}=2,${faults[1]}=1`, 'none'],
  names: NAMES,
  numbers: ['S1', 'S3', 'S8', 'S12', 'S14', 'S14,S19'],
  acks: ['0', '1', 'all', '-1'],
  searches: ['all'],
  settings: [
    ...['retention.ms=0', 'retention.ms=-1', 'min.insync.replicas=1', 'min.insync.replicas=2,retention.ms=1'],
    ...['cleanup.policy=compact,delete', 'cleanup.policy=[compact]', 'unclean.leader.election.enable=true'],
    ...['retention.ms=0+min.insync.replicas=3', 'min.cleanable.dirty.ratio=0.5', 'segment.bytes=2', 'retention'],
  ],
}

/** Made once: it takes some hundredths of a second. */
const anyText = fc.string({ maxLength: 12, unit: 'binary' })

/** Mostly words that make sense, some with one slip, and some from nowhere. */
const said = (words: Words): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 16, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...words), fc.nat(), fc.constantFrom(...SLIPS)).map(slipped) },
    { weight: 1, arbitrary: fc.constantFrom(...ABSURD) },
    { weight: 1, arbitrary: anyText },
  )

const SLIPS = ['', 'x', '0', '-', '=', ',', ' ', '.', '\n', '\u0000', '\u00e9']

/** One character changed. */
const slipped = ([word, at, slip]: readonly [string, number, string]): string => {
  const index = word.length === 0 ? 0 : at % word.length
  return `${word.slice(0, index)}${slip}${word.slice(index + 1)}`
}

const optionOf = (option: Option, paths: Words): fc.Arbitrary<Words> => {
  const name = option.long ?? option.short ?? ''
  if (!option.required && !option.optional) return fc.constant([name])
  return said(wordsFor(option, paths)).map((word) => (word.length % 2 === 0 ? [name, word] : [`${name}=${word}`]))
}

const argumentOf = (argument: Argument, given: Words): fc.Arbitrary<Words> => {
  const one = said(argument.name() === 'names' ? ablations.map(({ name }) => name) : given)
  if (argument.variadic) return fc.array(one, { maxLength: 3 })
  return fc.oneof({ weight: 9, arbitrary: one.map((word) => [word]) }, { weight: 1, arbitrary: fc.constant([]) })
}

const questionOf = (command: Command, given: Words, paths: Words): fc.Arbitrary<Words> => {
  const taken = fc.tuple(...command.registeredArguments.map((argument) => argumentOf(argument, given)))
  const most = command.options.length
  const chosen = fc.subarray([...command.options], { minLength: Math.min(1, most), maxLength: Math.min(5, most) })
  const options = chosen.chain((some) => fc.tuple(...some.map((option) => optionOf(option, paths))))
  return fc
    .tuple(taken, options)
    .map(([args, opts]) => bounded(command, [command.name(), ...args.flat(), ...aboutStorage(opts).flat()]))
}

/** Most options about the log on disk need --storage, which is hardly ever drawn beside them. It is added for two in three. */
const aboutStorage = (options: readonly Words[]): readonly Words[] => {
  const about = options.find(([word = '']) => STORAGE_WORDS.some((name) => word.startsWith(`--${name}`)))
  return about === undefined || about.join().length % 3 === 0 ? options : [...options, ['--storage']]
}

/** A question of any command. `given`: tokens and stories; `paths`: files. */
export const questions = (given: Words, paths: Words): fc.Arbitrary<Words> =>
  fc.oneof(
    ...commands.map((command) => ({ weight: weightOf(command), arbitrary: questionOf(command, given, paths) })),
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...ABSURD, 'check', '--json', '--help', 'help'), { maxLength: 3 }),
    },
  )

/** Commands with many options are asked more often; those that answer a dozen questions at once, less often. */
const weightOf = (command: Command): number => (MANY_ANSWERS.includes(command.name()) ? 1 : command.options.length)

const MANY_ANSWERS = ['ablate', 'ladder', 'stops', 'crashes', 'survive']

/** Limits keep each question small. They are typed last, where the question allows more. */
const LIMITS: Readonly<Record<string, number>> = { 'max-states': 60, runs: 2, steps: 30, length: 1, workers: 1 }

const bounded = (command: Command, words: Words): Words => {
  const has = (name: string): boolean => command.options.some((option) => option.long === `--${name}`)
  const limits = Object.entries(LIMITS).flatMap(([name, most]) => {
    const typed = words.findLast((word, at) => words[at - 1] === `--${name}` || word.startsWith(`--${name}=`))
    const value = typed?.replace(/^--[\w-]+=/, '')
    const isSmall = value !== undefined && !(Number(value) > most)
    return has(name) && !isSmall ? [`--${name}`, String(most)] : []
  })
  return [...words, ...limits, ...(has('untimed') ? ['--untimed'] : [])]
}
