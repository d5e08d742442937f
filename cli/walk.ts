import { progressLine, walkWords } from '../explorer/node/progress'
import type { WalkRun } from '../explorer/run'
import { readQuestion, wholeNumber, type Said } from '../lab/ask'
import { badInput } from '../lab/bad-input'
import { openable, type Open } from '../lab/swarm'
import type { Plan } from '../lab/walk'
import { takeWalks } from '../lab/walking'
import { walkAsJson } from '../reports/as-json'
import { walkText } from '../reports/walk'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import { limitsOf, USUAL, type Typed } from './options'
import { entryOfWalks, saveRun } from './record'
import { savedText, saveRegression } from './save'

/** What a walk is where nothing else is said. */
export const USUAL_WALK: Said = { seed: 'tidemark', runs: '2000', steps: '120', from: '0', grain: 'message' }

/** `tidemark walk`: many random walks, each with its own faults, sizes and order, until one breaks something. */
export const runWalk = async (typed: Typed, io: Io): Promise<Answer> => {
  const { plan, first } = planOf(typed)
  const run = await walks(plan, first, secondsOf(typed), io)
  const isTimed = typed['untimed'] === undefined
  const next = `${io.self} ${nextAfter(run, typed)}`
  const exitCode =
    run.failure === undefined ? (run.stopped === undefined ? EXIT.holds : EXIT.inconclusive) : EXIT.broken
  saveRun(io, 'walk', [entryOfWalks(`walk ${wordsOf(typed)}`.trim(), run)])
  const { failure } = run
  const saved =
    typed['save'] === undefined || failure === undefined ? [] : [savedText(saveRegression(failure.shrunk, io), io.self)]
  return {
    text: [walkText(run, next, { paint: io.paint, isTimed, self: io.self }), ...saved].join('\n'),
    json: walkAsJson(run, exitCode, next, isTimed),
    exitCode,
  }
}

const walks = async (plan: Plan, first: number, seconds: number, io: Io): Promise<WalkRun> => {
  const progress = progressLine({ isTerminal: io.errIsTerminal, write: (text) => io.err(text) }, walkWords)
  const interrupt = io.listen()
  try {
    return await takeWalks(plan, first, seconds, {
      clock: io.clock,
      isInterrupted: () => interrupt.isWanted(),
      report: (done, used) => progress.report(done, used),
    })
  } finally {
    interrupt.release()
    progress.clear()
  }
}

const planOf = (typed: Typed): { readonly plan: Plan; readonly first: number } => {
  const said = { ...USUAL_WALK, ...typed }
  const { seed = '', runs = '', steps = '', from = '', ...rest } = said
  if (!/^[\w./-]{1,100}$/.test(seed)) throw badInput(`--seed is '${seed}': expected letters, digits, and - . / _`)
  const asked = Object.fromEntries(Object.entries(rest).filter(([name]) => !LIMITS.includes(name)))
  const open: Open = Object.fromEntries(
    openable.filter((name) => typed[name] === undefined).map((name) => [name, true]),
  )
  return {
    plan: {
      seed,
      runs: wholeNumber('runs', runs, 1, 1e9),
      steps: wholeNumber('steps', steps, 1, 1e6),
      asked: readQuestion({ ...USUAL, ...asked }),
      open,
    },
    first: wholeNumber('from', from, 0, 1e9),
  }
}

const secondsOf = ({ minutes }: Typed): number =>
  (minutes === undefined ? undefined : limitsOf({ 'max-minutes': minutes }).seconds) ?? Infinity

const LIMITS = ['minutes', 'json', 'untimed', 'save']

/** The same question, searched; or, where nothing broke, more walks. */
const nextAfter = ({ failure, first, walks: taken, seed }: WalkRun, typed: Typed): string => {
  if (failure !== undefined) return commandFor(failure.shrunk.question)
  const { from: _, seed: __, ...kept } = typed
  return ['walk', wordsOf(kept), `--seed ${seed}`, `--from ${first + taken}`].filter(Boolean).join(' ')
}

/** The options as they were typed. */
const wordsOf = (typed: Typed): string =>
  Object.entries(typed)
    .filter(([name]) => !LIMITS.includes(name))
    .map(([name, word]) => (word === 'yes' ? `--${name}` : `--${name} ${word}`))
    .join(' ')
