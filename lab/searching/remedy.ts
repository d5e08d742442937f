/** Settings of the topic or its producer with which nothing is lost, each tried by a search. */
import type { Remedy, Run } from '../../contract/run'
import type { Watch } from '../../explorer/node/drive'
import type { Bounds, Settings } from '../../model/bounds'
import { optionsOf, readQuestion } from '../questions/ask'
import { withFirst } from '../questions/ask-changes'
import { kafkaCase } from '../questions/kafka-case'
import { applicableIn, isAboutAvailability, type Question } from '../questions/question'
import { check } from './check'
import type { Limits } from './engine'
import { outsideOf } from './outside'

/** A remedy is only proposed if a search of at most so many states shows that it works. */
const MOST_STATES = 200_000

/**
 * The smallest change of settings with which the same question holds, and nothing is lost outside the promise either.
 * Undefined if nothing was lost, or if no setting helps.
 */
export const remedyFor = async (run: Run, limits: Limits, watch: Watch): Promise<Remedy | undefined> => {
  if (run.question['machine'] !== undefined || !isLossy(run)) return undefined
  const asked = readQuestion(run.question)
  // Where only some properties or some failures are asked about, a search that holds does not show that nothing is lost.
  if (asked.unlike !== undefined || (asked.properties.length > 0 && !isAboutAvailability(asked))) return undefined
  const allowance = { ...limits, states: Math.min(limits.states ?? MOST_STATES, MOST_STATES) }
  return isUnserved(run) ? remedyForClients(asked, allowance, watch) : remedyForRecords(asked, allowance, watch)
}

const remedyForRecords = async (asked: Question, limits: Limits, watch: Watch): Promise<Remedy | undefined> => {
  for (const change of changesOf(asked)) {
    const changed = changedBy(asked, change)
    if (await isDurable(changed, limits, watch)) return { what: changeText(change), question: optionsOf(changed) }
    if (watch.isInterrupted()) return undefined
  }
  return undefined
}

/** The first change with which clients are served and nothing is lost; without one, the last with which they are served. */
const remedyForClients = async (asked: Question, limits: Limits, watch: Watch): Promise<Remedy | undefined> => {
  let found: Remedy | undefined
  for (const change of servingChanges(asked)) {
    const changed = changedBy(asked, change)
    const wanted = { ...changed, properties: asked.properties.length > 0 ? changed.properties : ACCEPTED }
    // What was asked does not apply there, so it says nothing.
    if (wanted.properties.length === 0) continue
    const { run } = await check(kafkaCase(wanted), limits, watch)
    const isServed = run.verdict === 'holds'
    const isLossless = isServed && (await isDurable({ ...changed, properties: [] }, limits, watch))
    if (watch.isInterrupted()) return undefined
    const remedy = { what: changeText(change), isServed: true, isLossy: !isLossless }
    if (isLossless) return { ...remedy, question: optionsOf(changed) }
    if (isServed) found = { ...remedy, question: optionsOf({ ...changed, properties: [] }) }
  }
  return found
}

/** Producers are accepted. */
const ACCEPTED: readonly string[] = ['A2']

const isLossy = ({ verdict, outside }: Run): boolean =>
  verdict === 'broken' || (outside?.kinds.some((kind) => kind.verdict === 'broken') ?? false)

/** What is broken is availability. */
const isUnserved = ({ failure }: Run): boolean => failure?.blamed.property.startsWith('A') ?? false

/** Settings of the topic or its producer, and its replication factor. */
export type Change = Partial<Settings & { readonly brokers: number }>

/** The same question with other settings. Properties that it names, and that do not apply to these, are left out. */
export const changedBy = (asked: Question, { brokers = asked.bounds.brokers, ...settings }: Change): Question => {
  const changed = {
    ...asked,
    settings: { ...asked.settings, ...settings },
    bounds: { ...asked.bounds, brokers, ...storageWith(asked.bounds, settings) },
  }
  return { ...changed, properties: applicableIn(changed) }
}

/** The configurations that the topic may have begin with these settings. */
const storageWith = ({ storage }: Bounds, settings: Partial<Settings>): Pick<Bounds, 'storage'> =>
  storage === undefined ? {} : { storage: withFirst(storage, settings) }

/** The question holds, and nothing is lost outside the promise either. */
const isDurable = async (asked: Question, limits: Limits, watch: Watch): Promise<boolean> => {
  const { run } = await check(kafkaCase(asked), limits, watch)
  if (run.verdict !== 'holds') return false
  const outside = await outsideOf(run, limits, watch)
  return outside?.kinds.every(({ verdict }) => verdict === 'holds') ?? true
}

/** To serve clients: min.insync.replicas, the largest first that one lost broker does not defeat; then more replicas. */
export const servingChanges = ({ settings: { acks, minIsr }, bounds: { brokers } }: Question): readonly Change[] => {
  const spare = Math.max(1, brokers - 1)
  const lower = Array.from({ length: spare }, (_, less): Change => ({ minIsr: spare - less }))
  const usual: readonly Change[] = brokers < 3 ? [{ brokers: 3, minIsr: 2 }] : []
  const more: readonly Change[] = brokers < MOST_BROKERS ? [{ brokers: brokers + 1 }] : []
  const all = acks === 'all' ? [...lower.filter((change) => change.minIsr !== minIsr), ...more, ...usual] : more
  return all.filter((change) => (change.minIsr ?? minIsr) <= (change.brokers ?? brokers))
}

const MOST_BROKERS = 5

/** Changes for the better: of one setting, then of two, then of all three. */
export const changesOf = ({ settings, bounds }: Question): readonly Partial<Settings>[] => {
  const { acks, minIsr, uncleanElection } = settings
  // With as many in-sync replicas as brokers, no producer could write while one of them is down.
  const higher = Array.from({ length: Math.max(0, bounds.brokers - 1 - minIsr) }, (_, more) => minIsr + 1 + more)
  const clean: readonly Partial<Settings>[] = uncleanElection ? [{ uncleanElection: false }] : []
  const all: readonly Partial<Settings>[] = acks === 'all' ? [] : [{ acks: 'all' }]
  const quorum = higher.map((minimum): Partial<Settings> => ({ minIsr: minimum }))
  const both = (one: readonly Partial<Settings>[], other: readonly Partial<Settings>[]): readonly Partial<Settings>[] =>
    one.flatMap((first) => other.map((second) => ({ ...first, ...second })))
  return [
    ...[clean, all, quorum].flat(),
    ...[both(clean, all), both(clean, quorum), both(all, quorum)].flat(),
    ...both(both(clean, all), quorum),
  ]
}

export const changeText = ({ uncleanElection, acks, minIsr, brokers }: Change): string =>
  [
    ...(brokers === undefined ? [] : [`replication factor ${brokers}`]),
    ...(uncleanElection === undefined ? [] : ['unclean.leader.election.enable=false']),
    ...(acks === undefined ? [] : [`acks=${acks}`]),
    ...(minIsr === undefined ? [] : [`min.insync.replicas=${minIsr}`]),
  ].join(' and ')
