import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { crew, type Crew } from '../../explorer/node/crew'
import type { Watch } from '../../explorer/node/drive'
import { startThread } from '../../explorer/node/thread'
import type { Job, Result } from './job'
import type { Journal } from './journal'
import type { CampaignProgress, Ledger } from './ledger'

/** Those who do jobs: threads of this process, or workers of a queue. */
export interface Hands extends Crew<Job, Result> {
  /** How many jobs are worked on at once, as far as it is known. */
  readonly workers: number
  /** Why no more results will come, if the queue is gone. */
  readonly gone?: string | undefined
}

export const startCampaignThread = (): Worker => startThread(join(__dirname, 'thread'), undefined)

export const threads = (workers: number, start = startCampaignThread): Hands => ({
  ...crew<Job, Result>(workers, start),
  workers,
})

export interface CampaignWatch extends Watch<CampaignProgress & { readonly workers: number }> {
  /** The seconds after which the campaign stops. */
  readonly seconds?: number
}

/** Why a campaign ended before its end. */
export interface Stop {
  readonly stopped: 'interrupt' | 'time' | 'queue' | 'workers'
  /** What is wrong with the queue, or with the workers. */
  readonly because?: string
}

/** A job whose worker dies this often is not given again. */
const MOST_DEATHS = 3

const LONGEST_WAIT = 100

/**
 * Gives out jobs until the campaign is over, or must stop. A result is in the journal before it counts. The error of a job
 * is thrown when everything that came with it is saved.
 */
export const driveCampaign = async (
  of: Ledger,
  hands: Hands,
  journal: Journal,
  watch: CampaignWatch,
): Promise<Stop | undefined> => {
  const { clock, seconds = Infinity } = watch
  const begin = clock.now()
  const deaths = new Map<string, number>()
  const giveOut = (): void => {
    for (
      let job = hands.hasRoom() ? of.next() : undefined;
      job !== undefined;
      job = hands.hasRoom() ? of.next() : undefined
    )
      hands.give(job)
  }
  try {
    while (!of.isOver) {
      giveOut()
      const news = await hands.news(LONGEST_WAIT)
      const done = news.flatMap(({ task, reply }) =>
        'result' in reply ? [{ key: task.key, result: plain(reply.result) }] : [],
      )
      const fresh = done.filter(({ key, result }) => of.add(key, result))
      if (fresh.length > 0) journal.append(fresh)
      for (const { task, reply } of news) {
        if ('error' in reply) throw reply.error
        if (!('died' in reply)) continue
        deaths.set(task.key, 1 + (deaths.get(task.key) ?? 0))
        if ((deaths.get(task.key) ?? 0) >= MOST_DEATHS) return { stopped: 'workers', because: reply.died }
        of.giveBack(task)
      }
      const used = clock.now() - begin
      watch.report({ ...of.progress, workers: hands.workers }, used)
      if (watch.isInterrupted()) return { stopped: 'interrupt' }
      if (used >= seconds) return { stopped: 'time' }
      if (hands.gone !== undefined) return { stopped: 'queue', because: hands.gone }
    }
    return undefined
  } finally {
    await hands.dismiss()
  }
}

/** As it will be read from the journal: so a campaign that is resumed prints the same bytes. */
const plain = (result: Result): Result => JSON.parse(JSON.stringify(result)) as Result
