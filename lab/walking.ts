import { fingerprint } from '../explorer/fingerprint'
import type { Watch } from '../explorer/node/drive'
import type { Stopped, WalkFailure, WalkRun } from '../explorer/run'
import { actionsWithin } from '../model/action'
import { sayQuestion, type Said } from './ask'
import { kafkaCase } from './case'
import { checkAgain } from './check'
import { shrinkFailure } from './shrink'
import { writeToken } from './token'
import { session, type Found, type Plan, type Progress } from './walk'

/** Steps taken between two looks at the clock. */
const SLICE = 5000

/** Walks until something breaks, the plan is done, or somebody says stop; what broke is shrunk. */
export const takeWalks = async (
  plan: Plan,
  first: number,
  seconds: number,
  watch: Watch<Progress>,
): Promise<WalkRun> => {
  const { clock } = watch
  const [begin, cpuBegin] = [clock.now(), clock.cpu()]
  const walking = session(plan, first)
  let stopped: Stopped | undefined
  while (walking.advance(SLICE)) {
    const used = clock.now() - begin
    watch.report(walking.progress, used)
    await clock.pause()
    if (watch.isInterrupted()) stopped = 'interrupt'
    else if (used >= seconds) stopped = 'time'
    if (stopped !== undefined) break
  }
  const { progress, found } = walking
  const { walks, steps, facts, asked } = progress
  const open = Object.keys(plan.open)
  return {
    ...{
      format: 1,
      title: kafkaCase(plan.asked).title,
      question: withoutOpen(sayQuestion(plan.asked), open),
      drawn: open,
    },
    ...{ seed: plan.seed, first, walks, steps },
    ...{ seconds: clock.now() - begin, cpuSeconds: clock.cpu() - cpuBegin },
    verdict: found === undefined ? 'holds' : 'broken',
    ...(stopped === undefined ? {} : { stopped }),
    facts: [...asked].map((name) => {
      const met = facts.get(name)
      return { name, required: false, ...(met === undefined ? {} : { depth: met.steps }) }
    }),
    ...(found === undefined ? {} : { failure: failureOf(found) }),
  }
}

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
