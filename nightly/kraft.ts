/** KRaft at night: 4.3 with what repairs the findings holds in larger worlds, and in long walks. */
import { question } from '../lab/questions/question'
import { repairs } from '../lab/records/kraft-repairs'
import type { Pinned } from '../lab/records/pinned'
import { twoBrokerSearches } from '../lab/records/two-brokers'
import type { Fault } from '../model/state'
import { comparedWith, walked } from './figures'
import type { Job } from './job-shape'

type Budget = Partial<Record<Fault, number>>

const ALL_REPAIRS: readonly string[] = [...repairs, 'hypothetical-known-process']

/** The largest has 7 million states. */
const BYTES = 4 * 2 ** 30

const searchJob = (row: Pinned): Job => ({
  ...{ section: 'KRaft', name: row.name },
  work: () => comparedWith(row, BYTES),
})

const EVERYTHING: Budget = {
  ...{ 'process-crash': 2, 'clean-shutdown': 2, 'session-expiry': 2, 'cut-off': 1, 'cut-link': 1, pause: 1 },
  ...{ 'isr-shrink': 4, 'leader-move': 3, 'lost-alter-partition': 2 },
}

/** Records may be lost where replicas are eligible (B19). */
const LOST_AND_REPLACED: Budget = { 'machine-crash': 1, 'controller-failover': 1 }

/** S13 breaks beside a failover for a process that has not registered, which serves nobody (docs/decisions/0067). */
const OF_FAILOVER: readonly string[] = [...repairs, 'published-after-registration']

const walkJob = (name: string, elr: boolean, minIsr: number, also: Budget = {}, put = ALL_REPAIRS): Job => ({
  ...{ section: 'KRaft walks', name },
  work() {
    const asked = question({
      ...{ kafka: '4.3', with: put, settings: { minIsr } },
      bounds: {
        ...{ brokers: 3, records: 3, epochs: 7, grain: 'message', faults: { ...EVERYTHING, ...also } },
        kraft: { metadataLag: 2, elr },
      },
    })
    return walked({
      seed: `tidemark/nightly/kraft/${name}`,
      runs: 30_000,
      steps: 240,
      asked,
      open: { leader: true },
    })
  },
})

export const kraftJobs: readonly Job[] = [
  ...twoBrokerSearches.map(searchJob),
  walkJob('min.insync.replicas=1', false, 1),
  walkJob('min.insync.replicas=2', false, 2),
  walkJob('min.insync.replicas=2, ELR', true, 2),
  walkJob('min.insync.replicas=2, ELR, a machine crash', true, 2, { 'machine-crash': 1 }),
  walkJob('min.insync.replicas=2, ELR, a machine crash and a failover', true, 2, LOST_AND_REPLACED, OF_FAILOVER),
]
