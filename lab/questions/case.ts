import { createRequire } from 'node:module'
import { specimens as allSpecimens, type Constants, type Specimen } from '../../specimens/catalogue'
import { isPath } from '../loading/load'
import { plainView } from '../telling/plain'
import type { Case } from './asked'
import { badInput, expected } from './bad-input'
import type * as KafkaCase from './kafka-case'
import type * as OwnCase from './own-case'
import { wholeNumber, type Options } from './words'

export type { Case } from './asked'

const load = createRequire(__filename)

/** Loaded for a question about Kafka only: its model and its properties are half of what there is to load. */
const aboutKafka = (): typeof KafkaCase => load('./kafka-case') as typeof KafkaCase

const aboutFile = (): typeof OwnCase => load('./own-case') as typeof OwnCase

/** The case of a question as text: the words of a command line or a token. */
export const readCase = (options: Options, specimens: readonly Specimen[] = allSpecimens): Case => {
  const { machine, ...rest } = options
  if (machine === undefined) return aboutKafka().readKafkaCase(options)
  return isPath(machine) ? aboutFile().fileCase(machine, rest) : specimenCase(specimenOf(machine, specimens), rest)
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
