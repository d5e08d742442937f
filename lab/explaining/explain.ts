/** Explains a schedule that breaks a property: when it was lost, what would have kept it, and who did not know what. */
import type { Explanation } from '../../contract/explanation'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { optionsOf, readQuestion } from '../questions/ask'
import { badInput } from '../questions/bad-input'
import { readCase } from '../questions/case'
import { tokenOf, within, type CaseSchedule } from '../questions/case-schedule'
import type { Question } from '../questions/question'
import { rerunOf } from '../telling/rerun'
import { beliefsIn, nearest } from './beliefs'
import { isDecided, isUndecided, withChanges, withoutSteps } from './counterfactuals'
import { atOnce, type Looking } from './looking'
import { aftersOf, noReturnOf, type Way } from './no-return'
import { trialOf, type Trial } from './trial'

/** The most states of one search, where nothing else is said. */
export const USUAL_STATES = 20_000

const NOTHING = { after: [], states: 0, counterfactuals: [], undecided: [], beliefs: [], beliefsAfter: 0 } as const

/** A leader epoch more for each election that healing may need, so that the bounds do not decide. */
const MORE_EPOCHS = 4
const MOST_EPOCHS = 256

/** Explains at once. Throws bad input for a machine that is not Kafka: nobody has said of its steps which of them heal. */
export const explain = (given: CaseSchedule, most = USUAL_STATES): Explanation => atOnce(explaining(given, most))

/**
 * The same in pieces. If it is told to stop, searches that were not ended are unknown, and counterfactuals that were not tried are
 * absent.
 */
export function* explaining(given: CaseSchedule, most = USUAL_STATES): Looking<Explanation> {
  const { asked } = given
  if (!asked.isKafka)
    throw badInput(`explain is about Kafka: of the steps of ${asked.title} nobody has said which of them heal`)
  const { unlike: _, ...options } = asked.options
  const failing = asked.options['unlike'] === undefined ? given : within(readCase(options), given)
  const rerun = rerunOf(failing)
  const { steps } = rerun.trace
  const [blamed] = rerun.findings
  const common = {
    ...{ title: rerun.title, question: rerun.question, token: tokenOf(given), verdict: rerun.verdict },
    ...(rerun.diverged === undefined ? {} : { diverged: rerun.diverged }),
    steps: steps.length,
    faults: steps.flatMap(({ fault, event }, index) => (fault === undefined ? [] : [{ step: index + 1, event }])),
    most,
  }
  if (blamed === undefined) return { ...common, ...NOTHING }
  const said = {
    ...common,
    last: steps.at(-1)?.event ?? 'the beginning',
    property: blamed.property,
    sentence: blamed.sentence,
  }
  const trial = roomFor(readQuestion(options), failing, blamed.property)
  if (trial === undefined) return { ...said, ...NOTHING }
  const way = wayOf(trial, failing, blamed.property)
  const after = yield* aftersOf(trial, way, most)
  const noReturn = yield* noReturnOf(trial, way, after, most)
  const tried = [
    ...(yield* withoutSteps(trial, way, most, (step) => steps[step - 1]?.fault)),
    ...(yield* withChanges(trial, failing, way, most)),
  ]
  return {
    ...said,
    ...(noReturn === undefined ? {} : { noReturn }),
    ...{ after, states: after.reduce((sum, { states }) => sum + states, 0) },
    ...((yield { what: 'the end', states: 0 }) ? { isStopped: true } : {}),
    counterfactuals: tried.filter(isDecided),
    undecided: tried.filter(isUndecided),
    ...beliefsOf(way),
  }
}

/** Where the rest goes on, a leader may have to drop followers that stay away. The others of a partition are enough. */
const moreShrinks = ({ brokers, faults }: Question['bounds'], property: string): Partial<Question['bounds']> =>
  property.startsWith('L2') ? { faults: { ...faults, 'isr-shrink': faults['isr-shrink'] + brokers } } : {}

/** The question with leader epochs to spare, if the schedule breaks the same there; else the question as it is. */
const roomFor = (asked: Question, failing: CaseSchedule, property: string): Trial | undefined => {
  const { epochs } = asked.bounds
  const room = { epochs: Math.min(MOST_EPOCHS, epochs + MORE_EPOCHS), ...moreShrinks(asked.bounds, property) }
  const wide = { ...asked, bounds: { ...asked.bounds, ...room } }
  const trial = trialOf(wide)
  if (trial === undefined) return undefined
  const there = rerunOf(within(readCase(optionsOf(trial.asked)), failing))
  const here = rerunOf(failing)
  const isSame = there.findings[0]?.property === property && there.trace.steps.length === here.trace.steps.length
  return isSame ? trial : trialOf(asked)
}

const wayOf = (trial: Trial, failing: CaseSchedule, property: string): Way => {
  const there = within(readCase(optionsOf(trial.asked)), failing)
  return there.run(({ retaken }) => {
    const { initial, steps } = retaken()
    return {
      actions: steps.map(({ action }) => action as Action),
      states: [initial, ...steps.map(({ state }) => state)] as unknown as readonly World[],
      endsBroken: !property.startsWith('L'),
    }
  })
}

/**
 * Before the step that breaks a property, by what its brokers believed; where nobody believed anything false, or where it is the
 * end that is wrong: after the last step. The brokers of the last step come first.
 */
const beliefsOf = ({ actions, states, endsBroken }: Way): Pick<Explanation, 'beliefs' | 'beliefsAfter'> => {
  const last = actions.at(-1)
  const told = (steps: number): readonly string[] => {
    const state = states[steps]
    return state === undefined ? [] : nearest(beliefsIn(state), last === undefined ? [] : brokersOf(last))
  }
  const end = actions.length
  const before = endsBroken && end > 0 ? told(end - 1) : []
  return before.length > 0 ? { beliefs: before, beliefsAfter: end - 1 } : { beliefs: told(end), beliefsAfter: end }
}

/** The brokers that an action names. */
const brokersOf = (action: Action): readonly number[] =>
  ['broker', 'leader', 'follower'].flatMap((field) => {
    const value = (action as Readonly<Record<string, unknown>>)[field]
    return typeof value === 'number' ? [value] : []
  })
