import { version } from '../package.json'
import { programSum } from '../lab/campaign/program'
import { badInput } from '../lab/questions/bad-input'
import { wholeNumber } from '../lab/questions/words'
import { shellWord } from '../reports/formats/words'
import type { WorkJson } from '../reports/json-campaign'
import { counted } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import type { Typed } from './options'
import { parts } from './parts'
import { watched } from './watch'

const MOST_THREADS = 64

/** `tidemark work`: does the jobs of campaigns that a queue has, until Ctrl-C. */
export const runWork = async (typed: Typed, io: Io): Promise<Answer> => {
  const { queue, workers = '1' } = typed
  if (queue === undefined) throw badInput('--queue is missing: expected redis://host:port or rediss://host:port')
  const threads = wholeNumber('workers', workers, 1, MOST_THREADS)
  const program = programSum(version)
  const { jobs, stopped, because } = await watched(
    io,
    () => (done: { readonly jobs: number }, seconds) => `${seconds.toFixed(0)} s  ${counted(done.jobs, 'job')} done`,
    ({ isInterrupted, report }) =>
      parts
        .labour()
        .labour(
          queue,
          { program, threads, isInterrupted, report: (done, seconds) => report({ jobs: done }, seconds) },
          io,
        ),
  )
  const exitCode = stopped === 'interrupt' ? EXIT.holds : EXIT.inconclusive
  const next = `${io.self} work --queue ${shellWord(queue)}`
  const json: WorkJson = {
    ...{ format: 1, command: 'work', exitCode, stopped, jobs, next },
    ...(because === undefined ? {} : { because }),
  }
  const why = stopped === 'interrupt' ? 'stopped by Ctrl-C' : `the queue is gone: ${because ?? ''}`
  return { text: `worked    ${counted(jobs, 'job')}; ${why}\nnext      ${next}`, json, exitCode }
}
