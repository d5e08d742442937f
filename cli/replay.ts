import type { Rerun } from '../contract/run'
import { wholeNumber } from '../lab/questions/words'
import { badInput } from '../lab/questions/bad-input'
import { upTo, type CaseSchedule } from '../lab/questions/case-schedule'
import { rerunOf } from '../lab/telling/rerun'
import { firstReaching } from '../lab/telling/reaching'
import { lookAt, wholeStates } from '../lab/telling/states'
import { insteadIn, takenSteps, whyAfter, type Instead } from '../lab/telling/why'
import { replayAsJson } from '../reports/as-json'
import { printable } from '../reports/printable'
import { changesText, replayText, statesText } from '../reports/replay'
import { insteadAsJson, whyAsJson, whyText, type Asked } from '../reports/why'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import type { Typed } from './options'
import { parts } from './parts'
import { scheduleFrom } from './schedule'

/** `tidemark replay`: does a schedule that once failed still fail, in the same or in another version? */
export const runReplay = (given: string, typed: Typed, io: Io): Answer => {
  const { schedule } = scheduleFrom(given, typed, io)
  const until = typed['until']
  const taken = until === undefined ? schedule : upTo(wholeNumber('until', until, 1, schedule.length), schedule)
  const rerun = rerunOf(taken)
  const step = typed['step']
  const why = typed['why'] === undefined ? undefined : whyIn(taken, typed['why'], step)
  const looked =
    step === undefined || why !== undefined
      ? undefined
      : lookAt(taken, wholeNumber('step', step, 1, rerun.trace.steps.length))
  const goal = typed['reach']
  const reachedAt = goal === undefined ? undefined : firstReaching(taken, goal)
  const next = `${io.self} ${commandFor(schedule.asked.options)}`
  const exitCode = EXITS[rerun.verdict]
  const whole = typed['verbose'] === undefined ? undefined : wholeStates(taken)
  if (typed['save'] !== undefined && !schedule.asked.isKafka) throw badInput(parts.regression().SAVES_KAFKA)
  return {
    text: [
      ...(whole === undefined ? [] : [statesText(whole, io.paint), '', io.paint.dim(STATES_LEGEND), '']),
      ...(goal === undefined ? [] : [goalText(goal, reachedAt), '']),
      why === undefined ? shownText(rerun, looked, insteadIn(taken), next, io) : whyText(why, next, io.paint),
    ].join('\n'),
    json: {
      ...replayAsJson(rerun, exitCode, next),
      standsFor: schedule.asked.standsFor,
      ...(reachedAt === undefined ? {} : { reachedAt }),
      ...(why === undefined ? {} : { why: whyAsJson(why) }),
      ...insteadAsJson(insteadIn(taken)),
      ...(looked === undefined ? {} : { changes: [...looked.changes] }),
      ...(whole === undefined ? {} : { states: whole.map(({ fields }) => [...fields]) }),
    },
    exitCode,
    writes: [
      ...(typed['page'] === undefined ? [] : [() => parts.page().pageOf('replay', taken, [], io)]),
      ...(typed['save'] === undefined ? [] : [() => savedIfItFails(taken, rerun, io)]),
    ],
  }
}

const shownText = (
  rerun: Rerun,
  looked: ReturnType<typeof lookAt>,
  instead: Instead | undefined,
  next: string,
  { paint }: Io,
): string =>
  looked === undefined
    ? replayText(rerun, next, paint, rerun.verdict === 'diverged' ? instead : undefined)
    : changesText(looked.event, looked.changes, next, paint)

/** What becomes of some actions at the end of the schedule, or after one of its steps. */
const whyIn = (taken: CaseSchedule, said: string, step?: string): Asked => {
  const last = takenSteps(taken)
  const after = step === undefined ? last : wholeNumber('step', step, 0, last)
  return { said, after, actions: whyAfter(taken, after, said) }
}

const goalText = (goal: string, step: number | undefined): string =>
  step === undefined ? `never     ${printable(goal)}` : `reached   ${printable(goal)}, after step ${step}`

const savedIfItFails = (taken: CaseSchedule, { verdict }: Rerun, io: Io): string =>
  verdict === 'still fails'
    ? parts.regression().saveRegression(taken, io)
    : 'saved     nothing: this schedule breaks no property here'

const STATES_LEGEND = '*  changed in this step; [1] belongs to broker 1'

const EXITS: Readonly<Record<Rerun['verdict'], number>> = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
}
