import { version } from '../package.json'
import { CLEAR_LINE, searchWords } from '../explorer/node/progress'
import type { Failure, Rerun, Run } from '../explorer/run'
import { readCase, type Case } from '../lab/case'
import { check, type Limits } from '../lab/check'
import type { Keep } from '../lab/keep'
import { checkAsJson } from '../reports/as-json'
import { checkText } from '../reports/check'
import { exitOf } from './exit'
import type { Answer, Io } from './io'
import { commandFor, waysOn } from './next'
import { askedBy, limitsOf, type Typed } from './options'
import { entryOfRun, saveRun } from './record'
import { savedText, saveRegression } from './save'
import { watched } from './watch'

/** `tidemark check`: does this Kafka, or this machine, keep its promises within these bounds? */
export const runCheck = async (typed: Typed, io: Io): Promise<Answer> => {
  const asked = readCase(askedBy(typed, io.specimens), io.specimens)
  const run = await search(asked, limitsOf(typed), io, '', keepFor(typed, io))
  const [next, ...others] = waysOn(run, typed, io.specimens)
  const commands = [next, ...others].map((words) => `${io.self} ${words}`)
  const isTimed = typed['untimed'] === undefined
  const exitCode = exitOf(run)
  saveRun(io, 'check', [entryOfRun([commandFor(run.question), ...reductionsOf(run)].join(' '), run)])
  const saved = typed['save'] === undefined || run.failure === undefined ? [] : [saveFailure(run, run.failure, io)]
  return {
    text: [checkText(run, commands, { paint: io.paint, isTimed, self: io.self }), ...saved].join('\n'),
    json: checkAsJson(run, exitCode, `${io.self} ${next}`, isTimed),
    exitCode,
  }
}

const reductionsOf = ({ symmetry, spared, fingerprints }: Run): readonly string[] => [
  ...(fingerprints ? ['--fingerprints'] : []),
  ...(symmetry ? ['--symmetry'] : []),
  ...(spared === undefined ? [] : ['--partial-order']),
]

const saveFailure = (run: Run, { blamed, trace, token }: Failure, io: Io): string => {
  const { title, scope, question } = run
  const findings = [blamed]
  const rerun: Rerun = {
    format: 1,
    verdict: 'still fails',
    planned: trace.steps.length,
    title,
    scope,
    question,
    trace,
    findings,
    token,
  }
  return savedText(saveRegression(rerun, io), io.self)
}

/** Searches while showing how far it is, and until Ctrl-C. */
export const search = (asked: Case, limits: Limits, io: Io, label = '', keep?: Keep): Promise<Run> =>
  watched(io, searchWords, (watch) => check(asked, limits, watch, keep), label)

const keepFor = (typed: Typed, { disk, err, errIsTerminal, keepSeconds = KEEP_SECONDS }: Io): Keep => ({
  ...{
    disk,
    tidemark: version,
    seconds: keepSeconds,
    isResuming: typed['resume'] !== undefined,
    byFingerprints: typed['fingerprints'] !== undefined,
  },
  say: (line) => err(`${errIsTerminal ? CLEAR_LINE : ''}tidemark: ${line}\n`),
})

/** Half a minute of work is what a crash may cost. */
const KEEP_SECONDS = 30
