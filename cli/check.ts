import { version } from '../package.json'
import { CLEAR_LINE, searchWords } from '../explorer/node/progress'
import type { Run } from '../contract/run'
import { badInput } from '../lab/questions/bad-input'
import { readCase, type Case } from '../lab/questions/case'
import { check, type Checked } from '../lab/searching/check'
import type { Limits } from '../lab/searching/engine'
import type { Keep } from '../lab/searching/keep'
import { checkAsJson } from '../reports/as-json'
import { checkText } from '../reports/check'
import type { Sample } from '../reports/page/plots'
import { exitOf } from './exit'
import type { Answer, Io } from './io'
import { commandFor, waysOn } from './next'
import { askedBy, limitsOf, type Typed } from './options'
import { parts } from './parts'
import { entryOfRun, saveRun } from './record'
import { watched } from './watch'

/** `tidemark check`: do the properties hold for this version or machine within these bounds? */
export const runCheck = async (typed: Typed, io: Io): Promise<Answer> => {
  const asked = readCase(askedBy(typed, io.specimens), io.specimens)
  if (typed['save'] !== undefined && !asked.isKafka) throw badInput(parts.regression().SAVES_KAFKA)
  const isTimed = typed['untimed'] === undefined
  const isPage = typed['page'] !== undefined
  const samples: Sample[] = []
  const look = (states: number, seconds: number): void => void (isPage && isTimed && samples.push({ seconds, states }))
  const { run: judged, failing } = await search(asked, limitsOf(typed), io, '', keepFor(typed, io), look)
  const run = asked.isKafka ? await parts.rest().withRestWatched(judged, limitsOf(typed), io) : judged
  const [next, ...others] = waysOn(run, typed, io.specimens)
  const commands = [next, ...others].map((words) => `${io.self} ${words}`)
  const exitCode = exitOf(run)
  const entry = entryOfRun([commandFor(run.question), ...reductionsOf(run)].join(' '), run)
  return {
    text: checkText(run, commands, { paint: io.paint, isTimed, self: io.self }),
    json: { ...checkAsJson(run, exitCode, `${io.self} ${next}`, isTimed), standsFor: asked.standsFor },
    exitCode,
    writes: [
      () => saveRun(io, 'check', [entry], asked.isKafka),
      ...(isPage ? [() => parts.page().pageOf('check', failing, parts.plots().plotsOfRun(run, samples), io)] : []),
      ...(typed['save'] === undefined || failing === undefined
        ? []
        : [() => parts.regression().saveRegression(failing, io)]),
    ],
  }
}

const reductionsOf = ({ symmetry, spared, fingerprints }: Run): readonly string[] => [
  ...(fingerprints ? ['--fingerprints'] : []),
  ...(symmetry ? ['--symmetry'] : []),
  ...(spared === undefined ? [] : ['--partial-order']),
]

/** Searches while showing how far it is, and until Ctrl-C. */
export const search = (
  asked: Case,
  limits: Limits,
  io: Io,
  label = '',
  keep?: Keep,
  look?: (states: number, seconds: number) => void,
): Promise<Checked> =>
  watched(
    io,
    searchWords,
    ({ report, ...watch }) =>
      check(
        asked,
        limits,
        {
          ...watch,
          report(progress, seconds) {
            look?.(progress.distinct, seconds)
            report(progress, seconds)
          },
        },
        keep,
      ),
    label,
  )

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

/** A crash loses at most half a minute of work. */
const KEEP_SECONDS = 30
