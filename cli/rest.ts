import type { Run } from '../contract/run'
import { searchWords } from '../explorer/node/progress'
import type { Limits } from '../lab/searching/engine'
import { withRest } from '../lab/searching/rest'
import type { Io } from './io'
import { watched } from './watch'

/** What lies outside the promise, and what would help, while progress is shown. */
export const withRestWatched = (judged: Run, limits: Limits, io: Io): Promise<Run> =>
  withRest(judged, limits, io.clock.now, (label, work) => watched(io, searchWords, work, label))
