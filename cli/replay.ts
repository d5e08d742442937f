import type { Rerun } from '../explorer/run'
import type { Said } from '../lab/ask'
import { readCase } from '../lab/case'
import { checkAgain } from '../lab/check'
import { readToken } from '../lab/token'
import { replayAsJson } from '../reports/as-json'
import { replayText } from '../reports/replay'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import type { Typed } from './options'

/** `tidemark replay`: does a schedule that once failed still fail, there or in another Kafka? */
export const runReplay = (token: string, typed: Typed, io: Io): Answer => {
  const { said, codes } = readToken(token)
  const asked = askedOf(said, typed)
  const rerun = checkAgain(readCase(asked, io.specimens), codes)
  const next = `${io.self} ${commandFor(asked)}`
  const exitCode = EXITS[rerun.verdict]
  return { text: replayText(rerun, next, io.paint), json: replayAsJson(rerun, exitCode, next), exitCode }
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
