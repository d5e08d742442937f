import type { Worker } from 'bullmq'
import { setTimeout as sleep } from 'node:timers/promises'
import { crew, type Crew } from '../../explorer/node/crew'
import { startCampaignThread } from '../../lab/campaign/drive'
import type { Asked, Job, Result } from '../../lab/campaign/job'
import type { Io } from '../io'
import { PATIENCE } from './hands'
import { workerName } from './names'
import { bullmq, left, PREFIX, reached, retrying } from './server'
import { PASSWORD, readServer } from './url'

/** A job whose worker did not say for so long (milliseconds) that it lives is given to another. */
const LOCK = 10_000
const STALLED_EVERY = 5000

/** A job that was taken over so often is not tried any more: it may be what ends its workers. */
const MOST_TAKEN_OVER = 25

/** Milliseconds between two looks at signals and at the server. */
const LOOK = 200

export interface Labour {
  readonly jobs: number
  readonly stopped: 'interrupt' | 'queue'
  readonly because?: string
}

interface Means {
  readonly program: string
  readonly threads: number
  isInterrupted(): boolean
  report(jobs: number, seconds: number): void
}

/**
 * Takes jobs from a queue until somebody says stop. Threads do the work, so this thread can tell the server all the time that
 * the worker lives.
 */
export const labour = async (
  url: string,
  { program, threads, isInterrupted, report }: Means,
  io: Io,
): Promise<Labour> => {
  const { Worker: WorkerOf } = bullmq()
  const server = readServer(url, io.env(PASSWORD))
  const again = retrying()
  const pool = poolOf(threads)
  const done = { jobs: 0 }
  const worker = new WorkerOf<Asked, Result>(program, ({ data }) => pool.work(data), {
    connection: { ...server, maxRetriesPerRequest: null, retryStrategy: again.retryStrategy },
    ...{ prefix: PREFIX, concurrency: threads, name: workerName(io.pid, threads), autorun: false },
    ...{ lockDuration: LOCK, stalledInterval: STALLED_EVERY, maxStalledCount: MOST_TAKEN_OVER },
  })
  try {
    await reached(worker, url)
    io.err(`working   for ${url}, queue ${program}; stop with Ctrl-C\n`)
    worker.on('completed', () => void done.jobs++)
    void worker.run().catch(() => undefined)
    const because = await untilOver(worker, io, isInterrupted, (seconds) => report(done.jobs, seconds))
    await Promise.race([worker.close(because !== undefined), ...(because === undefined ? [] : [sleep(1000)])])
    return because === undefined
      ? { jobs: done.jobs, stopped: 'interrupt' }
      : { jobs: done.jobs, stopped: 'queue', because }
  } finally {
    await left(worker, again)
    await pool.end()
  }
}

/** Waits for Ctrl-C, or for a server that does not answer any more: then why not. */
const untilOver = async (
  worker: Worker,
  { clock, queueSeconds = PATIENCE }: Io,
  isInterrupted: () => boolean,
  report: (seconds: number) => void,
): Promise<string | undefined> => {
  const begin = clock.now()
  const at = { answered: begin }
  while (!isInterrupted()) {
    await sleep(LOOK)
    if (await answers(worker)) at.answered = clock.now()
    if (clock.now() - at.answered >= queueSeconds) return 'the server does not answer'
    report(clock.now() - begin)
  }
  return undefined
}

const answers = async (worker: Worker): Promise<boolean> => {
  try {
    const asking = worker.getBackend().getCounts(['active'])
    return await Promise.race([asking.then(() => true), sleep(LOOK * 10).then(() => false)])
  } catch {
    return false
  }
}

interface Pool {
  work(asked: Asked): Promise<Result>
  end(): Promise<void>
}

type Task = Pick<Job, 'asked'>

/** Threads as a function that does a job. */
const poolOf = (threads: number): Pool => {
  const hands: Crew<Task, Result> = crew(threads, startCampaignThread)
  const waiting = new Map<Task, { resolve(result: Result): void; reject(error: Error): void }>()
  const at = { isOver: false }
  const collecting = (async () => {
    while (!at.isOver)
      for (const { task, reply } of await hands.news(LOOK)) {
        const one = waiting.get(task)
        waiting.delete(task)
        if ('result' in reply) one?.resolve(reply.result)
        else one?.reject('died' in reply ? new Error(`died: ${reply.died}`) : reply.error)
      }
  })()
  return {
    work: (asked) =>
      new Promise((resolve, reject) => {
        const task = { asked }
        waiting.set(task, { resolve, reject })
        hands.give(task)
      }),
    async end() {
      at.isOver = true
      await collecting
      await hands.dismiss()
    },
  }
}
