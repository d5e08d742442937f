import type { Rerun } from '../explorer/run'
import { wholeNumber } from '../lab/ask'
import { readCase } from '../lab/case'
import { checkAgain, lookAt } from '../lab/check'
import { replayAsJson } from '../reports/as-json'
import { changesText, replayText } from '../reports/replay'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import type { Typed } from './options'
import { askedOf, scheduleFrom } from './schedule'

/** `tidemark replay`: does a schedule that once failed still fail, there or in another Kafka? */
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
  return {
    text:
      looked === undefined ? replayText(rerun, next, io.paint) : changesText(looked.event, looked.changes, io.paint),
    json: { ...replayAsJson(rerun, exitCode, next), ...(looked === undefined ? {} : { changes: [...looked.changes] }) },
    exitCode,
  }
}

const EXITS: Readonly<Record<Rerun['verdict'], number>> = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
}
