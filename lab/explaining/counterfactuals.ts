/** What would have kept the promise: one step less, or one decision answered otherwise. */
import type { Counterfactual, Limit, Undecided } from '../../contract/explanation'
import { schedule } from '../../contract/schedule'
import type { Action } from '../../model/actions'
import { allAmendments } from '../../model/versions/timeline'
import { historyOf, type World } from '../../properties/history'
import { entriesOf } from '../../model/replica/log'
import { readQuestion } from '../questions/ask'
import type { Question } from '../questions/question'
import type { CaseSchedule } from '../questions/case-schedule'
import { preventing, versionsAfter } from '../searching/prevention'
import { named, type Looking, type Searching } from './looking'
import { outlookOf, takeWhatCan, trialOf, type Trial } from './trial'
import type { Way } from './no-return'

/** What was tried, and has an answer or none. */
export type Tried = Counterfactual | Undecided

export const isDecided = (one: Tried): one is Counterfactual => !isUndecided(one)

export const isUndecided = (one: Tried): one is Undecided => 'limit' in one

/**
 * Each step is left out alone. The other steps are taken, without those that are then refused, and after them the
 * cluster heals. It counts only if healing settles and nothing breaks on the way: so leaving out a step that healing
 * takes anyway is no answer.
 */
export function* withoutSteps(
  trial: Trial,
  way: Way,
  most: number,
  faultOf: (step: number) => string | undefined,
): Looking<readonly Tried[]> {
  const texts = trial.texts(way.actions)
  const found: Tried[] = []
  for (const [index, left] of way.actions.entries()) {
    const others = way.actions.filter((_one, other) => other !== index)
    const kept = yield* named(`without step ${index + 1} of ${way.actions.length}`, keptBy(trial, others, way, most))
    if (kept === undefined) continue
    const what = { kind: 'step', step: index + 1, what: texts[index] ?? '' } as const
    if ('limit' in kept) {
      found.push({ ...what, ...kept })
      continue
    }
    // A step that heals may be taken later all the same: it counts only if that does no harm.
    if (!kept.isSure && trial.healing.property.heals(left)) continue
    const fault = faultOf(index + 1)
    found.push({ ...what, ...(fault === undefined ? {} : { fault }), ...kept })
  }
  return found
}

/**
 * Each amendment that alone is enough, when the cluster has healed as well, and each that the question adds and that must go; if none
 * is, the first version that is.
 */
export function* withChanges(trial: Trial, failing: CaseSchedule, way: Way, most: number): Looking<readonly Tried[]> {
  const all = [...(yield* withAmendments(trial, failing, way, most)), ...(yield* withoutAdded(trial, way, most))]
  return all.some(isDecided) ? all : [...all, ...(yield* firstVersion(trial, way, most))]
}

/** A flaw or a mistake that is asked for. */
function* withoutAdded(trial: Trial, way: Way, most: number): Looking<readonly Tried[]> {
  const found: Tried[] = []
  for (const name of trial.asked.with) {
    const asked = { ...trial.asked, with: trial.asked.with.filter((one) => one !== name) }
    const kept = yield* named(`without ${name}`, keptWith(trial, asked, way, most))
    if (kept !== undefined) found.push({ kind: 'change', what: `without ${name}`, ...kept })
  }
  return found
}

function* withAmendments(trial: Trial, failing: CaseSchedule, way: Way, most: number): Looking<readonly Tried[]> {
  const preventions = preventing(trial.asked)
  const found: Tried[] = []
  for (const name of preventions.namesFor(failing).by) {
    const { question, decisions } = preventions.detailsFor(failing, name)
    if (question === undefined) continue
    const kept = yield* named(`with ${name}`, keptWith(trial, readQuestion(question), way, most))
    if (kept === undefined) continue
    const amendment = allAmendments.find((one) => one.name === name.split(',')[0])
    const about = amendment === undefined ? {} : { title: amendment.title, repairs: amendment.repairs }
    const only = decisions.map((one) => one.split('/')[1] ?? one)
    found.push({ kind: 'change', what: name, ...about, decisions: only, ...kept })
  }
  return found
}

/** The first that keeps it, and those before it that were not decided. */
function* firstVersion(trial: Trial, way: Way, most: number): Looking<readonly Tried[]> {
  const found: Tried[] = []
  for (const kafka of versionsAfter(trial.asked)) {
    const asked = { ...trial.asked, kafka, with: [], without: [] }
    const kept = yield* named(`by Kafka ${kafka}`, keptWith(trial, asked, way, most))
    if (kept === undefined) continue
    found.push({ kind: 'change', what: `Kafka ${kafka}`, ...kept })
    if (!('limit' in kept)) break
  }
  return found
}

function* keptWith(trial: Trial, asked: Question, way: Way, most: number): Searching<Kept | Cut | undefined> {
  const other = trialOf(asked)
  return other && (yield* keptBy(other, actionsIn(other, trial, way), way, most))
}

/** The same steps by the other machine's own actions. */
const actionsIn = ({ asked, healing }: Trial, from: Trial, { actions }: Way): readonly Action[] =>
  schedule(from.asked, from.healing.machine, actions).within(asked, healing.machine).actions

type Kept = Pick<Counterfactual, 'isPromised' | 'isSure' | 'steps' | 'token'>

/** The search of what heals was cut short, so nothing is known. */
interface Cut {
  readonly limit: Limit
}

function* keptBy(
  trial: Trial,
  actions: readonly Action[],
  { states, endsBroken }: Way,
  most: number,
): Searching<Kept | Cut | undefined> {
  const taking = takeWhatCan(trial, actions)
  if (taking === undefined) return undefined
  const { outlook, way, isSure, limit } = yield* outlookOf(trial, taking.state, most, true)
  if (limit !== undefined) return { limit }
  const isKept = outlook === 'kept' || (endsBroken && outlook === 'unsettled')
  // Where what is broken is that nothing settles, one order of healing that settles is not enough.
  if (!isKept || way === undefined || (!endsBroken && !trial.settles(taking.state))) return undefined
  const all = [...taking.actions, ...way]
  const after = takeWhatCan(trial, all)
  if (after === undefined) return undefined
  return {
    isPromised: promisesAll(after.state, states.at(-1) as World),
    ...{ isSure: isSure && endsBroken, steps: all.length, token: trial.tokenOf(all) },
  }
}

/** Every record that was acknowledged or committed there is so here. */
const promisesAll = (here: World, there: World): boolean =>
  there.history.partitions.every(({ acknowledged, truth }, partition) => {
    const own = historyOf(here.history, partition)
    const values = new Set(entriesOf(own.truth).map(({ record }) => record.value))
    return (acknowledged & ~own.acknowledged) === 0 && entriesOf(truth).every(({ record }) => values.has(record.value))
  })
