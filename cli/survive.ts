import { readQuestion } from '../lab/questions/ask'
import { badInput } from '../lab/questions/bad-input'
import { kafkaCase } from '../lab/questions/kafka-case'
import { wholeNumber } from '../lab/questions/words'
import { scheduleInToken } from '../lab/questions/case-schedule'
import { protocolOf, type Question } from '../lab/questions/question'
import type { Limits } from '../lab/searching/engine'
import { harms } from '../lab/surviving/harms'
import { curesFor, type Cures, type Trying } from '../lab/surviving/remedies'
import { survive, type Broken, type Fate, type Surviving, type Within } from '../lab/surviving/survive'
import { usualFaultsIn } from '../lab/surviving/usual'
import { versionAsked } from '../lab/questions/version'
import type { Watch } from '../explorer/node/drive'
import { FREE } from '../model/bounds'
import { isKraft } from '../model/versions/timeline'
import type { HarmJson, SetJson, SurviveJson } from '../reports/json-survive'
import { boundsText, faultsText, remedyTexts, surviveText } from '../reports/survive'
import { thousands } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { MOST_FAULTS, usualFor, nextOfSurvive } from './next-of-survive'
import { limitsOf, USUAL, type Typed } from './options'
import { parts } from './parts'
import { watched } from './watch'

/** `tidemark survive`: the cheapest sets of faults after which something is lost or not served, and what remedies that. */
export const runSurvive = async (typed: Typed, io: Io): Promise<Answer> => {
  const read = readSurvive(typed)
  const json = await watched(
    io,
    () => progressText,
    (watch) => surviveAsJson(typed, read, watch, io.self),
  )
  return {
    text: surviveText(json, { paint: io.paint, self: io.self }),
    json,
    exitCode: json.exitCode,
    writes: typed['page'] === undefined ? [] : [() => pageOf(json, io)],
  }
}

/** The answer as plain data: what survives, and a remedy for each set that does not. */
const surviveAsJson = async (
  typed: Typed,
  { asked, within, limits }: Reading,
  watch: Watch<Surviving>,
  self: string,
): Promise<SurviveJson> => {
  const found = await survive(asked, within, limits, watch)
  const fates: HarmJson[] = []
  // What was stopped does not go on with remedies.
  const rest = found.isStopped ? { ...watch, isInterrupted: () => true } : watch
  const trying: Trying = { limits, watch: rest, known: new Map() }
  for (const fate of found.fates) fates.push(await fateAsJson(asked, fate, trying))
  const isComplete = fates.every(
    ({ unknown, sets }) => unknown.length === 0 && sets.every(({ isMinimal }) => isMinimal),
  )
  const exitCode = isComplete ? EXIT.holds : EXIT.inconclusive
  return {
    ...{ format: 1, exitCode, command: 'survive', verdict: isComplete ? 'complete' : 'inconclusive' },
    title: `Kafka ${protocolOf(asked).name}`,
    scope: [
      ...kafkaCase(asked).scope.flatMap((line) => (line.startsWith('fault budget') ? [] : [line])),
      setsText(within),
    ],
    ...{ budgets: within.most, most: within.faults, harms: fates },
    ...{ searches: found.searches, states: found.states, leftOut: found.leftOut },
    next: `${self} ${nextOfSurvive(typed, found, fates)}`,
  }
}

const setsText = ({ most, faults }: Within): string => {
  const budgets = Object.entries(most).map(([kind, times]) => `${kind} ${times}`)
  return budgets.length === 0 ? 'no fault happens' : `sets of at most ${faults} of ${budgets.join(', ')}`
}

const progressText = ({ sets, of, faults, states }: Surviving, seconds: number): string =>
  `${seconds.toFixed(0)} s  set ${sets} of ${of}  ${faultsText(faults)}  ${thousands(states)} states`

/** What is asked, and how far it is searched. */
interface Reading {
  readonly asked: Question
  readonly within: Within
  readonly limits: Limits
}

const readSurvive = (typed: Typed): Reading => {
  const { replicas = '3', faults, kafka = USUAL['kafka'] ?? '' } = typed
  const brokers = wholeNumber('replicas', replicas, 1, MOST_REPLICAS)
  const usual = usualFor(isKraft(versionAsked(kafka, [], []).kafka), brokers)
  const size = wholeNumber('max-faults', typed['max-faults'] ?? String(usual.faults), 0, MOST_FAULTS)
  const named = ['kafka', 'without', 'with', 'records', 'epochs', 'acks', 'min-isr', 'unclean', 'elr'].flatMap(
    (name) => {
      const word = typed[name]
      return word === undefined ? [] : [[name, word] as const]
    },
  )
  const asked = readQuestion({
    ...{ ...USUAL, records: '1', brokers: String(brokers), judge: 'any' },
    ...Object.fromEntries(named),
    faults: faults ?? usualIn(kafka, size),
  })
  const kinds = Object.entries(asked.bounds.faults).filter(([, times]) => times > 0)
  const beyond = kinds.find(([kind]) => LEFT_OUT.includes(kind))
  if (beyond !== undefined)
    throw badInput(`--faults names '${beyond[0]}': after it (c) and (d) are not judged (docs/decisions/0027)`)
  const free = kinds.find(([, times]) => times === FREE)
  if (free !== undefined)
    throw badInput(`--faults has ${free[0]}=free: expected a whole number, which sets are made of`)
  const [shared] = asked.bounds.sharing ?? []
  if (shared !== undefined)
    throw badInput(`--faults has ${shared.join('/')}: expected each fault by itself, which sets are made of`)
  const none = Object.fromEntries(kinds.map(([kind]) => [kind, 0]))
  const bare: Question = { ...asked, bounds: { ...asked.bounds, faults: { ...asked.bounds.faults, ...none } } }
  return {
    asked: bare,
    within: { most: Object.fromEntries(kinds), faults: size },
    limits: { states: usual.states, ...limitsOf(typed) },
  }
}

/** Faults of the other era cannot happen in what is asked about. */
const usualIn = (kafka: string, size: number): string =>
  usualFaultsIn(versionAsked(kafka, [], []).kafka)
    .map((fault) => `${fault}=${Math.max(1, size)}`)
    .join()

const MOST_REPLICAS = 5

/** A LeaderAndIsr that is lost for good: nothing is concluded about what becomes of the cluster. */
const LEFT_OUT = ['lost-request']

const fateAsJson = async (
  asked: Question,
  { id, never, minimal, breaking, unknown }: Fate,
  trying: Trying,
): Promise<HarmJson> => {
  const sets: SetJson[] = []
  for (const one of minimal) sets.push(setAsJson(one, true, await curesFor(asked, id, one, trying)))
  for (const one of breaking) sets.push(setAsJson(one, false, await curesFor(asked, id, one, trying)))
  const verdict =
    never !== undefined ? 'never' : sets.length > 0 ? 'broken' : unknown.length > 0 ? 'unknown' : 'survives'
  return {
    ...{ id, what: harms.find((harm) => harm.id === id)?.what ?? id, verdict },
    ...(never === undefined ? {} : { never }),
    ...{ sets, unknown: [...unknown] },
  }
}

const setAsJson = (
  { faults, steps, property, sentence, token }: Broken,
  isMinimal: boolean,
  { cures, unknown }: Cures,
): SetJson => ({
  ...{ faults, isMinimal, steps, property, sentence, token },
  cures: cures.map(({ question, ...cure }) => ({
    ...cure,
    ...(question === undefined ? {} : { question: { ...question } }),
  })),
  untold: [...unknown],
})

/** One entry for each set: its schedule, drawn, and what is said about it. */
const pageOf = (json: SurviveJson, io: Io): string => {
  const summary = json.harms.map(({ what, verdict, sets, never }) =>
    verdict === 'never'
      ? `${what}: never (${never})`
      : `${what}: ${sets.map(({ faults }) => `after ${faultsText(faults)}`).join('; ') || (verdict === 'survives' ? 'survived' : 'unknown')}`,
  )
  const entries = json.harms.flatMap(({ what, sets }) => sets.map((set) => ({ what, set })))
  return parts.page().pageOfEntries(
    'survive',
    `What ${json.title} survives, with ${json.scope[1]}`,
    entries.map(({ what, set }) => ({
      title: `${what} after ${faultsText(set.faults)}`,
      schedule: scheduleInToken(set.token),
      text: [
        `${what} after ${faultsText(set.faults)}. ${set.isMinimal ? 'Nothing in this set can be left out.' : 'It is unknown whether something can be left out.'}`,
        ...remedyTexts(set).map((remedy) => `Remedy: ${remedy}.`),
        `These settings, within ${boundsText(json)}:`,
        ...summary.map((line) => `${line}.`),
      ],
    })),
    io,
  )
}
