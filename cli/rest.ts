import type { Run } from '../contract/run'
import { searchWords } from '../explorer/node/progress'
import type { Limits } from '../lab/searching/engine'
import { outsideOf } from '../lab/searching/outside'
import { remedyFor } from '../lab/searching/remedy'
import type { Io } from './io'
import { watched } from './watch'

/** What lies outside the promise, and what would help: with what is left of the time. */
export const withRest = async (judged: Run, limits: Limits, io: Io): Promise<Run> => {
  const begin = io.clock.now() - judged.seconds
  const left = (): Limits =>
    limits.seconds === undefined ? limits : { ...limits, seconds: Math.max(0, limits.seconds + begin - io.clock.now()) }
  const outside = await watched(io, searchWords, (watch) => outsideOf(judged, left(), watch), 'outside the promise')
  const known: Run = outside === undefined ? judged : { ...judged, outside }
  const remedy = await watched(io, searchWords, (watch) => remedyFor(known, left(), watch), 'remedies')
  return remedy === undefined ? known : { ...known, remedy }
}
