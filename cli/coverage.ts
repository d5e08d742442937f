import { searchWords } from '../explorer/node/progress'
import { readCase } from '../lab/questions/case'
import { coverage } from '../lab/searching/coverage'
import { coverageText } from '../reports/coverage'
import { coverageAsJson } from '../reports/json-coverage'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor, smaller } from './next'
import { askedBy, limitsOf, refuseBeside, type Typed } from './options'
import { watched } from './watch'

/** `tidemark check --coverage`: how often each kind of action is taken, and how often each guard refuses. */
export const runCoverage = async (typed: Typed, io: Io): Promise<Answer> => {
  refuseBeside(typed, 'coverage', BESIDE)
  const asked = readCase(askedBy(typed, io.specimens), io.specimens)
  const run = await watched(io, searchWords, (watch) => coverage(asked, limitsOf(typed), watch))
  const isTimed = typed['untimed'] === undefined
  const isComplete = run.verdict === 'complete'
  const exitCode = isComplete ? EXIT.holds : EXIT.inconclusive
  const next = `${io.self} ${isComplete ? commandFor(run.question) : `${commandFor(smaller(run.question, io.specimens))} --coverage`}`
  return {
    text: coverageText(run, next, { paint: io.paint, isTimed, self: io.self }),
    json: { ...coverageAsJson(run, exitCode, next, isTimed), standsFor: asked.standsFor },
    exitCode,
  }
}

const JUDGES_NOTHING = 'no property is judged'
const ONE_THREAD = 'one thread tries every action in every state'

const BESIDE = {
  ...{ unlike: JUDGES_NOTHING, property: JUDGES_NOTHING, judge: JUDGES_NOTHING, all: JUDGES_NOTHING },
  ...{ reach: 'expected one of them', save: JUDGES_NOTHING, page: 'there is no schedule to draw' },
  ...{ workers: ONE_THREAD, symmetry: ONE_THREAD, 'partial-order': ONE_THREAD, fingerprints: ONE_THREAD },
  resume: 'this search is not saved',
}
