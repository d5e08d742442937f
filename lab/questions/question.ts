import { beside, lift, type Pair } from '../../explorer/beside'
import type { Machine, Property } from '../../contract/machine'
import type { Vocabulary } from '../../kit/expression/vocabulary'
import type { Action } from '../../model/actions'
import { bounds, defaultSettings, type Bounds, type Settings } from '../../model/bounds'
import { defaultKraftBounds } from '../../model/coordinator/kraft/bounds'
import { allAmendments, isKraft, preset, releases } from '../../model/versions/timeline'
import type { Scope } from '../../model/machine'
import type { Protocol } from '../../model/versions/decisions'
import { factsFor } from '../../properties/facts'
import { amendmentFile } from '../loading/amendment-file'
import { isPath } from '../loading/load'
import { kafkaPropertyFile } from '../loading/kafka-property-file'
import { nameableFor, propertiesFor } from '../../properties/ladder'
import type { Runs } from '../../properties/scope'
import { worldVocabulary } from '../../properties/vocabulary'
import { world } from '../../properties/world'
import type { World } from '../../properties/history'
import { badInput } from './bad-input'

/** One question to the explorer: do the properties hold for this version within these bounds? */
export interface Question {
  /** A preset, or `baseline`. */
  readonly kafka: string
  /** Where another release was asked about: why this preset stands for it. */
  readonly standsFor?: string
  /** What is left out of it: amendments (kip-320), or one decision of one (kip-101/truncation). */
  readonly without: readonly string[]
  /** What is added: amendments of later releases by their names, and amendments in files. */
  readonly with: readonly string[]
  readonly settings: Settings
  readonly bounds: Bounds
  readonly runs: Runs
  /** Report only failures that this version survives when it replays the same schedule. */
  readonly unlike?: string
  /** The numbers (S12) of the properties to check, and the files of others. An empty list means all. */
  readonly properties: readonly string[]
}

type Bounding = Parameters<typeof bounds>[0]

export type Differing = Partial<Omit<Question, 'bounds' | 'settings'>> & {
  readonly settings?: Partial<Settings>
  readonly bounds?: Bounding
}

/** A question from its differences to the default: the baseline in clean runs, acks=all, no fault. */
export const question = ({ settings, bounds: differing, ...rest }: Differing = {}): Question => {
  const kafka = rest.kafka ?? BASELINE
  const kraft = isKraft(kafka) ? { kraft: differing?.kraft ?? defaultKraftBounds } : {}
  return {
    kafka: BASELINE,
    without: [],
    with: [],
    runs: 'clean',
    properties: [],
    ...rest,
    settings: { ...defaultSettings, ...settings },
    bounds: bounds({ ...differing, ...kraft }),
  }
}

/** 2.1 without the flaws that break it in clean runs: see docs/decisions. */
const BASELINE = 'baseline'

/** A preset, and how it is varied. */
export interface Varied {
  readonly release: string
  readonly without: readonly string[]
  readonly with: readonly string[]
}

/** 2.1, without what breaks it in clean runs: see docs/decisions. */
export const baseline: Varied = {
  release: '2.1',
  without: ['kafka-2721'],
  with: [
    ...['kafka-7786', 'kip-380', 'kafka-9338', 'kafka-10706', 'kip-497', 'hypothetical-fenced-count'],
    ...['kafka-13194', 'kip-534', 'kafka-17076'],
    ...['kafka-7866', 'kafka-9491', 'kafka-10471', 'kafka-10101', 'kafka-10778'],
    ...['kip-455', 'kip-570', 'hypothetical-old-replicas-count'],
  ],
}

/** The presets: what `kafka` may be. */
export const kafkas: readonly string[] = [...releases, BASELINE]

/**
 * The protocol of a question. Throws if a name is unknown; code that reads names from outside must check them first.
 */
export const protocolOf = ({ kafka, without, with: put }: Question): Protocol => {
  const isBaseline = kafka === BASELINE
  const names = isBaseline ? [...baseline.with, ...put] : put
  const found = preset(isBaseline ? baseline.release : kafka, {
    without: isBaseline ? [...baseline.without.filter((name) => !put.includes(name)), ...without] : without,
    with: [...allAmendments.filter(({ name }) => names.includes(name)), ...names.filter(isPath).map(amendmentFile)],
  })
  if (found === undefined) throw new Error(`no such Kafka: ${kafka}`)
  if (!isBaseline) return found
  const name = [BASELINE, ...without.map((left) => `without ${left}`), ...put.map((added) => `with ${added}`)].join(' ')
  return { ...found, name }
}

/** The values that `with` may have for a version: the amendments that it does not have yet. */
export const additions = (kafka: string): readonly string[] => {
  const has = new Set(protocolOf(question({ kafka })).amendments.map(({ name }) => name))
  return allAmendments.map(({ name }) => name).filter((name) => !has.has(name))
}

/** The input of the explorer. */
export interface Subject<S, A> {
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
}

/**
 * Bad input if a question with `unlike` is about what happens in the end. The other version skips the steps that it
 * refuses, so a loop of this version is none of that one.
 */
export const refuseUnlikeInTheEnd = ({ properties, unlike }: Pick<Question, 'properties' | 'unlike'>): void => {
  const named = properties.find(isOfLiveness)
  if (unlike === undefined || named === undefined) return
  throw badInput(
    `--unlike does not go with '${named}': the other version skips steps, so a loop of this one says nothing`,
  )
}

/** Both versions of a question with `unlike`, side by side. */
export const besideOf = (asked: Question, unlike: string): Subject<Pair<World>, Action> => {
  refuseUnlikeInTheEnd(asked)
  const [here, there] = [subjectOf(asked), subjectOf({ ...asked, kafka: unlike, without: [], with: [] })]
  return { machine: beside(here.machine, there.machine, there.properties), properties: lift(here.properties) }
}

/** The properties that a question names, without those that do not apply to it: with min.insync.replicas=1 no ISR is too small, so A4 does not. */
export const applicableIn = (asked: Question): readonly string[] => {
  const known = new Set(nameableFor({ ...scopeOf(asked), runs: asked.runs }).map(({ name }) => numberOf(name)))
  return asked.properties.filter((one) => isPath(one) || known.has(one))
}

export const subjectOf = (asked: Question, scope = scopeOf(asked)): Subject<World, Action> => ({
  machine: world(scope),
  properties: propertiesOf(asked, scope),
})

/** The names that expressions about its states can use. */
export const vocabularyOf = (asked: Question, { schema }: Machine<World, Action>): Vocabulary<World> =>
  worldVocabulary(scopeOf(asked), schema)

/** What is asked about. */
export const propertiesOf = (asked: Question, scope = scopeOf(asked)): readonly Property<World, Action>[] => {
  const judged = { ...scope, runs: asked.runs }
  const chosen =
    asked.properties.length === 0
      ? propertiesFor(judged)
      : nameableFor(judged).filter(({ name }) => asked.properties.includes(numberOf(name)))
  const own = asked.properties.filter(isPath).flatMap((path) => kafkaPropertyFile(path, judged))
  return [...chosen, ...own, ...factsFor(scope)]
}

/** Which Kafka, which topic, and how large a world a question is about. */
export const scopeOf = (asked: Question): Scope => ({
  protocol: protocolOf(asked),
  settings: asked.settings,
  bounds: asked.bounds,
})

/** Availability is asked about, and nothing else. It is judged in every run. */
export const isAboutAvailability = ({ properties }: Pick<Question, 'properties'>): boolean =>
  properties.length > 0 && properties.every((number) => number.startsWith('A'))

/** S12 of 'S12 strong ISR'. */
export const numberOf = (name: string): string => name.split(' ')[0] ?? name

/** L1 or L2: judged only where it is asked for, in all runs. */
export const isOfLiveness = (number: string): boolean => number.startsWith('L')
