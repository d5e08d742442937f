import { modelOf, notBy, steppedBy, ways, type Way } from '../conformance/releases'
import { DriverEnded, type Driver } from '../conformance/driver'
import { Missing } from '../conformance/missing'
import { realReplay, type Kafka, type RealReplay } from '../conformance/real-replay'
import { realPage } from '../conformance/real-page'
import { realReplayText } from '../conformance/real-text'
import { realWalk, type RealPlan, type RealWalk } from '../conformance/real-walk'
import { realWalkText } from '../conformance/real-walk-text'
import { optionsOf, readQuestion } from '../lab/questions/ask'
import { badInput, expected } from '../lab/questions/bad-input'
import { wholeNumber, type Options } from '../lab/questions/words'
import { openable, type Open } from '../lab/walking/draw-question'
import { shellWord } from '../reports/formats/words'
import type { RealReplayJson, RealWalkJson } from '../reports/json-real'
import { counted } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { USUAL, USUAL_REAL_WALK, type Typed } from './options'
import { writeOut } from './out'
import { scheduleFrom } from './schedule'
import { watched } from './watch'

/** `tidemark real replay`: a schedule on a real Kafka and in the model, step by step. */
export const runRealReplay = async (given: string, typed: Typed, io: Io): Promise<Answer> => {
  const kafka = kafkaIn(typed)
  const { schedule } = scheduleFrom(given, { ...typed, kafka: modelOf(kafka.release) }, io)
  if (!schedule.asked.isKafka) throw badInput('real replay steps schedules of Kafka: expected no --machine')
  const codes = schedule.run((taken) => taken.schedule.codes())
  refuseBounds(kafka, schedule.asked.options)
  const found = await withKafka(io, kafka, (driver) => realReplay(driver, kafka, schedule.asked.options, codes))
  const exitCode = EXITS[found.verdict]
  const next = `${io.self} ${nextAfter(found)}`
  const isDrawn = typed['page'] !== undefined
  return {
    text: `${realReplayText(found, io.paint)}\n\nnext      ${next}`,
    json: { format: 1, exitCode, command: 'real replay', ...replayAsJson(found), ...(isDrawn && { page: PAGE }), next },
    exitCode,
    ...(isDrawn && { writes: [() => drawn(found, io)] }),
  }
}

/** Where the page of the latest replay is. */
const PAGE = '.tidemark/pages/latest-real-replay.html'

const drawn = (found: RealReplay, io: Io): string => {
  writeOut(PAGE, realPage(found), io)
  return `page      ${PAGE}`
}

/** `tidemark real walk`: random schedules on both. */
export const runRealWalk = async (given: Typed, io: Io): Promise<Answer> => {
  const kafka = kafkaIn(given, ['classes']) // A world of processes takes a quarter of a minute.
  const { release, by } = kafka
  const typed = { ...USUAL_REAL_WALK, ...given, kafka: modelOf(release) }
  const plan = planOf(kafka, typed, given)
  const begin = io.clock.now()
  const found = await withKafka(io, kafka, (driver) =>
    watched(
      io,
      () => progressWords,
      (watch) =>
        realWalk(driver, plan, {
          isInterrupted: () => watch.isInterrupted(),
          report: (walks, steps) => watch.report({ walks, steps }, io.clock.now() - begin),
        }).then(async (walked) => ({ walked, shrunk: await shrunkOf(driver, kafka, walked) })),
    ),
  )
  const { walked, shrunk } = found
  const verdict = verdictOf(walked)
  const exitCode = WALK_EXITS[verdict]
  const next = `${io.self} ${shrunk === undefined ? goingOn(given, plan, walked) : nextAfter(shrunk)}`
  const seconds = given['untimed'] === undefined ? { seconds: Math.round((io.clock.now() - begin) * 1000) / 1000 } : {}
  return {
    text: `${realWalkText({ release, by, verdict, plan, walked, shrunk, ...seconds }, io.paint)}\nnext      ${next}`,
    json: {
      ...{ format: 1, exitCode, command: 'real walk', kafka: release, by },
      ...{ question: { ...optionsOf(plan.asked) }, seed: plan.seed, first: plan.first, verdict },
      ...{ walks: walked.walks, steps: walked.steps, values: walked.values, ...seconds },
      ...(walked.refused === undefined ? {} : { refused: walked.refused }),
      ...(walked.parted === undefined || shrunk === undefined
        ? {}
        : {
            parted: { walk: walked.parted.walk, steps: walked.parted.steps, shrunk: replayAsJson(shrunk) },
          }),
      next,
    },
    exitCode,
  }
}

/** Where nobody says how, by classes if that release has them, or if nothing else is allowed. */
export const kafkaIn = (typed: Typed, allowed: readonly Way[] = ways): Kafka => {
  const release = typed['kafka'] ?? String(USUAL_REAL_WALK['kafka'])
  const usual = allowed.find((way) => steppedBy[way].includes(release)) ?? 'classes'
  const word = typed['by'] ?? usual
  const by = allowed.find((way) => way === word)
  if (by === undefined) throw badInput(`--by is '${word}'${expected(word, allowed)}`)
  if (!steppedBy[by].includes(release))
    throw badInput(`--kafka is '${release}', by ${by}${expected(release, steppedBy[by])}`)
  return { release, by }
}

const refuseBounds = ({ by }: Kafka, options: Options): void => {
  const why = notBy(by, readQuestion(options).bounds)
  if (why !== undefined) throw badInput(`--by ${by} cannot step a schedule with ${why}`)
}

/** With a real Kafka that runs as long as this takes. */
export const withKafka = async <R>(io: Io, kafka: Kafka, use: (driver: Driver) => Promise<R>): Promise<R> => {
  const driver = await started(io, kafka)
  try {
    return await use(driver)
  } catch (error) {
    if (error instanceof DriverEnded) throw badInput(`Kafka ${kafka.release} has ended: ${error.message}`)
    throw error
  } finally {
    await driver.close()
  }
}

const started = (io: Io, { release, by }: Kafka): Promise<Driver> =>
  orMissing(release, () => io.startKafka(release, by))

/** What it needs and is not there is bad input. */
export const orMissing = async <R>(release: string, start: () => Promise<R>): Promise<R> => {
  try {
    return await start()
  } catch (error) {
    if (error instanceof Missing || error instanceof DriverEnded)
      throw badInput(`real runs Kafka ${release} itself: ${error.message}`)
    throw error
  }
}

const planOf = (kafka: Kafka, typed: Options, given: Typed): RealPlan => {
  const { runs = '', from = '', ...rest } = typed
  return {
    ...walkOf(kafka, rest, given),
    ...{ first: wholeNumber('from', from, 0, 1e9), runs: wholeNumber('runs', runs, 1, 1e9) },
  }
}

/** What one random schedule is drawn from. */
export const walkOf = (kafka: Kafka, typed: Options, given: Typed): Omit<RealPlan, 'first' | 'runs'> => {
  const { seed = '', steps = '', ...rest } = typed
  if (!/^[\w./-]{1,100}$/.test(seed)) throw badInput(`--seed is '${seed}': expected letters, digits, and - . / _`)
  const words = Object.fromEntries(Object.entries(rest).filter(([name]) => !LIMITS.includes(name)))
  const asked = readQuestion({ ...USUAL, ...words })
  refuseBounds(kafka, optionsOf(asked))
  const open: Open = Object.fromEntries(
    openable.filter((name) => given[name] === undefined).map((name) => [name, true]),
  )
  return { seed, asked, open, steps: wholeNumber('steps', steps, 1, 999) }
}

const LIMITS = ['page', 'by', 'json', 'untimed', 'hidden', 'out', 'stepped']

/** The shrunk schedule once more, for the table. */
const shrunkOf = async (driver: Driver, kafka: Kafka, { parted }: RealWalk): Promise<RealReplay | undefined> =>
  parted === undefined ? undefined : realReplay(driver, kafka, optionsOf(parted.question), parted.codes)

const progressWords = ({ walks, steps }: { readonly walks: number; readonly steps: number }, seconds: number): string =>
  `${counted(walks, 'walk')}, ${counted(steps, 'step')} agree, ${Math.round(steps / Math.max(seconds, 0.001))} steps per second`

const EXITS: Readonly<Record<RealReplay['verdict'], number>> = {
  agrees: EXIT.holds,
  differs: EXIT.differs,
  failed: EXIT.inconclusive,
  refused: EXIT.inconclusive,
  diverged: EXIT.inconclusive,
}

type WalkVerdict = RealWalkJson['verdict']

const WALK_EXITS: Readonly<Record<WalkVerdict, number>> = {
  agrees: EXIT.holds,
  differs: EXIT.differs,
  refused: EXIT.inconclusive,
  interrupted: EXIT.inconclusive,
}

const verdictOf = ({ parted, refused, isInterrupted }: RealWalk): WalkVerdict => {
  if (parted !== undefined) return 'differs'
  if (refused !== undefined) return 'refused'
  return isInterrupted ? 'interrupted' : 'agrees'
}

/** Where the two part, what the model's step changes. Otherwise, the property that the schedule breaks. */
const nextAfter = ({ verdict, token, parted = 0 }: RealReplay): string => {
  const step = verdict === 'differs' && parted > 0 ? ` --step ${parted}` : ''
  return `replay ${shellWord(token)}${step}`
}

const goingOn = (
  given: Typed,
  { seed, first }: { readonly seed: string; readonly first: number },
  walked: RealWalk,
) => {
  const kept = Object.entries({ ...given, seed, from: String(first + walked.walks) })
    .filter(([name]) => name !== 'json' && name !== 'untimed')
    .map(([name, word]) => (word === 'yes' ? `--${name}` : `--${name} ${shellWord(word)}`))
  return ['real walk', ...kept].join(' ')
}

const replayAsJson = (found: RealReplay): Omit<RealReplayJson, 'format' | 'exitCode' | 'command' | 'next'> => {
  const { release, by, protocol, title, token, verdict, planned, stepped, values, parted, because, diverged, outcome } =
    found
  return {
    ...{ kafka: release, by, ...(protocol !== undefined && { protocol }) },
    ...{ title, token, verdict, planned, stepped, values },
    ...(parted === undefined ? {} : { parted }),
    ...(because === undefined && diverged === undefined ? {} : { because: because ?? diverged?.because ?? '' }),
    ...(outcome === undefined ? {} : { outcome: { ...outcome } }),
    steps: found.steps.map(({ event, compared, differences, error, model, kafka }) => ({
      ...{ event, compared, differences: [...differences], model: { ...model } },
      ...(error === undefined ? {} : { error }),
      ...(kafka === undefined ? {} : { kafka: { ...kafka } }),
    })),
  }
}
