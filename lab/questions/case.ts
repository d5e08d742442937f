import type { Machine, Property } from '../../contract/machine'
import { ladder, propertiesFor } from '../../properties/ladder'
import { specimens as allSpecimens, type Constants, type Specimen } from '../../specimens/catalogue'
import { readQuestion, sayFaults, sayQuestion, wholeNumber, type Said } from './ask'
import { badInput, expected } from './bad-input'
import { besideOf, protocolOf, subjectOf, type Question } from './question'
import { plainView } from '../telling/plain'
import { worldView } from '../telling/show'
import { firstOfPair, type View } from '../telling/view'

/** Something that can be checked: Kafka, or a specimen; and how it is said and shown. */
export interface Case {
  readonly title: string
  /** The world in which it is checked, line by line. */
  readonly scope: readonly string[]
  /** The question in full, from which this case can be made again. */
  readonly said: Said
  /** Where on the ladder a property stands, if on any. */
  rungOf(property: string): string | undefined
  run<R>(use: Use<R>): R
}

export type Use<R> = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], view: View<S, A>) => R

/** The case of a question as text: the words of a command line or a token. */
export const readCase = (said: Said, specimens: readonly Specimen[] = allSpecimens): Case => {
  const { machine, ...rest } = said
  return machine === undefined ? kafkaCase(readQuestion(said)) : specimenCase(specimenOf(machine, specimens), rest)
}

export const kafkaCase = (asked: Question): Case => ({
  title: `Kafka ${protocolOf(asked).name}`,
  scope: scopeOf(asked),
  said: sayQuestion(asked),
  rungOf: (property) => rungOf(asked, property),
  run(use) {
    const { machine, properties } = subjectOf(asked)
    const view = worldView(machine, asked.bounds)
    if (asked.unlike === undefined) return use(machine, properties, view)
    const pair = besideOf(asked, asked.unlike)
    return use(pair.machine, pair.properties, firstOfPair(view))
  },
})

export const specimenOf = (name: string, specimens: readonly Specimen[] = allSpecimens): Specimen => {
  const found = specimens.find((specimen) => specimen.name === name)
  const names = specimens.map((specimen) => specimen.name)
  if (found === undefined) throw badInput(`--machine is '${name}'${expected(name, names)}`)
  return found
}

const specimenCase = (specimen: Specimen, said: Said): Case => {
  const { name, what, constants } = specimen
  const chosen: Constants = Object.fromEntries(
    constants.map(({ flag, min, max, default: otherwise }) => [
      flag,
      wholeNumber(flag, said[flag] ?? String(otherwise), min, max),
    ]),
  )
  const built = specimen.build(chosen)
  return {
    title: name,
    scope: [
      what,
      ...(constants.length === 0 ? [] : [constants.map(({ flag }) => `${flag} ${chosen[flag]}`).join(', ')]),
    ],
    said: {
      machine: name,
      ...Object.fromEntries(Object.entries(chosen).map(([flag, value]) => [flag, String(value)])),
    },
    rungOf: () => undefined,
    run: (use) => built.run((machine, properties, cells) => use(machine, properties, plainView(machine, cells))),
  }
}

const scopeOf = ({ settings, bounds, runs, properties, unlike }: Question): readonly string[] => [
  `${bounds.brokers} brokers, ${count(bounds.records, 'record')}, ${count(bounds.epochs, 'leader epoch')}, broker ${bounds.leader + 1} leads first`,
  ...(bounds.grain === 'message' ? ['each message is a step of its own'] : []),
  ...(bounds.fetchRecords > 1 ? [`a fetch brings at most ${bounds.fetchRecords} records`] : []),
  `acks=${settings.acks}, min.insync.replicas=${settings.minIsr}, unclean.leader.election.enable=${settings.uncleanElection}`,
  `faults at most: ${sayFaults(bounds.faults).replaceAll('=', ' ').replaceAll(',', ', ') || 'none'}`,
  ...(unlike === undefined ? [] : [`only what leaves Kafka ${unlike} whole, taking the same steps`]),
  ...(runs === 'any' ? ['judged in any run, also those in which Kafka promises nothing'] : []),
  ...(properties.length > 0 ? [`asked about ${properties.join(', ')} only`] : []),
]

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

const rungOf = (asked: Question, name: string): string | undefined => {
  const judged = { protocol: protocolOf(asked), settings: asked.settings, bounds: asked.bounds, runs: asked.runs }
  if (!propertiesFor(judged).some((property) => property.name === name)) return undefined
  return ladder.find(({ properties }) => properties.some((property) => property(judged)?.name === name))?.name
}
