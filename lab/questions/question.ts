import { beside, lift, type Pair } from '../../explorer/beside'
import type { Machine, Property } from '../../contract/machine'
import type { Action } from '../../model/actions'
import { bounds, defaultSettings, type Bounds, type Settings } from '../../model/bounds'
import { amendments, later, preset, releases, shortForms } from '../../model/versions/timeline'
import type { Protocol } from '../../model/versions/decisions'
import { factsFor } from '../../properties/facts'
import { propertiesFor } from '../../properties/ladder'
import type { Runs } from '../../properties/scope'
import { world } from '../../properties/world'
import type { World } from '../../properties/history'

/** One question to the explorer: does this Kafka, in a world of this size, keep these promises? */
export interface Question {
  /** A release, or `baseline`. */
  readonly kafka: string
  /** What is left out of it: amendments (kip-320), or one decision of one (kip-101/truncation). */
  readonly without: readonly string[]
  /** Amendments of later releases that are put on top of it. */
  readonly with: readonly string[]
  readonly settings: Settings
  readonly bounds: Bounds
  readonly runs: Runs
  /** Only what leaves this Kafka whole, when it takes the same steps: a disaster of its own. */
  readonly unlike?: string
  /** The properties asked about, by number (S12); all where there is none. */
  readonly properties: readonly string[]
}

type Bounding = Parameters<typeof bounds>[0]

export type Differing = Partial<Omit<Question, 'bounds' | 'settings'>> & {
  readonly settings?: Partial<Settings>
  readonly bounds?: Bounding
}

/** A question from what differs from the usual one: the baseline in clean runs, acks=all, no fault. */
export const question = ({ settings, bounds: differing, ...rest }: Differing = {}): Question => ({
  kafka: BASELINE,
  without: [],
  with: [],
  runs: 'clean',
  properties: [],
  ...rest,
  settings: { ...defaultSettings, ...settings },
  bounds: bounds(differing),
})

/** 2.1, without what breaks it in clean runs: see docs/decisions. */
const BASELINE = 'baseline'

const baseline = {
  release: '2.1',
  without: ['kafka-2721'],
  with: ['kafka-7786', 'kip-380', 'kafka-9338', 'kafka-10706', 'hypothetical-fenced-count'],
}

/** The names that `kafka` may take. */
export const kafkas: readonly string[] = [...releases, ...Object.keys(shortForms), BASELINE]

/** The protocol in question. Throws where a name is unknown: whoever reads names from outside checks them first. */
export const protocolOf = ({ kafka, without, with: put }: Question): Protocol => {
  const isBaseline = kafka === BASELINE
  const names = isBaseline ? [...baseline.with, ...put] : put
  const found = preset(isBaseline ? baseline.release : kafka, {
    without: isBaseline ? [...baseline.without.filter((name) => !put.includes(name)), ...without] : without,
    with: [...amendments, ...later].filter(({ name }) => names.includes(name)),
  })
  if (found === undefined) throw new Error(`no such Kafka: ${kafka}`)
  if (!isBaseline) return found
  const name = [BASELINE, ...without.map((left) => `without ${left}`), ...put.map((added) => `with ${added}`)].join(' ')
  return { ...found, name }
}

/** The names that `with` may take on top of a Kafka: what it does not have yet. */
export const additions = (kafka: string): readonly string[] => {
  const has = new Set(protocolOf(question({ kafka })).amendments.map(({ name }) => name))
  return [...amendments, ...later].map(({ name }) => name).filter((name) => !has.has(name))
}

/** What the explorer is given. */
export interface Subject<S, A> {
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
}

/** Both Kafkas of a question with an `unlike`, side by side. */
export const besideOf = (asked: Question, unlike: string): Subject<Pair<World>, Action> => {
  const [here, there] = [subjectOf(asked), subjectOf({ ...asked, kafka: unlike, without: [], with: [] })]
  return { machine: beside(here.machine, there.machine, there.properties), properties: lift(here.properties) }
}

export const subjectOf = (asked: Question): Subject<World, Action> => {
  const scope = { protocol: protocolOf(asked), settings: asked.settings, bounds: asked.bounds }
  const promised = propertiesFor({ ...scope, runs: asked.runs })
  const chosen = promised.filter(
    ({ name }) => asked.properties.length === 0 || asked.properties.includes(numberOf(name)),
  )
  return { machine: world(scope), properties: [...chosen, ...factsFor(scope)] }
}

/** S12 of 'S12 strong ISR'. */
export const numberOf = (name: string): string => name.split(' ')[0] ?? name
