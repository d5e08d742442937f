/** 4.3 with the repairs among three brokers: each search on record, asked again, and walks where no search ends. */
import { kafkaCase } from '../lab/questions/kafka-case'
import { departure, type Pinned } from '../lab/records/pinned'
import {
  forgettingSearches,
  losingSearches,
  threeBrokerSearches,
  threeBrokerWalks,
  WALKS,
} from '../lab/records/three-brokers'
import { check } from '../lab/searching/check'
import { unwatched, walked } from './figures'
import type { Job } from './job-shape'

/** The largest has 86 million states. */
const BYTES = 12 * 2 ** 30

const searchJob = ({ name, question, expected }: Pinned): Job => ({
  ...{ section: 'KRaft, three brokers', name },
  async work() {
    const { run } = await check(kafkaCase(question), { bytes: BYTES }, unwatched)
    if (run.stopped !== undefined) return { verdict: `not finished: stopped by ${run.stopped}` }
    const departed = departure(run, expected)
    return {
      ...{ verdict: run.verdict, states: String(run.distinct), depth: String(run.depth) },
      'on record': departed === undefined ? 'the same' : `MOVED: ${departed}`,
      'CPU time': `${run.cpuSeconds.toFixed(0)} s`,
    }
  },
})

const walkJob = ({ name, question }: (typeof threeBrokerWalks)[number]): Job => ({
  ...{ section: 'KRaft, three brokers: walks', name },
  work: () =>
    walked({ seed: `tidemark/nightly/three brokers/${name}`, ...WALKS, asked: question, open: { leader: true } }),
})

export const threeBrokerJobs: readonly Job[] = [
  ...[...forgettingSearches, ...losingSearches, ...threeBrokerSearches].map(searchJob),
  ...threeBrokerWalks.map(walkJob),
]
