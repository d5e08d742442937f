import type { Run } from '../../contract/run'
import type { Watch } from '../../explorer/node/drive'
import { faults as allFaults, type Fault } from '../../model/state'
import { nameableFor } from '../../properties/ladder'
import { optionsOf } from '../questions/ask'
import type { Case } from '../questions/asked'
import { kafkaCase } from '../questions/kafka-case'
import { numberOf, scopeOf, type Question } from '../questions/question'
import { readToken, writeToken } from '../questions/token'
import { check } from '../searching/check'
import type { Limits } from '../searching/engine'
import { harms, harmsWith, propertiesFor, type HarmId } from './harms'
import { searchLattice, setsOf, type Budgets, type Said } from './lattice'

/** Which sets of faults are asked about. */
export interface Within {
  /** The budget of each kind, the same order as `faults` of the model. Kinds that are not listed never happen. */
  readonly most: Readonly<Partial<Record<Fault, number>>>
  /** The most faults in a set. */
  readonly faults: number
}

export type FaultSet = Readonly<Partial<Record<Fault, number>>>

/** A set that breaks, and its shortest schedule. */
export interface Broken {
  readonly faults: FaultSet
  readonly steps: number
  readonly property: string
  readonly sentence: string
  readonly token: string
}

/** What is known about one harm. */
export interface Fate {
  readonly id: HarmId
  /** Why the harm cannot come about whatever happens. */
  readonly never?: string
  readonly minimal: readonly Broken[]
  /** These break, and it is unknown whether something can be left out. */
  readonly breaking: readonly Broken[]
  readonly unknown: readonly FaultSet[]
}

export interface Survival {
  readonly asked: Question
  readonly within: Within
  readonly fates: readonly Fate[]
  readonly searches: number
  readonly states: number
  /** States of the searches that were not judged for L13 and L14, because no leader epoch was left. */
  readonly leftOut: number
  readonly isStopped: boolean
  /** Some search was stopped because it had no memory left. */
  readonly isFull: boolean
}

/** What is told while it goes on. */
export interface Surviving {
  /** Sets that were looked at, and all of them. */
  readonly sets: number
  readonly of: number
  readonly faults: FaultSet
  readonly states: number
}

/**
 * The minimal sets of faults for each harm, by searches of the lattice of their budgets. The limits of states and memory are
 * those of each search, and that of time is for all of them together. Deterministic, but for limits of time and memory. `caseOf` makes what is searched.
 */
export const survive = async (
  asked: Question,
  within: Within,
  limits: Limits,
  watch: Watch<Surviving>,
  caseOf: (asked: Question) => Case = kafkaCase,
): Promise<Survival> => {
  const kinds = allFaults.filter((fault) => (within.most[fault] ?? 0) > 0)
  const most = kinds.map((kind) => within.most[kind] ?? 0)
  const begin = watch.clock.now()
  const left = (): number => (limits.seconds ?? Infinity) - (watch.clock.now() - begin)
  const of = countOf(most, within.faults)
  const tally = { searches: 0, states: 0, leftOut: 0, isStopped: false, isFull: false }
  const seen = new Set<string>()
  const broken = new Map<string, Broken>()
  const isStopped = (): boolean => (tally.isStopped ||= watch.isInterrupted() || left() <= 0)

  const ask = async (set: Budgets, open: readonly HarmId[]): Promise<Said<HarmId>> => {
    const faultSet = faultsOf(kinds, set)
    seen.add(set.join())
    const { run, alsoUnsettled = [] } = await check(
      caseOf(questionOf(asked, faultSet, open)),
      { ...limits, ...(limits.seconds === undefined ? {} : { seconds: left() }) },
      {
        ...watch,
        report: ({ distinct }) =>
          watch.report(
            { sets: seen.size, of, faults: faultSet, states: tally.states + distinct },
            watch.clock.now() - begin,
          ),
      },
    )
    count(tally, run)
    if (run.failure === undefined) return { kind: run.verdict === 'holds' ? 'survives' : 'unknown' }
    const told = [run.failure, ...alsoUnsettled].flatMap((failure) => {
      const ids = brokenIn(failure, open)
      for (const id of ids) broken.set(keyOf(id, set), brokenOf(asked, faultSet, id, failure))
      return ids
    })
    return { kind: 'breaks', harms: told, others: othersOf(run) }
  }

  const judged = harms.filter(({ id }) => neverIn(asked, id) === undefined).map(({ id }) => id)
  const answers = await searchLattice<HarmId>(judged, { most, faults: within.faults, isStopped }, ask)
  const fates = harms.map(({ id }): Fate => {
    const never = neverIn(asked, id)
    const { minimal = [], breaking = [], unknown = [] } = answers.get(id) ?? {}
    const those = (sets: readonly Budgets[]): readonly Broken[] =>
      sets.flatMap((set) => broken.get(keyOf(id, set)) ?? [])
    return {
      id,
      ...(never === undefined ? {} : { never }),
      ...{ minimal: those(minimal), breaking: those(breaking), unknown: unknown.map((set) => faultsOf(kinds, set)) },
    }
  })
  return { asked, within, fates, ...tally }
}

type Tally = { -readonly [name in 'searches' | 'states' | 'leftOut' | 'isStopped' | 'isFull']: Survival[name] }

/** Adds one search. */
const count = (tally: Tally, { distinct, leftOut = 0, stopped }: Run): void => {
  tally.searches++
  tally.states += distinct
  tally.leftOut += leftOut
  if (stopped === 'memory') tally.isFull = true
  if (stopped === 'interrupt' || stopped === 'time') tally.isStopped = true
}

/** The number of sets of at most so many faults. */
const countOf = (most: Budgets, faults: number): number =>
  Array.from({ length: faults + 1 }, (_, size) => setsOf(most, size).length).reduce((sum, one) => sum + one, 0)

/** The question whether some of these harms come about when so much may happen. */
export const questionOf = (asked: Question, faults: FaultSet, ids: readonly HarmId[]): Question => ({
  ...asked,
  runs: 'any',
  properties: propertiesFor(ids),
  bounds: {
    ...asked.bounds,
    faults: Object.fromEntries(allFaults.map((fault) => [fault, faults[fault] ?? 0])) as Question['bounds']['faults'],
  },
})

const keyOf = (id: HarmId, set: Budgets): string => `${id} ${set.join()}`

const faultsOf = (kinds: readonly Fault[], set: Budgets): FaultSet =>
  Object.fromEntries(kinds.flatMap((kind, at) => ((set[at] ?? 0) > 0 ? [[kind, set[at]]] : []))) as FaultSet

/** The harms of a failure. The step that breaks one may break others, and they have no shorter schedule either. */
const brokenIn = (failure: Failure, open: readonly HarmId[]): readonly HarmId[] => {
  const found = [failure.blamed, ...failure.others].flatMap(({ property }) => harmsWith(property))
  const told = open.filter((id) => found.includes(id))
  if (told.length === 0) throw new Error(`a failure is none of ${open.join(', ')}: ${failure.blamed.property}`)
  return told
}

/**
 * What a failure says about the harms that it is not. (c) and (d) are judged when no state is left, or a limit is reached: then the
 * same search would say the same of all others again. A record that is lost ends the search at once.
 */
const othersOf = ({ failure, frontier }: Run): 'open' | 'survive' | 'unknown' => {
  const isAboutRecords = harmsWith(failure?.blamed.property ?? '').some((id) => id === 'acknowledged' || id === 'read')
  if (isAboutRecords) return 'open'
  return frontier === 0 ? 'survive' : 'unknown'
}

type Failure = NonNullable<Run['failure']>

const brokenOf = (asked: Question, faults: FaultSet, id: HarmId, failure: Failure): Broken => {
  const blamed =
    [failure.blamed, ...failure.others].find(({ property }) => harmsWith(property).includes(id)) ?? failure.blamed
  const { codes } = readToken(failure.token)
  return {
    ...{ faults, property: blamed.property, sentence: blamed.sentence },
    steps: failure.trace.steps.length,
    token: writeToken({ options: optionsOf(questionOf(asked, faults, [id])), codes }),
  }
}

/** Why no property says anything about this harm. */
const neverIn = (asked: Question, id: HarmId): string | undefined => {
  const known = nameableFor({ ...scopeOf(asked), runs: 'any' }).map(({ name }) => numberOf(name))
  if (propertiesFor([id]).some((number) => known.includes(number))) return undefined
  return id === 'acknowledged'
    ? 'acks=0: no producer is told that its record is safe, so none is acknowledged'
    : `acks=${asked.settings.acks}: producers are not refused, because only acks=all looks at min.insync.replicas`
}
