import type { Rerun } from '../explorer/run'
import { readCase } from '../lab/case'
import { checkAgain } from '../lab/check'
import { readToken } from '../lab/token'
import { replayAsJson } from '../reports/as-json'
import { replayText } from '../reports/replay'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'

/** `tidemark replay`: does a schedule that once failed still fail? */
export const runReplay = (token: string, io: Io): Answer => {
  const { said, codes } = readToken(token)
  const rerun = checkAgain(readCase(said, io.specimens), codes)
  const next = `${io.self} ${commandFor(said)}`
  const exitCode = EXITS[rerun.verdict]
  return { text: replayText(rerun, next, io.paint), json: replayAsJson(rerun, exitCode, next), exitCode }
}

const EXITS: Readonly<Record<Rerun['verdict'], number>> = {
  'still fails': EXIT.broken,
  fixed: EXIT.holds,
  diverged: EXIT.inconclusive,
}
