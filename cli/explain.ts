import { explaining, USUAL_STATES } from '../lab/explaining/explain'
import type { Explaining, Looking } from '../lab/explaining/looking'
import type { Watch } from '../explorer/node/drive'
import { wholeNumber } from '../lab/questions/words'
import { badInput } from '../lab/questions/bad-input'
import { scheduleInToken } from '../lab/questions/case-schedule'
import { explainAsJson, explainText } from '../reports/explain'
import { shellWord } from '../reports/formats/words'
import { thousands } from '../reports/words'
import { readSaved } from '../reports/read-saved'
import { savedShapes } from '../reports/saved'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import type { Typed } from './options'
import { LATEST } from './record'
import { watched } from './watch'
import { scheduleFrom, type Given } from './schedule'

/** `tidemark explain`: when a schedule was lost, what would have kept it, and who did not know what. */
export const runExplain = async (given: string | undefined, typed: Typed, io: Io): Promise<Answer> => {
  const { schedule } = given === undefined ? latest(io) : scheduleFrom(given, typed, io)
  const states = typed['max-states']
  const most = states === undefined ? USUAL_STATES : wholeNumber('max-states', states, 1, MOST_STATES)
  const told = await watched(
    io,
    () => progressText,
    (watch: Watch<Explaining>) => driven(explaining(schedule, most), watch),
  )
  const exitCode = EXITS[told.verdict]
  const shown = told.noReturn?.before?.token ?? told.counterfactuals[0]?.token ?? told.token
  const next = `${io.self} replay ${shellWord(shown)}`
  return { text: explainText(told, io.paint, next), json: explainAsJson(told, exitCode, next), exitCode }
}

/** Explains piece by piece, and stops with what it has when somebody presses Ctrl-C. */
const driven = async <T>(looking: Looking<T>, { clock, report, isInterrupted }: Watch<Explaining>): Promise<T> => {
  const begin = clock.now()
  for (;;) {
    const { done, value } = looking.next(isInterrupted())
    if (done === true) return value
    report(value, clock.now() - begin)
    await clock.pause()
  }
}

const progressText = ({ what, states }: Explaining, seconds: number): string =>
  `${seconds.toFixed(0)} s  ${what}  ${thousands(states)} states`

/** The first failure of the latest run of any command. */
const latest = (io: Io): Given => {
  const text = io.files.read(LATEST)
  if (text === undefined)
    throw badInput(`there is no '${LATEST}': name a token or a story, or first run a command such as tidemark walk`)
  const read = readSaved(LATEST, text, savedShapes.run)
  if ('wrong' in read) throw badInput(read.wrong)
  const token = read.value.entries.find((entry) => entry.token !== undefined)?.token
  if (token === undefined) throw badInput(`${LATEST}: nothing failed in it, so there is nothing to explain`)
  return { schedule: scheduleInToken(token, io.specimens) }
}

const MOST_STATES = 10_000_000

const EXITS = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
} as const
