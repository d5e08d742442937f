import type { Options } from '../lab/questions/ask'
import { badInput } from '../lab/questions/bad-input'
import { specimenOf } from '../lab/questions/case'
import type { Limits } from '../lab/searching/engine'
import { isPath } from '../lab/loading/load'
import { QUESTION_WORDS, wholeNumber } from '../lab/questions/words'
import type { Specimen } from '../specimens/catalogue'

/** The options of one command as they were typed; lists are joined by commas, flags are 'yes'. */
export type Typed = Options

/** What a walk is where nothing else is said. */
export const USUAL_WALK: Options = { seed: 'tidemark', runs: '2000', steps: '120', from: '0', grain: 'message' }

/** Walks beside a real Kafka are short: each begins with a new world, and each step is taken twice. */
export const USUAL_REAL_WALK: Options = {
  ...{ kafka: '2.1.1', seed: 'tidemark', runs: '200', steps: '40', from: '0', grain: 'message' },
}

/** A trace shows every third step at least, unless something else is said. */
export const USUAL_REAL_RECORD: Options = { ...USUAL_REAL_WALK, hidden: '3' }

/** By wire a step takes a while, and only some faults have steps. */
export const USUAL_RECORD_BY_WIRE: Options = {
  ...{ ...USUAL_REAL_RECORD, steps: '16', grain: 'atomic' },
  faults: 'process-crash=1,leader-move=1',
}

/** Brokers that run free: how long, and how many records they get at most. */
export const USUAL_FREE: Options = { seed: 'tidemark', seconds: '20', brokers: '3', records: '14', 'min-isr': '2' }

/** What `real judge` looks through between two observations, where the trace does not say how much may lie there. */
export const USUAL_JUDGE: Options = { hidden: '60', 'max-states': '200000' }

/** The cluster of `shell`, as in stories. */
export const USUAL_CLUSTER = { kafka: '2.6', brokers: '3' } as const

/** The steps of a schedule of `crashes`. */
export const USUAL_CRASH_LENGTH = '3'

export const USUAL_PORT = '8320'

/** What is asked where nothing else is said: one crash of a process, which every Kafka since 1.1 survives. */
export const USUAL: Options = {
  kafka: '2.1',
  brokers: '3',
  records: '2',
  epochs: '3',
  leader: '1',
  faults: 'process-crash=1',
  acks: 'all',
  'min-isr': '2',
  judge: 'clean',
}

const MOST_WORKERS = 31
export const USUAL_MEMORY = '4'
const GIB = 2 ** 30

/** The question that the options ask: about Kafka, or about a machine with constants of its own. */
export const askedBy = (typed: Typed, specimens: readonly Specimen[]): Options => {
  const chosen = Object.fromEntries(Object.entries(typed).filter(([name]) => !NOT_ASKED.includes(name)))
  const { machine } = chosen
  if (machine === undefined) return kafkaAskedBy(chosen)
  if (isPath(machine)) return chosen
  const specimen = specimenOf(machine, specimens)
  const known = specimen.constants.map(({ flag }) => flag)
  const stray = Object.keys(chosen).find((name) => name !== 'machine' && !known.includes(name))
  if (stray === undefined) return chosen
  const takes = known.length === 0 ? 'it takes no constants' : `it takes ${known.map((flag) => `--${flag}`).join(', ')}`
  throw badInput(`--${stray} does not go with --machine ${machine}: ${takes}`)
}

const NOT_ASKED = [
  'coverage',
  'all',
  'reach',
  'max-states',
  'max-minutes',
  'max-memory',
  'json',
  'untimed',
  'save',
  'symmetry',
  'partial-order',
  'workers',
  'resume',
  'fingerprints',
  'page',
]

/** Bad input where an option was typed that does not go with another one. */
export const refuseBeside = (typed: Typed, option: string, others: Readonly<Record<string, string>>): void => {
  const stray = Object.keys(others).find((name) => typed[name] !== undefined)
  if (stray !== undefined) throw badInput(`--${stray} does not go with --${option}: ${others[stray]}`)
}

const kafkaAskedBy = (chosen: Options): Options => {
  const stray = Object.keys(chosen).find((name) => !QUESTION_WORDS.includes(name))
  if (stray !== undefined) throw badInput(`--${stray} goes with --machine only`)
  return { ...USUAL, ...chosen }
}

export const limitsOf = (typed: Typed): Limits => {
  const states = typed['max-states']
  const minutes = typed['max-minutes']
  return {
    ...(states === undefined ? {} : { states: positive('max-states', states, /^\d+$/, 'a whole number above 0') }),
    ...(minutes === undefined ? {} : { seconds: secondsOf('max-minutes', minutes) }),
    ...(typed['symmetry'] === undefined ? {} : { symmetry: true }),
    ...(typed['partial-order'] === undefined ? {} : { partialOrder: true }),
    ...(typed['workers'] === undefined ? {} : { workers: wholeNumber('workers', typed['workers'], 1, MOST_WORKERS) }),
    bytes: GIB * positive('max-memory', typed['max-memory'] ?? USUAL_MEMORY, DECIMAL, 'a number of GiB above 0'),
  }
}

/** Reads a number of minutes as seconds. */
export const secondsOf = (name: string, minutes: string): number =>
  60 * positive(name, minutes, DECIMAL, 'a number above 0')

const DECIMAL = /^\d+(\.\d+)?$/

const positive = (name: string, word: string, form: RegExp, wanted: string): number => {
  const value = form.test(word) ? Number(word) : NaN
  if (value > 0 && Number.isFinite(value)) return value
  throw badInput(`--${name} is '${word}': expected ${wanted}`)
}
