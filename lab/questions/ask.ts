import { bounds, grains, type Acks, type Bounds, type Grain } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import { amendments, decisionsOf, later, shortForms } from '../../model/versions/timeline'
import { propertiesFor } from '../../properties/ladder'
import type { Runs } from '../../properties/scope'
import { badInput, expected } from './bad-input'
import { additions, kafkas, numberOf, protocolOf, question, type Question } from './question'

/**
 * A question as text, under the names of the options of the command line: { kafka: '2.1', brokers: '3', ... }. Command
 * line and replay token are both made of these words, and are read here and nowhere else.
 */
export type Said = Readonly<Record<string, string>>

/** Reads a question in which nothing is left out. What does not make sense is refused as bad input. */
export const readQuestion = (said: Said): Question => {
  const named = oneOf('kafka', wordOf(said, 'kafka'), kafkas)
  const kafka = shortForms[named] ?? named
  const brokers = wholeNumber('brokers', wordOf(said, 'brokers'), 2, 5)
  const asked = question({
    kafka,
    without: listOf(said['without']).map((name) => leftOut(kafka, name)),
    with: listOf(said['with']).map((name) => putOn(kafka, name)),
    settings: {
      acks: oneOf('acks', wordOf(said, 'acks').replace(/^-1$/, 'all'), ACKS) as Acks,
      minIsr: wholeNumber('min-isr', wordOf(said, 'min-isr'), 1, brokers, `--brokers is ${brokers}`),
      uncleanElection: oneOf('unclean', said['unclean'] ?? 'no', ['yes', 'no']) === 'yes',
    },
    bounds: bounds({
      brokers,
      records: wholeNumber('records', wordOf(said, 'records'), 1, MOST_RECORDS),
      epochs: wholeNumber('epochs', wordOf(said, 'epochs'), 1, 256),
      grain: oneOf('grain', said['grain'] ?? 'atomic', grains) as Grain,
      fetchRecords: wholeNumber('fetch-records', said['fetch-records'] ?? '1', 1, MOST_RECORDS),
      leader: wholeNumber('leader', wordOf(said, 'leader'), 1, brokers, `--brokers is ${brokers}`) - 1,
      faults: readFaults(said['faults'] ?? NO_FAULTS),
    }),
    runs: oneOf('judge', wordOf(said, 'judge'), RUNS) as Runs,
  })
  const unlike = said['unlike']
  const alone = { ...asked, ...(unlike === undefined ? {} : { unlike: oneOf('unlike', unlike, kafkas) }) }
  return { ...alone, properties: listOf(said['property']).map((number) => promised(asked, number)) }
}

/** A question in full. Lists and flags are left out where they are empty. */
export const sayQuestion = (asked: Question): Said => {
  const { kafka, without, with: put, unlike = '', settings, bounds: world, runs, properties } = asked
  return withoutEmpty({
    kafka,
    without: without.join(),
    with: put.join(),
    unlike,
    brokers: String(world.brokers),
    records: String(world.records),
    epochs: String(world.epochs),
    leader: String(world.leader + 1),
    grain: world.grain === 'atomic' ? '' : world.grain,
    'fetch-records': world.fetchRecords === 1 ? '' : String(world.fetchRecords),
    faults: sayFaults(world.faults),
    acks: settings.acks,
    'min-isr': String(settings.minIsr),
    unclean: settings.uncleanElection ? 'yes' : '',
    judge: runs,
    property: properties.join(),
  })
}

/** The names of what can be asked, as options and in tokens. */
export const QUESTION_WORDS: readonly string[] = [
  ...[
    'kafka',
    'without',
    'with',
    'unlike',
    'brokers',
    'records',
    'epochs',
    'leader',
    'grain',
    'fetch-records',
    'faults',
    'acks',
    'min-isr',
    'unclean',
  ],
  ...['judge', 'property'],
]

/** 'process-crash=1,leader-move=2' of the faults that have a budget. */
export const sayFaults = (budget: Bounds['faults']): string =>
  faults
    .filter((fault) => budget[fault] > 0)
    .map((fault) => `${fault}=${budget[fault]}`)
    .join()

/** Reads a whole number within a range; `given` says on what the range depends. */
export const wholeNumber = (name: string, word: string, min: number, max: number, given?: string): number => {
  const value = /^\d{1,15}$/.test(word) ? Number(word) : NaN
  if (value >= min && value <= max) return value
  const because = given === undefined ? '' : `, because ${given}`
  throw badInput(`--${name} is '${word}': expected a whole number from ${min} to ${max}${because}`)
}

const ACKS: readonly Acks[] = ['0', '1', 'all']
const RUNS: readonly Runs[] = ['clean', 'any']
const MOST_OF_A_FAULT = 99

/** One letter names each. */
const MOST_RECORDS = 26
const NO_FAULTS = 'none'

const wordOf = (said: Said, name: string): string => {
  const word = said[name]
  if (word === undefined) throw badInput(`--${name} is missing`)
  return word
}

const listOf = (words: string | undefined): readonly string[] =>
  words === undefined ? [] : [...new Set(words.split(',').filter((word) => word !== ''))]

const oneOf = (name: string, word: string, known: readonly string[]): string => {
  if (known.includes(word)) return word
  throw badInput(`--${name} is '${word}'${expected(word, known)}`)
}

const readFaults = (words: string): Partial<Bounds['faults']> =>
  words === NO_FAULTS ? {} : Object.fromEntries(listOf(words).map(faultBudget))

const faultBudget = (text: string): readonly [Fault, number] => {
  const [name = '', budget = '1', ...rest] = text.split('=')
  const fault = faults.find((known) => known === name)
  if (fault === undefined) throw badInput(`--faults names '${name}'${expected(name, faults)}`)
  return [fault, wholeNumber(`faults ${fault}`, [budget, ...rest].join('='), 0, MOST_OF_A_FAULT)]
}

/** An amendment that this Kafka has, or one decision of it. */
const leftOut = (kafka: string, name: string): string => {
  const { amendments: has } = protocolOf(question({ kafka }))
  const [outer = '', decision, ...rest] = name.split('/')
  const found = has.find((amendment) => amendment.name === outer)
  if (found === undefined) {
    const known = [...amendments, ...later].find((amendment) => amendment.name === outer)
    if (known !== undefined)
      throw badInput(`--without names '${outer}', which Kafka ${kafka} does not have (it is of ${known.since})`)
    throw badInput(`--without names '${outer}'${expected(outer, namesOf(has))}`)
  }
  if (decision === undefined) return name
  const decisions = decisionsOf(found)
  if (rest.length === 0 && decisions.includes(decision)) return name
  const said = [decision, ...rest].join('/')
  throw badInput(`--without names '${name}', but ${outer} decides no '${said}'${expected(said, decisions)}`)
}

const putOn = (kafka: string, name: string): string => {
  const free = additions(kafka)
  if (free.includes(name)) return name
  const isKnown = [...amendments, ...later].some((amendment) => amendment.name === name)
  if (isKnown) throw badInput(`--with names '${name}', which Kafka ${kafka} has already`)
  throw badInput(`--with names '${name}'${expected(name, free)}`)
}

const promised = (asked: Question, number: string): string => {
  const judged = { protocol: protocolOf(asked), settings: asked.settings, bounds: asked.bounds, runs: asked.runs }
  const known = [...new Set(propertiesFor(judged).map(({ name }) => numberOf(name)))]
  if (known.includes(number)) return number
  throw badInput(`--property names '${number}', about which nothing is promised here${expected(number, known)}`)
}

const namesOf = (named: readonly { readonly name: string }[]): readonly string[] => named.map(({ name }) => name)

const withoutEmpty = (said: Said): Said => Object.fromEntries(Object.entries(said).filter(([, word]) => word !== ''))
