import type { Rerun } from '../contract/run'
import { wholeNumber } from '../lab/questions/ask'
import { readCase } from '../lab/questions/case'
import { checkAgain, lookAt, wholeStates } from '../lab/searching/check'
import { replayAsJson } from '../reports/as-json'
import { changesText, replayText, statesText } from '../reports/replay'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import type { Typed } from './options'
import { askedOf, scheduleFrom } from './schedule'
import { pageOf } from './write-page'

/** `tidemark replay`: does a schedule that once failed still fail, in the same or in another version? */
export const runReplay = (given: string, typed: Typed, io: Io): Answer => {
  const { said, codes } = scheduleFrom(given, io)
  const asked = readCase(askedOf(said, typed), io.specimens)
  const until = typed['until']
  const taken = until === undefined ? codes : codes.slice(0, wholeNumber('until', until, 1, codes.length))
  const rerun = checkAgain(asked, taken)
  const step = typed['step']
  const looked =
    step === undefined ? undefined : lookAt(asked, taken, wholeNumber('step', step, 1, rerun.trace.steps.length))
  const next = `${io.self} ${commandFor(asked.said)}`
  const exitCode = EXITS[rerun.verdict]
  const whole = typed['verbose'] === undefined ? undefined : wholeStates(asked, taken)
  const page = typed['page'] === undefined ? [] : [pageOf('replay', rerun.token, [], io)]
  return {
    text: [
      ...(whole === undefined ? [] : [statesText(whole, io.paint), '', io.paint.dim(STATES_LEGEND), '']),
      looked === undefined ? replayText(rerun, next, io.paint) : changesText(looked.event, looked.changes, io.paint),
      ...page,
    ].join('\n'),
    json: {
      ...replayAsJson(rerun, exitCode, next),
      ...(looked === undefined ? {} : { changes: [...looked.changes] }),
      ...(whole === undefined ? {} : { states: whole.map(({ fields }) => [...fields]) }),
    },
    exitCode,
  }
}

const STATES_LEGEND = '*  changed in this step; [1] belongs to broker 1'

const EXITS: Readonly<Record<Rerun['verdict'], number>> = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
}
