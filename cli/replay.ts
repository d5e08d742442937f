import type { Rerun } from '../contract/run'
import { wholeNumber } from '../lab/questions/ask'
import { badInput } from '../lab/questions/bad-input'
import { upTo, type CaseSchedule } from '../lab/questions/case-schedule'
import { rerunOf } from '../lab/telling/rerun'
import { firstReaching } from '../lab/telling/reaching'
import { lookAt, wholeStates } from '../lab/telling/states'
import { replayAsJson } from '../reports/as-json'
import { printable } from '../reports/printable'
import { changesText, replayText, statesText } from '../reports/replay'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import type { Typed } from './options'
import { scheduleFrom } from './schedule'
import { saveRegression, SAVES_KAFKA } from './save'
import { pageOf } from './write-page'

/** `tidemark replay`: does a schedule that once failed still fail, in the same or in another version? */
export const runReplay = (given: string, typed: Typed, io: Io): Answer => {
  const { schedule } = scheduleFrom(given, typed, io)
  const until = typed['until']
  const taken = until === undefined ? schedule : upTo(wholeNumber('until', until, 1, schedule.length), schedule)
  const rerun = rerunOf(taken)
  const step = typed['step']
  const looked = step === undefined ? undefined : lookAt(taken, wholeNumber('step', step, 1, rerun.trace.steps.length))
  const goal = typed['reach']
  const reachedAt = goal === undefined ? undefined : firstReaching(taken, goal)
  const next = `${io.self} ${commandFor(schedule.asked.options)}`
  const exitCode = EXITS[rerun.verdict]
  const whole = typed['verbose'] === undefined ? undefined : wholeStates(taken)
  if (typed['save'] !== undefined && !schedule.asked.isKafka) throw badInput(SAVES_KAFKA)
  return {
    text: [
      ...(whole === undefined ? [] : [statesText(whole, io.paint), '', io.paint.dim(STATES_LEGEND), '']),
      ...(goal === undefined ? [] : [goalText(goal, reachedAt), '']),
      looked === undefined ? replayText(rerun, next, io.paint) : changesText(looked.event, looked.changes, io.paint),
    ].join('\n'),
    json: {
      ...replayAsJson(rerun, exitCode, next),
      standsFor: schedule.asked.standsFor,
      ...(reachedAt === undefined ? {} : { reachedAt }),
      ...(looked === undefined ? {} : { changes: [...looked.changes] }),
      ...(whole === undefined ? {} : { states: whole.map(({ fields }) => [...fields]) }),
    },
    exitCode,
    writes: [
      ...(typed['page'] === undefined ? [] : [() => pageOf('replay', taken, [], io)]),
      ...(typed['save'] === undefined ? [] : [() => savedIfItFails(taken, rerun, io)]),
    ],
  }
}

const goalText = (goal: string, step: number | undefined): string =>
  step === undefined ? `never     ${printable(goal)}` : `reached   ${printable(goal)}, after step ${step}`

const savedIfItFails = (taken: CaseSchedule, { verdict }: Rerun, io: Io): string =>
  verdict === 'still fails' ? saveRegression(taken, io) : 'saved     nothing: this schedule breaks no property here'

const STATES_LEGEND = '*  changed in this step; [1] belongs to broker 1'

const EXITS: Readonly<Record<Rerun['verdict'], number>> = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
}
