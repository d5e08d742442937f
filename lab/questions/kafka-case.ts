import { onDemand } from '../../kit/on-demand'
import { rungOf } from '../../properties/ladder'
import { isPath } from '../loading/load'
import { sourcesOf } from '../loading/sources'
import { worldView } from '../telling/show'
import { firstOfPair } from '../telling/view'
import { optionsOf, readQuestion } from './ask'
import { sayFaults } from './ask-faults'
import { kraftLines } from './ask-kraft'
import { reassignLines } from './ask-reassign'
import { storageLines } from './ask-storage'
import type { Case } from './asked'
import { besideOf, protocolOf, scopeOf as worldOf, subjectOf, vocabularyOf, type Question } from './question'
import type { Options } from './words'

/** The case of a question about Kafka as text. */
export const readKafkaCase = (options: Options): Case => kafkaCase(readQuestion(options))

/** The case of a question about Kafka. `made` is its machine and what is judged of it, if it is not the usual one. */
export const kafkaCase = (asked: Question, made = () => subjectOf(asked)): Case => ({
  title: `Kafka ${protocolOf(asked).name}`,
  scope: scopeOf(asked),
  ...(asked.standsFor === undefined ? {} : { standsFor: asked.standsFor }),
  options: optionsOf(asked),
  isKafka: true,
  ...ownFilesOf(asked),
  rungOf: (property) => rungOf({ ...worldOf(asked), runs: asked.runs }, property),
  run: runnerOf(asked, made),
})

/** Amendments and properties in files make it a machine that is not ours. */
const ownFilesOf = ({ with: put, properties }: Question): Pick<Case, 'isOwn' | 'sources'> => {
  const paths = [...put, ...properties].filter(isPath)
  return paths.length === 0 ? {} : { isOwn: true, sources: sourcesOf(paths) }
}

/** Machines are made when they are first needed, and once. */
const runnerOf = (asked: Question, made: () => ReturnType<typeof subjectOf>): Case['run'] => {
  const one = onDemand(made)
  const pair = onDemand(() => besideOf(asked, asked.unlike ?? asked.kafka))
  return (use) => {
    const { machine, properties } = one()
    const view = { ...worldView(machine, worldOf(asked)), vocabulary: () => vocabularyOf(asked, machine) }
    if (asked.unlike === undefined) return use(machine, properties, view)
    return use(pair().machine, pair().properties, firstOfPair(view))
  }
}

const scopeOf = ({ standsFor, settings, bounds, runs, properties, unlike }: Question): readonly string[] => [
  ...(standsFor === undefined ? [] : [standsFor]),
  `${bounds.partitions === 1 ? '' : `${bounds.partitions} partitions, `}${count(bounds.brokers, 'broker')}, ${count(bounds.records, 'record')}, ${count(bounds.epochs, 'leader epoch')}, broker ${bounds.leader + 1} is the first leader`,
  ...(bounds.grain === 'message' ? ['every request, response and append is a separate step'] : []),
  ...(bounds.fetchRecords > 1 ? [`a fetch brings at most ${bounds.fetchRecords} records`] : []),
  `acks=${settings.acks}, min.insync.replicas=${settings.minIsr}, unclean.leader.election.enable=${settings.uncleanElection}`,
  ...(settings.acks !== 'all' && settings.minIsr > bounds.brokers
    ? [`acks=${settings.acks} does not look at min.insync.replicas: the leader alone has to have a record`]
    : []),
  `fault budget: ${sayFaults(bounds).replaceAll('=', ' ').replaceAll(',', ', ').replaceAll('/', ' or ') || 'none'}`,
  ...(bounds.controlledShutdown === 'gives-up' ? ['a broker may stop without a controlled shutdown'] : []),
  ...(bounds.controlledShutdown === 'no' ? ['brokers stop without a controlled shutdown'] : []),
  ...(bounds.lagClock
    ? ['the high watermark waits for replicas that were caught up within replica.lag.time.max.ms']
    : []),
  ...kraftLines(bounds),
  ...storageLines(bounds),
  ...reassignLines(bounds),
  ...(bounds.clients ? ['that a producer is refused, or times out, is a step'] : []),
  ...(unlike === undefined ? [] : [`only failures that Kafka ${unlike} survives when it replays the same schedule`]),
  ...(runs === 'any' ? ['properties are judged in all runs, including runs in which Kafka promises nothing'] : []),
  ...(properties.length > 0 ? [`only these properties are checked: ${properties.join(', ')}`] : []),
]

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
