import { onDemand } from '../../kit/on-demand'
import { rungOf } from '../../properties/ladder'
import { specimens as allSpecimens, type Constants, type Specimen } from '../../specimens/catalogue'
import { readQuestion, sayFaults, optionsOf, wholeNumber, type Options } from './ask'
import { storageLines } from './ask-storage'
import { badInput, expected } from './bad-input'
import { isPath } from '../loading/load'
import { sourcesOf } from '../loading/sources'
import { fileCase } from './own-case'
import { besideOf, protocolOf, scopeOf as worldOf, subjectOf, vocabularyOf, type Question } from './question'
import { plainView } from '../telling/plain'
import { worldView } from '../telling/show'
import { firstOfPair } from '../telling/view'
import type { Case } from './asked'

export type { Case } from './asked'

/** The case of a question as text: the words of a command line or a token. */
export const readCase = (options: Options, specimens: readonly Specimen[] = allSpecimens): Case => {
  const { machine, ...rest } = options
  if (machine === undefined) return kafkaCase(readQuestion(options))
  return isPath(machine) ? fileCase(machine, rest) : specimenCase(specimenOf(machine, specimens), rest)
}

export const kafkaCase = (asked: Question): Case => ({
  title: `Kafka ${protocolOf(asked).name}`,
  scope: scopeOf(asked),
  ...(asked.standsFor === undefined ? {} : { standsFor: asked.standsFor }),
  options: optionsOf(asked),
  isKafka: true,
  ...ownFilesOf(asked),
  rungOf: (property) => rungOf({ ...worldOf(asked), runs: asked.runs }, property),
  run: runnerOf(asked),
})

/** Amendments and properties in files make it a machine that is not ours. */
const ownFilesOf = ({ with: put, properties }: Question): Pick<Case, 'isOwn' | 'sources'> => {
  const paths = [...put, ...properties].filter(isPath)
  return paths.length === 0 ? {} : { isOwn: true, sources: sourcesOf(paths) }
}

/** Machines are made when they are first needed, and once. */
const runnerOf = (asked: Question): Case['run'] => {
  const one = onDemand(() => subjectOf(asked))
  const pair = onDemand(() => besideOf(asked, asked.unlike ?? asked.kafka))
  return (use) => {
    const { machine, properties } = one()
    const view = { ...worldView(machine, worldOf(asked)), vocabulary: () => vocabularyOf(asked, machine) }
    if (asked.unlike === undefined) return use(machine, properties, view)
    return use(pair().machine, pair().properties, firstOfPair(view))
  }
}

export const specimenOf = (name: string, specimens: readonly Specimen[] = allSpecimens): Specimen => {
  const found = specimens.find((specimen) => specimen.name === name)
  const names = specimens.map((specimen) => specimen.name)
  if (found === undefined) throw badInput(`--machine is '${name}'${expected(name, names)}`)
  return found
}

const specimenCase = (specimen: Specimen, options: Options): Case => {
  const { name, what, constants } = specimen
  const chosen: Constants = Object.fromEntries(
    constants.map(({ flag, min, max, default: otherwise }) => [
      flag,
      wholeNumber(flag, options[flag] ?? String(otherwise), min, max),
    ]),
  )
  const built = specimen.build(chosen)
  return {
    title: name,
    scope: [
      what,
      ...(constants.length === 0 ? [] : [constants.map(({ flag }) => `${flag} ${chosen[flag]}`).join(', ')]),
    ],
    options: {
      machine: name,
      ...Object.fromEntries(Object.entries(chosen).map(([flag, value]) => [flag, String(value)])),
    },
    isKafka: false,
    rungOf: () => undefined,
    run: (use) => built.run((machine, properties, cells) => use(machine, properties, plainView(machine, cells))),
  }
}

const scopeOf = ({ standsFor, settings, bounds, runs, properties, unlike }: Question): readonly string[] => [
  ...(standsFor === undefined ? [] : [standsFor]),
  `${count(bounds.brokers, 'broker')}, ${count(bounds.records, 'record')}, ${count(bounds.epochs, 'leader epoch')}, broker ${bounds.leader + 1} is the first leader`,
  ...(bounds.grain === 'message' ? ['every request, response and append is a separate step'] : []),
  ...(bounds.fetchRecords > 1 ? [`a fetch brings at most ${bounds.fetchRecords} records`] : []),
  `acks=${settings.acks}, min.insync.replicas=${settings.minIsr}, unclean.leader.election.enable=${settings.uncleanElection}`,
  ...(settings.acks !== 'all' && settings.minIsr > bounds.brokers
    ? [`acks=${settings.acks} does not look at min.insync.replicas: the leader alone has to have a record`]
    : []),
  `fault budget: ${sayFaults(bounds.faults).replaceAll('=', ' ').replaceAll(',', ', ') || 'none'}`,
  ...(bounds.controlledShutdown === 'gives-up' ? ['a broker may stop without a controlled shutdown'] : []),
  ...(bounds.controlledShutdown === 'no' ? ['brokers stop without a controlled shutdown'] : []),
  ...(bounds.lagClock
    ? ['the high watermark waits for replicas that were caught up within replica.lag.time.max.ms']
    : []),
  ...storageLines(bounds.storage),
  ...(bounds.clients ? ['that a producer is refused, or times out, is a step'] : []),
  ...(unlike === undefined ? [] : [`only failures that Kafka ${unlike} survives when it replays the same schedule`]),
  ...(runs === 'any' ? ['properties are judged in all runs, including runs in which Kafka promises nothing'] : []),
  ...(properties.length > 0 ? [`only these properties are checked: ${properties.join(', ')}`] : []),
]

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
