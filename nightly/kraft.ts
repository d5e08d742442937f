/** KRaft at night: 4.3 with what repairs the findings holds in larger worlds, and in long walks. */
import { question, type Question } from '../lab/questions/question'
import { repairs } from '../lab/records/kraft-repairs'
import type { Fault } from '../model/state'
import { searched, walked } from './figures'
import type { Job } from './job-shape'

type Budget = Partial<Record<Fault, number>>

const ALL_REPAIRS: readonly string[] = [...repairs, 'hypothetical-known-process']

const FAULTS: readonly Fault[] = ['process-crash', 'machine-crash', 'clean-shutdown', 'session-expiry', 'pause']

const pairs: readonly (readonly [Fault, Fault])[] = FAULTS.flatMap((one, at) =>
  FAULTS.slice(at + 1).map((other) => [one, other] as const),
)

/** Two brokers, two records, four leader epochs, message by message: two faults, one of each kind. */
const between = ([one, other]: readonly [Fault, Fault], minIsr: number, elr: boolean): Question => {
  const faults: Budget = { [one]: 1, [other]: 1 }
  return question({
    kafka: '4.3',
    with: ALL_REPAIRS,
    settings: { minIsr },
    bounds: { brokers: 2, records: 2, epochs: 4, grain: 'message', faults, kraft: { metadataLag: 2, elr } },
  })
}

const searchJob = (name: string, asked: Question): Job => ({
  ...{ section: 'KRaft', name },
  work: () => searched(asked),
})

/** With min.insync.replicas=1 nothing is promised if a machine loses records. */
const searches: readonly Job[] = pairs.flatMap((pair) => {
  const least = pair.includes('machine-crash') ? [2] : [1, 2]
  return least.flatMap((minIsr) =>
    [false, true].map((elr) =>
      searchJob(
        `${pair.join(' and ')}, min.insync.replicas=${minIsr}${elr ? ', ELR' : ''}`,
        between(pair, minIsr, elr),
      ),
    ),
  )
})

const EVERYTHING: Budget = {
  ...{ 'process-crash': 2, 'clean-shutdown': 2, 'session-expiry': 2, 'cut-off': 1, 'cut-link': 1, pause: 1 },
  ...{ 'isr-shrink': 4, 'leader-move': 3, 'lost-alter-partition': 2 },
}

const walkJob = (name: string, elr: boolean, minIsr: number): Job => ({
  ...{ section: 'KRaft walks', name },
  work() {
    const asked = question({
      ...{ kafka: '4.3', with: ALL_REPAIRS, settings: { minIsr } },
      bounds: {
        ...{ brokers: 3, records: 3, epochs: 7, grain: 'message', faults: EVERYTHING },
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
  ...searches,
  walkJob('min.insync.replicas=1', false, 1),
  walkJob('min.insync.replicas=2', false, 2),
  walkJob('min.insync.replicas=2, ELR', true, 2),
]
