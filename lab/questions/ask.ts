import {
  bounds,
  canLoseSession,
  canStop,
  controlledShutdowns,
  grains,
  idsCanBeTakenOver,
  type Acks,
  type Bounds,
  type ControlledShutdown,
  type Grain,
  type Settings,
} from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import { availability, nameableFor } from '../../properties/ladder'
import type { Runs } from '../../properties/scope'
import { kafkaPropertyFile } from '../loading/kafka-property-file'
import { isPath } from '../loading/load'
import { NO_FAULTS, readFaults, refuseFreeInTheEnd, sayFaults } from './ask-faults'
import { readKraft, refuseDirectories, refuseFaults, refuseForgetful, refuseOtherEra, sayKraft } from './ask-kraft'
import { readReassign, refuseReassign, sayReassign } from './ask-reassign'
import { readStorage, refuseWithoutStorage, sayStorage } from './ask-storage'
import { badInput, expected } from './bad-input'
import { presetNamed, versionAsked } from './version'
import { numberOf, question, refuseUnlikeInTheEnd, scopeOf, type Question } from './question'
import { wholeNumber, type Options } from './words'

export type { Options } from './words'

/** Reads a question in which nothing is left out. What does not make sense is refused as bad input. */
export const readQuestion = (options: Options): Question => {
  const brokers = wholeNumber('brokers', wordOf(options, 'brokers'), 1, 5)
  const records = wholeNumber('records', wordOf(options, 'records'), 1, MOST_RECORDS)
  const leader = wholeNumber('leader', wordOf(options, 'leader'), 1, brokers, `--brokers is ${brokers}`) - 1
  const settings: Settings = {
    acks: oneOf('acks', wordOf(options, 'acks').replace(/^-1$/, 'all'), ACKS) as Acks,
    minIsr: wholeNumber('min-isr', wordOf(options, 'min-isr'), 1, MOST_MIN_ISR),
    uncleanElection: oneOf('unclean', options['unclean'] ?? 'no', ['yes', 'no']) === 'yes',
  }
  const version = versionAsked(wordOf(options, 'kafka'), listOf(options['without']), listOf(options['with']))
  const asked = question({
    ...version,
    settings,
    bounds: bounds({
      partitions: wholeNumber('partitions', options['partitions'] ?? '1', 1, MOST_PARTITIONS),
      brokers,
      records,
      epochs: wholeNumber('epochs', wordOf(options, 'epochs'), 1, 256),
      grain: oneOf('grain', options['grain'] ?? 'atomic', grains) as Grain,
      fetchRecords: wholeNumber('fetch-records', options['fetch-records'] ?? '1', 1, MOST_RECORDS),
      leader,
      controlledShutdown: oneOf(
        'controlled-shutdown',
        options['controlled-shutdown'] ?? 'yes',
        controlledShutdowns,
      ) as ControlledShutdown,
      ...readFaults(options['faults'] ?? NO_FAULTS),
      lagClock: oneOf('lag-clock', options['lag-clock'] ?? 'no', ['yes', 'no']) === 'yes',
      clients: oneOf('clients', options['clients'] ?? 'no', ['yes', 'no']) === 'yes',
      ...readKraft(options, version.kafka),
      ...readStorage(options, records, settings),
      ...readReassign(options, brokers, leader),
    }),
    runs: oneOf('judge', wordOf(options, 'judge'), RUNS) as Runs,
  })
  refuseUnreachable(asked)
  const unlike = options['unlike']
  const alone = { ...asked, ...(unlike === undefined ? {} : { unlike: presetNamed('unlike', unlike) }) }
  const read = { ...alone, properties: propertiesNamed(asked, wordsOfProperties(options)) }
  refuseOtherEra(asked.kafka, read.unlike)
  refuseUnlikeItself(read)
  refuseUnlikeInTheEnd(read)
  refuseFreeInTheEnd(read)
  refuseForgetful(read)
  return read
}

/** No version survives what breaks it, so that would hold whatever is asked. */
const refuseUnlikeItself = ({ kafka, unlike, without, with: put }: Question): void => {
  if (unlike !== kafka || without.length > 0 || put.length > 0) return
  throw badInput(`--unlike is '${unlike}', the version that is checked: expected another one`)
}

/** An id can be taken over only after something else has happened, and where a fetch is one step. */
const refuseUnreachable = ({ kafka, bounds: world }: Question): void => {
  refuseFaults(kafka, world)
  refuseDirectories(world)
  refuseWithoutStorage(world)
  refuseReassign(kafka, world)
  refuseLate(world)
  if (!idsCanBeTakenOver(world)) return
  if (!canLoseSession(world))
    throw badInput('--faults id-taken-over is without a fault that ends a session: expected cut-off=1 beside it')
  if (world.grain === 'message')
    throw badInput("--grain is 'message': expected atomic, because --faults has id-taken-over")
}

/** Without another fault there is no metadata to lose, and no log is truncated. */
const HELPLESS: readonly Fault[] = ['quorum-loss', 'late-read']

const isWithoutOthers = ({ faults: budget }: Bounds, alone: Fault): boolean =>
  faults.every((fault) => fault === alone || budget[fault] === 0)

/** A late fetch is a step only where a fetch is several, and there is one only if a process ends. */
const refuseLate = (world: Bounds): void => {
  const hasLateFetch = world.faults['late-fetch'] > 0
  if (hasLateFetch && world.grain === 'atomic')
    throw badInput('--faults has late-fetch, and a fetch is one step: expected --grain message beside it')
  if (hasLateFetch && !canStop(world))
    throw badInput('--faults late-fetch is without a fault that stops a process: expected process-crash=1 beside it')
  const alone = HELPLESS.find((fault) => world.faults[fault] > 0)
  if (alone !== undefined && (world.reassign ?? world.storage) === undefined && isWithoutOthers(world, alone))
    throw badInput(`--faults ${alone} cannot happen alone: expected another fault beside it, such as leader-move=1`)
  if (world.faults['late-read'] > 0 && world.storage !== undefined)
    throw badInput('--faults late-read does not go with --storage: expected one of them')
  if (world.faults['late-read'] > 0 && idsCanBeTakenOver(world))
    throw badInput('--faults late-read does not go with id-taken-over: expected one of them')
}

/** A question in full. Lists and flags are left out where they are empty. */
export const optionsOf = (asked: Question): Options => {
  const { kafka, without, with: put, unlike = '', settings, bounds: world, runs, properties } = asked
  return withoutEmpty({
    kafka,
    without: without.join(),
    with: put.join(),
    unlike,
    partitions: world.partitions === 1 ? '' : String(world.partitions),
    brokers: String(world.brokers),
    records: String(world.records),
    epochs: String(world.epochs),
    leader: String(world.leader + 1),
    grain: world.grain === 'atomic' ? '' : world.grain,
    'fetch-records': world.fetchRecords === 1 ? '' : String(world.fetchRecords),
    faults: sayFaults(world),
    'controlled-shutdown': world.controlledShutdown === 'yes' ? '' : world.controlledShutdown,
    'lag-clock': world.lagClock ? 'yes' : '',
    ...sayKraft(world),
    clients: world.clients ? 'yes' : '',
    ...sayStorage(world),
    ...sayReassign(world),
    acks: settings.acks,
    'min-isr': String(settings.minIsr),
    unclean: settings.uncleanElection ? 'yes' : '',
    judge: runs,
    property: properties.join(),
  })
}

const ACKS: readonly Acks[] = ['0', '1', 'all']
const RUNS: readonly Runs[] = ['clean', 'any']
const MOST_PARTITIONS = 50

/** Kafka has no limit, and does not compare min.insync.replicas with the replication factor. */
const MOST_MIN_ISR = 99

/** Each record is named by one letter. */
const MOST_RECORDS = 26

const wordOf = (options: Options, name: string): string => {
  const word = options[name]
  if (word === undefined) throw badInput(`--${name} is missing`)
  return word
}

const listOf = (words: string | undefined): readonly string[] =>
  words === undefined ? [] : [...new Set(words.split(',').filter((word) => word !== ''))]

const oneOf = (name: string, word: string, known: readonly string[]): string => {
  if (known.includes(word)) return word
  throw badInput(`--${name} is '${word}'${expected(word, known)}`)
}

const wordsOfProperties = ({ property, availability: all = 'no' }: Options): readonly string[] => [
  ...listOf(property),
  ...(oneOf('availability', all, ['yes', 'no']) === 'yes' ? [AVAILABILITY] : []),
]

/** The word for every property of availability that applies. */
const AVAILABILITY = 'availability'

/** The numbers of properties, each once: as they are named, or as they belong to availability. */
const propertiesNamed = (asked: Question, words: readonly string[]): readonly string[] => {
  const judged = { ...scopeOf(asked), runs: asked.runs }
  const known = numbersOf(nameableFor(judged))
  const named = words.flatMap((word) => {
    if (word === AVAILABILITY) return numbersOf(availability.properties.flatMap((property) => property(judged) ?? []))
    if (isPath(word)) return kafkaPropertyFile(word, judged).length >= 0 ? [word] : []
    if (known.includes(word)) return [word]
    throw badInput(`--property names '${word}', which does not apply to this question${expected(word, known)}`)
  })
  return [...new Set(named)]
}

const numbersOf = (properties: readonly { readonly name: string }[]): readonly string[] => [
  ...new Set(properties.map(({ name }) => numberOf(name))),
]

const withoutEmpty = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, word]) => word !== ''))
