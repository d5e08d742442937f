/** The work that jobs of several sections have in common, and its figures. */
import { explore } from '../explorer/breadth'
import { processClock } from '../explorer/node/clock'
import { kafkaCase } from '../lab/questions/kafka-case'
import { subjectOf, type Question } from '../lab/questions/question'
import { departure, type Pinned } from '../lab/records/pinned'
import { check } from '../lab/searching/check'
import type { Watch } from '../explorer/node/drive'
import type { Plan } from '../lab/walking/plan'
import { session } from '../lab/walking/session'
import { thousands, type Figures } from './job-shape'

/** Nobody looks on, and nobody stops it. */
export const unwatched: Watch = { clock: processClock, isInterrupted: () => false, report: () => undefined }

/** An exhaustive search. */
export const searched = (asked: Question): Figures => {
  const { machine, properties } = subjectOf(asked)
  const before = processClock.cpu()
  const { verdict, distinct, generated, depth } = explore(machine, properties)
  return {
    ...{ verdict, states: String(distinct), transitions: String(generated), depth: String(depth) },
    'CPU time': `${(processClock.cpu() - before).toFixed(0)} s`,
  }
}

/** A search that is on record, compared with that. */
export const comparedWith = async ({ question, expected }: Pinned, bytes: number): Promise<Figures> => {
  const { run } = await check(kafkaCase(question), { bytes }, unwatched)
  if (run.stopped !== undefined) return { verdict: `not finished: stopped by ${run.stopped}` }
  const departed = departure(run, expected)
  return {
    ...{ verdict: run.verdict, states: String(run.distinct), depth: String(run.depth) },
    'on record': departed === undefined ? 'the same' : `MOVED: ${departed}`,
    'CPU time': `${run.cpuSeconds.toFixed(0)} s`,
  }
}

/** Walks, all of them. */
export const walked = (plan: Plan): Figures => {
  const walking = session(plan)
  walking.advance(Infinity)
  const { walks, steps: taken, facts, asked: interesting } = walking.progress
  return {
    walks: String(walks),
    steps: thousands(taken),
    'facts reached': `${facts.size} of ${interesting.size}`,
    verdict: walking.found === undefined ? 'holds' : `BROKEN ${walking.found.target}, walk ${walking.found.walk}`,
  }
}
