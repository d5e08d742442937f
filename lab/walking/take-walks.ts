import { MOST_HEALING_STEPS } from '../../explorer/liveness/walk-healing'
import type { Watch } from '../../explorer/node/drive'
import type { WalkFailure, WalkRun } from '../../contract/run'
import { optionsOf, type Options } from '../questions/ask'
import { kafkaCase } from '../questions/kafka-case'
import { inCase, tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { rerunOf } from '../telling/rerun'
import { alone, startWalkThread, together, type Walking } from './workers'
import { shrinkFailure } from './shrink'
import { failureOf, type Found, type Progress } from './tally'
import type { Plan } from './plan'

/** Walks that have ended, and the shortest schedule that was found to break the same as they did, if they broke something. */
export interface Walks {
  readonly run: WalkRun
  readonly failing?: CaseSchedule
}

/** Walks until something breaks, the plan is done, or somebody says stop; what broke is shrunk. */
export const takeWalks = async (
  plan: Plan,
  first: number,
  { seconds = Infinity, workers = 1 }: Means,
  watch: Watch<Progress>,
  start = startWalkThread,
): Promise<Walks> => {
  const { clock } = watch
  const [begin, cpuBegin] = [clock.now(), clock.cpu()]
  const walking = workers === 1 ? alone(plan, first, clock) : together(plan, first, workers, start)
  const stopped = await walkOn(walking, seconds, watch)
  const { found, progress, because } = walking
  const shrunk = found && shrunkOf(found)
  const run: WalkRun = {
    ...{ format: 1, ...askedIn(plan), seed: plan.seed, first },
    ...(plan.strategy === undefined ? {} : { strategy: plan.strategy }),
    ...{ walks: progress.walks, steps: progress.steps },
    ...(progress.healing && { healed: { ...progress.healing, within: MOST_HEALING_STEPS } }),
    ...{ seconds: clock.now() - begin, cpuSeconds: clock.cpu() - cpuBegin },
    verdict: found === undefined ? 'holds' : 'broken',
    ...(stopped === undefined ? {} : { stopped }),
    ...(because === undefined ? {} : { because }),
    meetings: progress.meetings,
    facts: factsOf(progress),
    ...(shrunk === undefined ? {} : { failure: shrunk.failure }),
  }
  return shrunk === undefined ? { run } : { run, failing: shrunk.failing }
}

/** The time and the threads that walks may use. */
export interface Means {
  readonly seconds?: number
  readonly workers?: number
}

/** Checks the clock and the interrupt between two slices of work. */
const walkOn = async (walking: Walking, seconds: number, watch: Watch<Progress>): Promise<WalkRun['stopped']> => {
  const begin = watch.clock.now()
  try {
    while (await walking.advance()) {
      const used = watch.clock.now() - begin
      watch.report(walking.progress, used)
      if (watch.isInterrupted()) return 'interrupt'
      if (used >= seconds) return 'time'
    }
  } finally {
    await walking.end()
  }
  return walking.because === undefined ? undefined : 'threads'
}

const askedIn = ({ asked, open }: Plan): Pick<WalkRun, 'title' | 'standsFor' | 'question' | 'drawn'> => {
  const drawn = Object.keys(open)
  const { title, standsFor } = kafkaCase(asked)
  return {
    title,
    ...(standsFor === undefined ? {} : { standsFor }),
    question: withoutOpen(optionsOf(asked), drawn),
    drawn,
  }
}

const factsOf = ({ asked, facts }: Progress): WalkRun['facts'] =>
  [...asked].map((name) => {
    const met = facts.get(name)
    return { name, required: false, ...(met === undefined ? {} : { depth: met.steps }) }
  })

const withoutOpen = (options: Options, open: readonly string[]): Options =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !open.includes(name)))

const shrunkOf = (found: Found): { readonly failure: WalkFailure; readonly failing: CaseSchedule } => {
  const walked = failureOf(found)
  const { schedule, target, isShortest, isCutShort } = shrinkFailure(walked)
  const failing = inCase(kafkaCase(schedule.question), schedule)
  const failure = {
    ...{ walk: found.walk, steps: found.actions.length },
    token: tokenOf(inCase(kafkaCase(found.asked), walked.schedule)),
    ...{ shrunk: rerunOf(failing), isShortest, isCutShort },
    fingerprint: schedule.fingerprint(target),
  }
  return { failure, failing }
}
