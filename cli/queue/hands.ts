import type { Job as Queued, Queue } from 'bullmq'
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { News } from '../../explorer/node/crew'
import type { Hands } from '../../lab/campaign/drive'
import type { Job, Result } from '../../lab/campaign/job'
import type { Io } from '../io'
import { threadsIn } from './names'
import { bullmq, left, PREFIX, reached, retrying } from './server'
import { PASSWORD, readServer } from './url'

/** A campaign as a queue knows it. */
interface Named {
  readonly name: string
  /** The queue: workers of another program take other jobs. */
  readonly program: string
}

/** The queue never has more jobs of a campaign than this for each worker. */
const JOBS_A_WORKER = 3
const FEWEST_JOBS = 8

/** A job that throws is tried again this often: it may have been the machine. */
const ATTEMPTS = 3

/** Seconds after which results that nobody fetched may be removed. */
const KEPT_FOR = 7 * 24 * 3600

/** Seconds between two looks at whether the queue still has what was given to it, and at the workers. */
const LOOK_EVERY = 2

/** Milliseconds between two questions to the server. */
const LONGEST_SLEEP = 40

/** Seconds without an answer of the server, after which it is gone. */
export const PATIENCE = 15

/**
 * The workers of a queue. A job is in the queue by its key, so it is there once, and to add it again changes nothing. Its
 * result stays there until it is fetched. So whatever is lost, of this process or of the server, is found by asking again.
 */
export const handsOf = async (url: string, named: Named, io: Io): Promise<Hands> => {
  const { Queue: QueueOf } = bullmq()
  const server = readServer(url, io.env(PASSWORD))
  const again = retrying()
  const connection = { ...server, maxRetriesPerRequest: 1, commandTimeout: 5000, retryStrategy: again.retryStrategy }
  const queue = new QueueOf(named.program, { connection, prefix: PREFIX })
  const leave = (): Promise<void> => left(queue, again)
  try {
    await reached(queue, url)
  } catch (error) {
    await leave()
    throw error
  }
  return handsBy(queue, idOf(named), leave, io)
}

/** The same folder goes on with the jobs that it left in the queue. */
const idOf = ({ name }: Named): string =>
  createHash('sha256')
    .update(JSON.stringify([hostname(), process.cwd(), name]))
    .digest('hex')
    .slice(0, 12)

const handsBy = (
  queue: Queue,
  id: string,
  leave: () => Promise<void>,
  { clock, queueSeconds = PATIENCE }: Io,
): Hands => {
  const out = new Map<string, Job>()
  const fresh: Job[] = []
  const at = { answered: clock.now(), looked: -Infinity, workers: 0, trouble: '' }
  const idOfJob = ({ key }: Job): string => `${id}-${key}`

  const add = async (jobs: readonly Job[]): Promise<void> => {
    if (jobs.length > 0) await queue.addBulk(jobs.map((job) => queued(job, idOfJob(job))))
  }

  const talk = async (): Promise<readonly News<Job, Result>[]> => {
    const isDue = clock.now() - at.looked >= LOOK_EVERY
    await add(isDue ? [...out.values()] : fresh)
    fresh.length = 0
    const news = await finishedIn(queue, id, out)
    for (const { task } of news) out.delete(idOfJob(task))
    if (isDue) {
      at.workers = threadsIn(await queue.getWorkers())
      at.looked = clock.now()
    }
    return news
  }

  return {
    get workers() {
      return at.workers
    },
    get gone() {
      return clock.now() - at.answered < queueSeconds ? undefined : at.trouble
    },
    hasRoom: () => out.size < Math.max(FEWEST_JOBS, JOBS_A_WORKER * at.workers),
    give(job) {
      out.set(idOfJob(job), job)
      fresh.push(job)
    },
    async news(milliseconds) {
      try {
        const news = await talk()
        at.answered = clock.now()
        if (news.length > 0) return news
      } catch (error) {
        at.trouble = error instanceof Error ? error.message : String(error)
        at.looked = -Infinity
      }
      await sleep(Math.min(milliseconds, LONGEST_SLEEP))
      return []
    },
    async dismiss() {
      const isThere = clock.now() - at.answered < queueSeconds
      if (isThere) await Promise.race([takeBack(queue, [...out.keys()]), sleep(1000)])
      await leave()
    },
  }
}

const queued = ({ asked, rank }: Job, jobId: string): Parameters<Queue['addBulk']>[0][number] => ({
  name: asked.kind,
  data: asked,
  opts: {
    jobId,
    priority: 1 + rank,
    attempts: ATTEMPTS,
    removeOnComplete: { age: KEPT_FOR },
    removeOnFail: { age: KEPT_FOR },
  },
})

/** The jobs that have ended, and are removed from the queue when the caller has their results. */
const finishedIn = async (
  queue: Queue,
  id: string,
  out: ReadonlyMap<string, Job>,
): Promise<readonly News<Job, Result>[]> => {
  const ids = (await queue.getBackend().getRanges(['completed', 'failed'])).flat()
  const news: News<Job, Result>[] = []
  for (const one of ids.filter((other) => other.startsWith(`${id}-`))) {
    const task = out.get(one)
    const found = (await queue.getJob(one)) as Queued | undefined
    if (found === undefined) continue
    if (task !== undefined) news.push({ task, reply: replyIn(found) })
    await found.remove()
  }
  return news
}

const replyIn = ({ failedReason, returnvalue }: Queued): News<Job, Result>['reply'] => {
  if (failedReason === undefined || failedReason === '') return { result: returnvalue as Result }
  return /^died: |stalled/.test(failedReason) ? { died: failedReason } : { error: new Error(failedReason) }
}

/** Jobs that nobody has begun. Of the others the results stay, for the next time. */
const takeBack = async (queue: Queue, ids: readonly string[]): Promise<void> => {
  for (const one of ids) await queue.remove(one).catch(() => undefined)
}
