import type { Rerun } from '../explorer/run'
import { wholeNumber, type Said } from '../lab/ask'
import { badInput } from '../lab/bad-input'
import { readCase } from '../lab/case'
import { checkAgain, lookAt } from '../lab/check'
import { parseStory } from '../lab/story/parse'
import { scheduleOf } from '../lab/story/schedule'
import { readToken, type Told } from '../lab/token'
import { replayAsJson } from '../reports/as-json'
import { changesText, replayText } from '../reports/replay'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import type { Typed } from './options'

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

/** A token, or the path of a story. */
const scheduleFrom = (given: string, { files }: Io): Told => {
  if (/^tm\d+:/.test(given)) return readToken(given)
  const text = given.endsWith('.md') ? files.read(given) : undefined
  if (text !== undefined) return scheduleOf(parseStory(given, text))
  if (given.endsWith('.md')) throw badInput(`there is no file '${given}'`)
  return readToken(given)
}

/** The question of the token; or, where a version is named, the same world asked of that version and nothing else. */
const askedOf = (said: Said, { kafka, without, with: put }: Typed): Said => {
  if (kafka === undefined && without === undefined && put === undefined) return said
  const { unlike: _, without: __, with: ___, ...rest } = said
  return {
    ...rest,
    ...(kafka === undefined ? {} : { kafka }),
    ...(without === undefined ? {} : { without }),
    ...(put === undefined ? {} : { with: put }),
  }
}

const EXITS: Readonly<Record<Rerun['verdict'], number>> = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
}
