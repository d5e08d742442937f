import { processClock } from '../../explorer/node/clock'
import { scheduleOfCodes } from '../../contract/schedule'
import { readQuestion } from '../questions/ask'
import { inCase, fingerprintOf, tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { kafkaCase } from '../questions/kafka-case'
import { subjectOf } from '../questions/question'
import { readToken } from '../questions/token'
import { huntBy, hunted } from '../records/hunts'
import { check } from '../searching/check'
import { preventing } from '../searching/prevention'
import { findingOf } from '../telling/trace'
import { walkers } from '../walking/plan'
import { shrinkFailure } from '../walking/shrink'
import { failureOf, tally, type Walked } from '../walking/tally'
import type {
  Asked,
  HuntJob,
  HuntResult,
  Failed,
  Result,
  SearchJob,
  SearchResult,
  ShrinkJob,
  ShrinkResult,
  WalksJob,
  WalksResult,
} from './job'

/** Does a job. The result depends on the job only: on no clock, no other job, and no machine. */
export const workOn = async (asked: Asked): Promise<Result> => {
  if (asked.kind === 'walks') return walk(asked)
  if (asked.kind === 'hunt') return huntIt(asked)
  return asked.kind === 'search' ? search(asked) : shrink(asked)
}

/** Walks that fail do not end a job: each walk is judged by itself. */
const walk = ({ question, open, seed, steps: length, first, count }: WalksJob): WalksResult => {
  const begin = walkers({ ...{ seed, open, runs: count, steps: length }, asked: readQuestion(question) })
  const done = tally()
  const failures: (Failed & { readonly walk: number })[] = []
  for (let number = first; number < first + count; number++) {
    const walking = begin(number, done.known)
    while (walking.advance(length));
    const { walked } = walking
    done.add(walked)
    failures.push(...failedIn(walked))
  }
  const { walks, steps, asked, facts, healing } = done.progress
  return {
    ...{ kind: 'walks', walks, steps, asked: [...asked].sort(), met: [...facts.keys()].sort() },
    ...(healing && { healing }),
    failures,
  }
}

const failedIn = ({ walk: number, found }: Walked): readonly (Failed & { readonly walk: number })[] => {
  if (found === undefined) return []
  const { schedule } = failureOf(found)
  return [{ walk: number, ...failed(inCase(kafkaCase(found.asked), schedule)) }]
}

/** A bug that was found behind the last step does not count. */
const huntIt = ({ bug: name, seed, strategy, most }: HuntJob): HuntResult => {
  const bug = hunted.find((one) => one.name === name)
  if (bug === undefined) throw new Error(`no bug is named ${name}`)
  const { steps, found } = huntBy(bug, seed, strategy, most)
  return { kind: 'hunt', steps: Math.min(steps, most), isFound: found !== undefined && steps <= most }
}

const UNLIMITED = { isInterrupted: () => false, report: () => undefined }

/** Up to a number of states, and no time: so every machine finds the same. */
const search = async ({ question, states }: SearchJob): Promise<SearchResult> => {
  const { run, failing } = await check(
    kafkaCase(readQuestion(question)),
    { states },
    { clock: processClock, ...UNLIMITED },
  )
  const { verdict, distinct, generated, depth } = run
  const result = { kind: 'search', verdict, distinct, generated, depth } as const
  return failing === undefined ? result : { ...result, failure: failed(failing) }
}

const shrink = ({ token, property }: ShrinkJob): ShrinkResult => {
  const { options, codes } = readToken(token)
  const asked = readQuestion(options)
  const from = scheduleOfCodes(asked, subjectOf(asked).machine, codes)
  const { schedule, isShortest } = shrinkFailure({ schedule: from, target: property })
  return { kind: 'shrink', failure: failed(inCase(kafkaCase(schedule.question), schedule)), isShortest }
}

/** What a failing schedule breaks, and what would have prevented it. */
const failed = (failing: CaseSchedule): Failed => {
  const [breach] = failing.run(({ retaken }) => retaken().breaches)
  if (breach === undefined) throw new Error(`a failure of ${failing.asked.title} cannot be taken again`)
  const { by, version } = preventing(readQuestion(failing.asked.options)).namesFor(failing)
  return {
    ...findingOf(failing.asked, breach),
    ...{ steps: failing.length, token: tokenOf(failing), fingerprint: fingerprintOf(failing), by },
    ...(version === undefined ? {} : { version }),
  }
}
