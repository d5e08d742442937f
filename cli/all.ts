import { searchWords } from '../explorer/node/progress'
import type { AllFailures } from '../contract/causes'
import { readCase } from '../lab/questions/case'
import { allFailures } from '../lab/searching/all-failures'
import { causesText } from '../reports/causes'
import { causesAsJson } from '../reports/json-causes'
import { shellWord } from '../reports/formats/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor, smaller } from './next'
import { askedBy, limitsOf, refuseBeside, type Typed } from './options'
import { watched } from './watch'

/**
 * `tidemark check --all`: every failure within the bounds, grouped by cause. Its counts are not those of `check`, which
 * stops at the first failure, so it is not saved as a run.
 */
export const runAll = async (typed: Typed, io: Io): Promise<Answer> => {
  refuseBeside(typed, 'all', BESIDE)
  const asked = readCase(askedBy(typed, io.specimens), io.specimens)
  const run = await watched(io, searchWords, (watch) => allFailures(asked, limitsOf(typed), watch))
  const isTimed = typed['untimed'] === undefined
  const exitCode = EXITS[run.verdict]
  const next = `${io.self} ${nextAfter(run, io.specimens)}`
  return {
    text: causesText(run, next, { paint: io.paint, isTimed, self: io.self }),
    json: { ...causesAsJson(run, exitCode, next, isTimed), standsFor: asked.standsFor },
    exitCode,
  }
}

const ONE_THREAD = 'one thread searches by the rules'

const BESIDE = {
  workers: ONE_THREAD,
  symmetry: ONE_THREAD,
  'partial-order': ONE_THREAD,
  fingerprints: ONE_THREAD,
  resume: 'this search is not saved',
  save: 'expected replay --save with the token of one cause',
  page: 'expected page with the tokens of some causes',
}

const EXITS: Readonly<Record<AllFailures['verdict'], number>> = {
  broken: EXIT.broken,
  holds: EXIT.holds,
  inconclusive: EXIT.inconclusive,
}

/** What is left when the first cause is repaired; or the picture of its schedule, if nothing repairs it. */
const nextAfter = ({ causes: [first], verdict, question }: AllFailures, specimens: Io['specimens']): string => {
  if (first === undefined) return commandFor(verdict === 'inconclusive' ? smaller(question, specimens) : question)
  const repaired = first.prevention?.question
  return repaired === undefined ? `page ${shellWord(first.token)}` : `${commandFor(repaired)} --all`
}
