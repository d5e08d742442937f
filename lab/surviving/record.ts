/** What the settings that people run survive: the rows of docs/survive.md. */
import type { Watch } from '../../explorer/node/drive'
import type { Acks } from '../../model/bounds'
import { defaultKraftBounds } from '../../model/coordinator/kraft/bounds'
import { isKraft, isSince } from '../../model/versions/timeline'
import type { Case } from '../questions/asked'
import { kafkas, question, type Question } from '../questions/question'
import type { HarmId } from './harms'
import { survive, type FaultSet, type Surviving } from './survive'
import { usualFaultsIn } from './usual'

export interface SurvivalSettings {
  readonly kafka: string
  readonly brokers: number
  readonly minIsr: number
  readonly acks: Acks
  readonly unclean: boolean
  /** With eligible leader replicas: from 4.0, a property of the cluster. */
  readonly elr?: true
}

/** What is known about one harm, in the row of a table. */
export interface SurvivalCell {
  readonly id: HarmId
  readonly never?: string
  readonly sets: readonly { readonly faults: FaultSet; readonly steps: number; readonly token: string }[]
  /** Sets for which the answer is unknown, or of which it is unknown whether they are minimal. */
  readonly unknown: readonly FaultSet[]
}

export interface SurvivalRow extends SurvivalSettings {
  /** How often each kind of fault may happen, and the most faults in a set. */
  readonly most: FaultSet
  readonly faults: number
  readonly records: number
  readonly epochs: number
  /** A search of one set was stopped here. Absent: at a hundred million states, which no set of these bounds reached so far. */
  readonly states?: number
  readonly cells: readonly SurvivalCell[]
}

/** A search of one set is stopped here, and the set is unknown. */
const MOST_STATES = 100_000_000

type RowBounds = Pick<SurvivalRow, 'most' | 'faults' | 'records' | 'epochs' | 'states'>

/** Larger clusters have many more states, so they are asked about less. */
export const boundsFor = (settings: Pick<SurvivalSettings, 'kafka' | 'brokers' | 'unclean'>): RowBounds =>
  isKraft(settings.kafka) && settings.brokers > 1 ? kraftBounds(settings) : usualBounds(settings)

/**
 * What an operator asks first: crashes, power that is lost, and replicas that lag. With KRaft a crash has many more states than with ZooKeeper,
 * because each broker replays metadata at its own time. Two faults of three brokers take millions, so these searches are stopped early:
 * what they find is found, and the rest is unknown. One crash takes 60,000 states in 3.5 and 252,000 in 3.2, so these are asked about one fault.
 * So are four and five replicas, where it takes 664,000 and 10 million in 4.3.
 */
const kraftBounds = ({ kafka, brokers }: Pick<SurvivalSettings, 'kafka' | 'brokers'>): RowBounds => {
  const common = { records: 1, epochs: 3 }
  if (brokers === 2) return { most: { 'process-crash': 2, 'machine-crash': 2, 'isr-shrink': 1 }, faults: 2, ...common }
  if (brokers === 3 && isSince(kafka, '3.7'))
    return { most: { 'process-crash': 2, 'machine-crash': 1, 'isr-shrink': 1 }, faults: 2, ...common, states: 60_000 }
  return { most: { 'process-crash': 1, 'machine-crash': 1, 'isr-shrink': 1 }, faults: 1, ...common }
}

const usualBounds = ({
  kafka,
  brokers,
  unclean,
}: Pick<SurvivalSettings, 'kafka' | 'brokers' | 'unclean'>): RowBounds => {
  const usual = Object.fromEntries(usualFaultsIn(kafka).map((fault) => [fault, 2]))
  if (brokers <= 2) return { most: usual, faults: 2, records: 1, epochs: 3 }
  if (brokers > 3)
    return { most: { 'process-crash': 1, 'machine-crash': 1, 'isr-shrink': 1 }, faults: 1, records: 1, epochs: 2 }
  // Two replicas have to lag before one that lacks a record is elected.
  if (unclean)
    return { most: { 'process-crash': 1, 'machine-crash': 1, 'isr-shrink': 2 }, faults: 3, records: 1, epochs: 2 }
  return { most: usual, faults: 2, records: 1, epochs: 3 }
}

/** min.insync.replicas matters with acks=all only. One that is above the replication factor is what `check` says of it. */
const settingsOf = (kafka: string): readonly SurvivalSettings[] => {
  const plain = [1, 2, 3, 4, 5].flatMap((brokers) =>
    [false, true].flatMap((unclean) => [
      ...[1, 2, 3]
        .filter((minIsr) => minIsr <= brokers)
        .map((minIsr): SurvivalSettings => ({ kafka, brokers, minIsr, acks: 'all', unclean })),
      ...(['1', '0'] as const).map((acks): SurvivalSettings => ({ kafka, brokers, minIsr: 1, acks, unclean })),
    ]),
  )
  return isSince(kafka, '4.0') ? [...plain, ...plain.map((one) => ({ ...one, elr: true }) as const)] : plain
}

/** The version of the README first. */
export const survivalSettings: readonly SurvivalSettings[] = [
  '2.1',
  ...kafkas.filter((kafka) => kafka !== '2.1').reverse(),
].flatMap(settingsOf)

export const settingsText = ({ kafka, brokers, minIsr, acks, unclean, elr }: SurvivalSettings): string =>
  `${kafka} replicas=${brokers} min-isr=${minIsr} acks=${acks}${unclean ? ' unclean' : ''}${elr ? ' elr' : ''}`

/** What a row asks about, before any fault. */
export const questionOfRow = (row: SurvivalSettings & Pick<SurvivalRow, 'records' | 'epochs'>): Question => {
  const { kafka, brokers, minIsr, acks, unclean, elr, records, epochs } = row
  const kraft = elr ? { kraft: { ...defaultKraftBounds, elr } } : {}
  return question({
    kafka,
    settings: { acks, minIsr, uncleanElection: unclean },
    bounds: { brokers, records, epochs, ...kraft },
  })
}

/** Asks what one row says. `caseOf` makes what is searched. */
export const survivalRow = async (
  settings: SurvivalSettings,
  watch: Watch<Surviving>,
  caseOf?: (asked: Question) => Case,
): Promise<SurvivalRow> => {
  const bounds = boundsFor(settings)
  const asked = questionOfRow({ ...settings, ...bounds })
  const { fates } = await survive(
    asked,
    { most: bounds.most, faults: bounds.faults },
    { states: bounds.states ?? MOST_STATES },
    watch,
    caseOf,
  )
  return {
    ...settings,
    ...bounds,
    cells: fates.map(({ id, never, minimal, breaking, unknown }) => ({
      id,
      ...(never === undefined ? {} : { never }),
      sets: minimal.map(({ faults: set, steps, token }) => ({ faults: set, steps, token })),
      unknown: [...breaking.map((one) => one.faults), ...unknown],
    })),
  }
}
