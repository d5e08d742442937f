import { nearestTo, presetOf, releaseNamed, span, whyItStands, whyNotModelled } from '../../model/versions/releases'
import { allAmendments, decisionsOf } from '../../model/versions/timeline'
import { amendmentFile } from '../loading/amendment-file'
import { isPath } from '../loading/load'
import { badInput, expected } from './bad-input'
import { additions, kafkas, protocolOf, question, type Question } from './question'

type Version = Pick<Question, 'kafka' | 'without' | 'with' | 'standsFor'>

/** Which Kafka is asked about: a preset or any released version, and how it is varied. What does not exist is refused as bad input. */
export const versionAsked = (named: string, without: readonly string[], put: readonly string[]): Version => {
  const version = versionNamed('kafka', named)
  const left = without.map((name) => leftOut(version, named, name))
  const added = put.map((name) => putOn(version, named, name))
  return {
    ...version,
    without: [
      ...version.without.filter((name) => !added.includes(name)),
      ...left.filter((name) => !version.with.includes(name)),
    ],
    with: [
      ...version.with.filter((name) => !left.includes(name)),
      ...added.filter((name) => !version.without.includes(name)),
    ],
  }
}

/** A preset by its name or by that of a release that it stands for as it is. */
export const presetNamed = (option: string, named: string): string => {
  const { kafka, without, with: put } = versionNamed(option, named)
  if (without.length + put.length === 0) return kafka
  const found = presetOf({ preset: kafka, without, with: put })
  throw badInput(`--${option} is '${named}': that is ${found}, and expected is one of ${kafkas.join(', ')}`)
}

/** The preset that stands for what was named, and why it does. */
const versionNamed = (option: string, named: string): Version => {
  if (kafkas.includes(named)) return { kafka: named, without: [], with: [] }
  const found = releaseNamed(named)
  if (found !== undefined) {
    const { preset, without, with: put } = found
    return { kafka: preset, without, with: put, standsFor: whyItStands(named, found) }
  }
  const why = whyNotModelled(named)
  if (why !== undefined) throw badInput(`--${option} is '${named}': ${why}`)
  const known = expected(named, kafkas)
  const nearest = known.includes('did you mean') ? undefined : nearestTo(named)
  const closest = nearest === undefined ? '' : ` (the nearest is ${nearest})`
  throw badInput(`--${option} is '${named}'${known}, or any release from ${span}${closest}`)
}

/** An amendment that this Kafka has, or one decision of it. */
const leftOut = ({ kafka, without, with: put }: Version, named: string, name: string): string => {
  const { amendments: has } = protocolOf(question({ kafka, without, with: put }))
  const [outer = '', decision, ...rest] = name.split('/')
  const found = has.find((amendment) => amendment.name === outer)
  if (found === undefined) {
    const known = allAmendments.find((amendment) => amendment.name === outer)
    if (known !== undefined)
      throw badInput(`--without names '${outer}', which Kafka ${named} does not have (it is of ${known.since})`)
    throw badInput(`--without names '${outer}'${expected(outer, namesOf(has))}`)
  }
  if (decision === undefined) return name
  const decisions = decisionsOf(found)
  if (rest.length === 0 && decisions.some((known) => known === decision)) return name
  const said = [decision, ...rest].join('/')
  throw badInput(`--without names '${name}', but ${outer} decides no '${said}'${expected(said, decisions)}`)
}

const putOn = ({ kafka, without, with: put }: Version, named: string, name: string): string => {
  if (isPath(name)) {
    amendmentFile(name)
    return name
  }
  const free = [...additions(kafka).filter((one) => !put.includes(one)), ...without]
  if (free.includes(name)) return name
  const isKnown = allAmendments.some((amendment) => amendment.name === name)
  if (isKnown) throw badInput(`--with names '${name}', which Kafka ${named} has already`)
  throw badInput(`--with names '${name}'${expected(name, free)}`)
}

const namesOf = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name)
