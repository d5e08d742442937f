import type { Watch } from '../explorer/node/drive'
import { walkWords } from '../explorer/node/progress'
import { REPEATABLE, type Strategy } from '../explorer/strategies/names'
import type { WalkRun } from '../contract/run'
import { readQuestion } from '../lab/questions/ask'
import { QUESTION_WORDS, wholeNumber } from '../lab/questions/words'
import { badInput, expected } from '../lab/questions/bad-input'
import { readCase } from '../lab/questions/case'
import { openable, type Open } from '../lab/walking/draw-question'
import type { Plan } from '../lab/walking/plan'
import { takeOwnWalks } from '../lab/walking/own-walks'
import type { Means, Walks } from '../lab/walking/take-walks'
import type { Progress } from '../lab/walking/tally'
import { walkAsJson } from '../reports/as-json'
import { readSaved } from '../reports/read-saved'
import { savedShapes } from '../reports/saved'
import { shellWord } from '../reports/formats/words'
import { walkText } from '../reports/walk'
import { flags } from '../specimens/flags'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import { askedBy, secondsOf, USUAL, USUAL_WALK, type Typed } from './options'
import { parts } from './parts'
import { entryOfWalks, latestOf, saveRun } from './record'
import { causeLines, causesIn, untilNewCause, type FoundCause, type Until } from './walk-causes'
import { watched } from './watch'

/** Replicas move where a fetch is one step. */
const MOVING_WALK: Typed = { grain: 'atomic' }

/** Walks of another machine know no grain. */
const { grain: _, ...USUAL_OWN_WALK } = USUAL_WALK

/** `tidemark walk`: takes random walks, each with its own bounds, faults and order, until one breaks a property. */
export const runWalk = async (given: Typed, io: Io): Promise<Answer> => {
  const { typed, causes: before } = continued(given, io)
  const { run, failing, causes, passed, end } = await (typed['machine'] === undefined
    ? untilNewCause({ ...planOf(typed), means: meansOf(typed) }, before, io)
    : ownWalks(typed, io))
  const isTimed = typed['untimed'] === undefined
  const next = `${io.self} ${nextAfter(run, typed, end)}`
  const exitCode = exitOf(run)
  const entry = { ...entryOfWalks(`walk ${wordsOf(typed)}`.trim(), run, goingOn(run, typed, end)), ...causesIn(causes) }
  return {
    text: walkText(run, next, causeLines(run, causes, passed), { paint: io.paint, isTimed, self: io.self }),
    json: {
      ...walkAsJson(run, exitCode, next, isTimed),
      standsFor: run.standsFor,
      ...causesIn(causes),
      ...(passed.length === 0 ? {} : { passed: [...passed] }),
    },
    exitCode,
    writes: [
      () => saveRun(io, 'walk', [entry], typed['machine'] === undefined),
      ...(typed['page'] === undefined
        ? []
        : [() => parts.page().pageOf('walk', failing, parts.plots().plotsOfRun(run), io)]),
      ...(typed['save'] === undefined || failing === undefined
        ? []
        : [() => parts.regression().saveRegression(failing, io)]),
    ],
  }
}

/** Walks of a specimen or of a machine in a file, which have no amendments that could prevent a failure. */
const ownWalks = async (typed: Typed, io: Io): Promise<Until> => {
  const walks = await watched(
    io,
    () => walkWords,
    (watch) => ownWalksOf(typed, io, watch),
  )
  return { ...walks, causes: [], passed: [], end: walks.run.first + walks.run.walks }
}

const ownWalksOf = (typed: Typed, io: Io, watch: Watch<Progress>): Promise<Walks> => {
  const { seed, runs, steps, from, minutes, ...asked } = { ...USUAL_OWN_WALK, ...typed }
  if (typed['strategy'] !== undefined) throw badInput('--strategy does not go with walks of --machine: expected none')
  if (typed['workers'] !== undefined && typed['workers'] !== '1')
    throw badInput('--workers does not go with walks of --machine: expected walks on one thread')
  if (typed['save'] !== undefined) throw badInput(parts.regression().SAVES_KAFKA)
  const plan = {
    ...countsOf({ seed, runs, steps }),
    ...(minutes === undefined ? {} : { seconds: secondsOf('minutes', minutes) }),
  }
  const question = askedBy(
    Object.fromEntries(Object.entries(asked).filter(([name]) => !LIMITS.includes(name))),
    io.specimens,
  )
  return takeOwnWalks(readCase(question, io.specimens), plan, wholeNumber('from', from ?? '0', 0, 1e9), watch)
}

const countsOf = ({
  seed = '',
  runs = '',
  steps = '',
}: { readonly [K in 'seed' | 'runs' | 'steps']?: string | undefined }): Pick<Plan, 'seed' | 'runs' | 'steps'> => {
  if (!/^[\w./-]{1,100}$/.test(seed)) throw badInput(`--seed is '${seed}': expected letters, digits, and - . / _`)
  return { seed, runs: wholeNumber('runs', runs, 1, 1e9), steps: wholeNumber('steps', steps, 1, 1e6) }
}

/** The walks that the options ask for, and the number of the first. */
export const planOf = (typed: Typed): { readonly plan: Plan; readonly first: number } => {
  const options = { ...USUAL_WALK, ...(typed['reassign'] !== undefined && MOVING_WALK), ...typed }
  const { seed = '', runs = '', steps = '', from = '', strategy, ...rest } = options
  const asked = Object.fromEntries(Object.entries(rest).filter(([name]) => !LIMITS.includes(name)))
  const open: Open = Object.fromEntries(
    openable.filter((name) => typed[name] === undefined).map((name) => [name, true]),
  )
  return {
    plan: {
      ...countsOf({ seed, runs, steps }),
      asked: readQuestion({ ...USUAL, ...asked }),
      open,
      ...(strategy === undefined ? {} : { strategy: strategyNamed(strategy) }),
    },
    first: wholeNumber('from', from, 0, 1e9),
  }
}

const strategyNamed = (word: string): Strategy => {
  const found = REPEATABLE.find((one) => one === word)
  if (found === undefined) throw badInput(`--strategy is '${word}'${expected(word, REPEATABLE)}`)
  return found
}

const meansOf = ({ minutes, workers = '1' }: Typed): Means => ({
  ...(minutes === undefined ? {} : { seconds: secondsOf('minutes', minutes) }),
  workers: wholeNumber('workers', workers, 1, MOST_WORKERS),
})

const MOST_WORKERS = 64

const exitOf = ({ failure, stopped, walks, healed }: WalkRun): number => {
  if (stopped === 'threads') return EXIT.bug
  if (failure !== undefined) return EXIT.broken
  if (healed !== undefined && healed.open > 0 && healed.open >= walks) return EXIT.inconclusive
  return stopped === undefined ? EXIT.holds : EXIT.inconclusive
}

const LIMITS = ['minutes', 'workers', 'json', 'untimed', 'save', 'page']

/**
 * With --continue: the options of the latest walks, from the first walk that was not taken. New options override them.
 */
const continued = (
  { continue: isContinued, ...typed }: Typed,
  { files }: Io,
): { readonly typed: Typed; readonly causes: readonly FoundCause[] } => {
  if (isContinued === undefined) return { typed, causes: [] }
  const path = latestOf('walk')
  const text = files.read(path)
  if (text === undefined)
    throw badInput(`there is no '${path}': --continue needs the saved run of an earlier walk command`)
  const read = readSaved(path, text, savedShapes.run)
  if ('wrong' in read) throw badInput(read.wrong)
  const { goOn = {}, causes = [] } = read.value.entries[0] ?? {}
  const stray = Object.keys(goOn).find((name) => !WALK_WORDS.includes(name))
  if (stray !== undefined) throw badInput(`${path}: goOn names '${stray}', which is not an option of walk`)
  return { typed: { ...goOn, ...typed }, causes }
}

const WALK_WORDS = [
  ...QUESTION_WORDS,
  'machine',
  ...flags().map(({ flag }) => flag),
  'seed',
  'runs',
  'steps',
  'from',
  'strategy',
]

/** Seed and number determine a walk, so nothing else is saved. A walk that was interrupted is taken again. */
const goingOn = ({ seed }: WalkRun, typed: Typed, end: number): Typed => {
  const kept = Object.entries(typed).filter(([name]) => !LIMITS.includes(name))
  return { ...Object.fromEntries(kept), seed, from: String(end) }
}

/** If a walk failed, an exhaustive search of the same question. Otherwise, more walks. */
const nextAfter = (run: WalkRun, typed: Typed, end: number): string =>
  run.failure === undefined ? `walk ${wordsOf(goingOn(run, typed, end))}` : commandFor(run.failure.shrunk.question)

/** The options as typed. */
const wordsOf = (typed: Typed): string =>
  Object.entries(typed)
    .filter(([name]) => !LIMITS.includes(name))
    .map(([name, word]) => (word === 'yes' ? `--${name}` : `--${name} ${shellWord(word)}`))
    .join(' ')
