import { fingerprint } from '../../explorer/fingerprint'
import type { Watch } from '../../explorer/node/drive'
import type { WalkFailure, WalkRun } from '../../contract/run'
import { actionsWithin } from '../../model/actions'
import { sayQuestion, type Said } from '../questions/ask'
import { kafkaCase } from '../questions/case'
import { checkAgain } from '../searching/check'
import { alone, startWalkThread, together, type Walking } from './workers'
import { shrinkFailure } from './shrink'
import { writeToken } from '../questions/token'
import type { Found, Progress } from './tally'
import type { Plan } from './plan'

/** Takes walks until one fails, the plan is done, or a limit or an interrupt stops it. A failure is shrunk. */
export const takeWalks = async (
  plan: Plan,
  first: number,
  { seconds = Infinity, workers = 1 }: Means,
  watch: Watch<Progress>,
  start = startWalkThread,
): Promise<WalkRun> => {
  const { clock } = watch
  const [begin, cpuBegin] = [clock.now(), clock.cpu()]
  const walking = workers === 1 ? alone(plan, first, clock) : together(plan, first, workers, start)
  const stopped = await walkOn(walking, seconds, watch).finally(() => walking.end())
  const { found, progress, because } = walking
  return {
    ...{ format: 1, ...askedIn(plan), seed: plan.seed, first },
    ...{ walks: progress.walks, steps: progress.steps },
    ...{ seconds: clock.now() - begin, cpuSeconds: clock.cpu() - cpuBegin },
    verdict: found === undefined ? 'holds' : 'broken',
    ...(stopped === undefined ? {} : { stopped }),
    ...(because === undefined ? {} : { because }),
    meetings: progress.meetings,
    facts: factsOf(progress),
    ...(found === undefined ? {} : { failure: failureOf(found) }),
  }
}

/** The time and the threads that walks may use. */
export interface Means {
  readonly seconds?: number
  readonly workers?: number
}

/** Checks the clock and the interrupt between two slices of work. */
const walkOn = async (walking: Walking, seconds: number, watch: Watch<Progress>): Promise<WalkRun['stopped']> => {
  const begin = watch.clock.now()
  while (await walking.advance()) {
    const used = watch.clock.now() - begin
    watch.report(walking.progress, used)
    if (watch.isInterrupted()) return 'interrupt'
    if (used >= seconds) return 'time'
  }
  return walking.because === undefined ? undefined : 'threads'
}

const askedIn = ({ asked, open }: Plan): Pick<WalkRun, 'title' | 'question' | 'drawn'> => {
  const drawn = Object.keys(open)
  return { title: kafkaCase(asked).title, question: withoutOpen(sayQuestion(asked), drawn), drawn }
}

const factsOf = ({ asked, facts }: Progress): WalkRun['facts'] =>
  [...asked].map((name) => {
    const met = facts.get(name)
    return { name, required: false, ...(met === undefined ? {} : { depth: met.steps }) }
  })

const withoutOpen = (said: Said, open: readonly string[]): Said =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !open.includes(name)))

const failureOf = (found: Found): WalkFailure => {
  const shrunk = shrinkFailure(found)
  const catalogue = actionsWithin(shrunk.asked.bounds)
  const rerun = checkAgain(
    kafkaCase(shrunk.asked),
    shrunk.actions.map((action) => catalogue.encode(action)),
  )
  const walked = actionsWithin(found.asked.bounds)
  const { isShortest, isCutShort } = shrunk
  return {
    ...{ walk: found.walk, steps: found.actions.length },
    token: writeToken({ said: sayQuestion(found.asked), codes: found.actions.map((action) => walked.encode(action)) }),
    ...{ shrunk: rerun, isShortest, isCutShort },
    fingerprint: fingerprint(catalogue, shrunk.actions, found.target),
  }
}
