/** 4.3 with the repairs among three brokers: each search on record, asked again, and walks where no search ends. */
import type { Pinned } from '../lab/records/pinned'
import {
  forgettingSearches,
  losingSearches,
  threeBrokerSearches,
  threeBrokerWalks,
  WALKS,
} from '../lab/records/three-brokers'
import { comparedWith, walked } from './figures'
import type { Job } from './job-shape'

/** The largest has 86 million states. */
const BYTES = 12 * 2 ** 30

const searchJob = (row: Pinned): Job => ({
  ...{ section: 'KRaft, three brokers', name: row.name },
  work: () => comparedWith(row, BYTES),
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
