import { searchWords } from '../explorer/node/progress'
import type { Reach } from '../contract/reach'
import { readCase } from '../lab/questions/case'
import { reach } from '../lab/searching/reach'
import { reachAsJson } from '../reports/json-reach'
import { reachText } from '../reports/reach'
import { shellWord } from '../reports/formats/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor, smaller } from './next'
import { askedBy, limitsOf, refuseBeside, type Typed } from './options'
import { parts } from './parts'
import { watched } from './watch'

/**
 * `tidemark check --reach`: the shortest schedule to a goal. It judges no property, so it is not saved as a run, and
 * what limits or saves a verdict does not go with it.
 */
export const runReach = async (goal: string, typed: Typed, io: Io): Promise<Answer> => {
  refuseBeside(typed, 'reach', BESIDE)
  const asked = readCase(askedBy(typed, io.specimens), io.specimens)
  const { reach: known, reaching } = await watched(io, searchWords, (watch) =>
    reach(asked, goal, limitsOf(typed), watch),
  )
  const isTimed = typed['untimed'] === undefined
  const exitCode = EXITS[known.verdict]
  const next = `${io.self} ${nextAfter(known, io.specimens)}`
  return {
    text: reachText(known, next, { paint: io.paint, isTimed, self: io.self }),
    json: { ...reachAsJson(known, exitCode, next, isTimed), standsFor: asked.standsFor },
    exitCode,
    writes: typed['page'] === undefined ? [] : [() => parts.page().pageOf('check', reaching, [], io)],
  }
}

const JUDGES_NOTHING = 'no property is judged'

const BESIDE = {
  all: JUDGES_NOTHING,
  unlike: JUDGES_NOTHING,
  property: JUDGES_NOTHING,
  judge: `${JUDGES_NOTHING}; 'clean and ...' is about clean runs`,
  save: 'a goal is no failure',
  resume: 'a search for a goal is not saved',
  fingerprints: 'a search for a goal is not saved',
}

const EXITS: Readonly<Record<Reach['verdict'], number>> = {
  reached: EXIT.holds,
  unreachable: EXIT.requiredFactUnmet,
  inconclusive: EXIT.inconclusive,
}

/** A picture of the schedule; or, if the search was stopped, the same goal in a smaller world. */
const nextAfter = ({ found, verdict, unconfirmed, question, goal }: Reach, specimens: Io['specimens']): string => {
  if (found !== undefined) return `page ${shellWord(found.token)}`
  if (verdict === 'unreachable') return commandFor(question)
  const other = unconfirmed === undefined ? smaller(question, specimens) : question
  return `${commandFor(other)} --reach ${shellWord(goal)}`
}
