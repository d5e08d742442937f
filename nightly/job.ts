import { processClock } from '../explorer/node/clock'
import { readCase } from '../lab/questions/case'
import { check } from '../lab/searching/check'
import type { Limits } from '../lab/searching/engine'
import { hunt, hunted, shrinkHunted, shrunk } from '../lab/records/hunts'
import { byFingerprintsIn, type Keep } from '../lab/searching/keep'
import { world, type Pinned } from '../lab/records/pinned'
import { numberOf, question, type Differing } from '../lab/questions/question'
import { everything } from '../lab/walking/draw-question'
import { searched, unwatched, walked } from './figures'
import { thousands, type Figures, type Job } from './job-shape'
import { kraftJobs } from './kraft'
import { threeBrokerJobs } from './three-brokers'

export type { Figures }

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed)

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0

const huntJob = (bug: Pinned): Job => ({
  ...{ section: 'hunts', name: bug.name },
  work() {
    const hunts = SEEDS.map((seed) => hunt(bug, seed))
    const found = hunts.filter((one) => one.found !== undefined && numberOf(one.found.target) === bug.expected.property)
    const steps = hunts.map((one) => (one.found === undefined ? Infinity : one.steps))
    const slowest = hunts.reduce((most, one) => Math.max(most, one.steps), 0)
    return {
      'found from': `${found.length} of ${SEEDS.length} seeds`,
      'median of steps': thousands(median(steps)),
      'most steps': thousands(slowest),
    }
  },
})

const shrinkJob = (bug: Pinned): Job => ({
  ...{ section: 'shrinking', name: bug.name },
  work() {
    const cases = SEEDS.flatMap((seed) => shrinkHunted(bug, seed, processClock.cpu) ?? [])
    const best = cases.filter(({ to, shortest }) => to === shortest)
    return {
      'shortest reached': `${best.length} of ${cases.length}`,
      'steps before (median)': String(median(cases.map(({ from }) => from))),
      'steps after (median)': String(median(cases.map(({ to }) => to))),
      'CPU time (median)': `${median(cases.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2)} s`,
    }
  },
})

const walkJob = (name: string, runs: number, steps: number): Job => ({
  ...{ section: 'walks', name },
  work() {
    const asked = question({ settings: { minIsr: 2 }, bounds: { grain: 'message' } })
    return walked({ seed: `tidemark/nightly/${name}`, runs, steps, asked, open: everything })
  },
})

const searchJob = (name: string, asked: Differing): Job => ({
  ...{ section: 'searches', name },
  work: () => searched(question({ settings: { minIsr: 2 }, ...asked })),
})

/**
 * A specimen, searched as `check` does, by fingerprints if `keep` says so. Compares the number of states with the
 * record, `was`.
 */
const specimenJob = (how: string, limits: Limits, maxEpoch: number, slots: number, was: number, keep?: Keep): Job => ({
  ...{ section: 'symmetry', name: `${slots} slots, ${slots} records, epochs 0..${maxEpoch}, ${how}` },
  async work() {
    const [logSize, epoch] = [String(slots), String(maxEpoch)]
    const asked = readCase({ machine: 'kip-320', 'log-size': logSize, records: logSize, 'max-epoch': epoch })
    const { verdict, distinct, generated, depth, cpuSeconds } = (await check(asked, limits, unwatched, keep)).run
    return {
      ...{ verdict, states: String(distinct), 'on record': distinct === was ? 'the same' : `${was}: MOVED` },
      ...{ transitions: String(generated), depth: String(depth) },
      'CPU time': `${cpuSeconds.toFixed(0)} s`,
    }
  },
})

/** Each job has its own folder, because jobs may ask the same question at the same time. */
const byFingerprints = (name: string): Keep => byFingerprintsIn(`.tidemark/nightly/${name}`)

/** Every job that runs in this process, in the order of the page. */
export const jobs: readonly Job[] = [
  ...hunted.map(huntJob),
  ...shrunk.map(shrinkJob),
  ...['a', 'b', 'c', 'd'].map((name) => walkJob(name, 40_000, 120)),
  walkJob('long', 60, 10_000),
  searchJob('three brokers, two crashes', { bounds: world(3, 2, 3, { 'process-crash': 2 }) }),
  searchJob('three brokers, a crash and a move', { bounds: world(3, 2, 4, { 'process-crash': 1, 'leader-move': 1 }) }),
  searchJob('three brokers, a zombie and a crash', { bounds: world(3, 1, 3, { 'cut-off': 1, 'process-crash': 1 }) }),
  searchJob('four brokers, two moves', { bounds: world(4, 1, 3, { 'leader-move': 2, 'lost-request': 1 }) }),
  searchJob('messages among three, two moves', {
    bounds: { ...world(3, 1, 3, { 'leader-move': 2 }), grain: 'message' },
  }),
  searchJob('messages between two, four epochs', {
    bounds: { ...world(2, 2, 4, { 'leader-move': 3, 'process-crash': 1 }), grain: 'message' },
  }),
  specimenJob('up to renaming', { symmetry: true }, 2, 2, 123_311),
  specimenJob('up to renaming, two threads', { symmetry: true, workers: 2 }, 2, 2, 123_311),
  specimenJob('two threads', { workers: 2 }, 3, 2, 9_985_570),
  specimenJob('in one order', { partialOrder: true }, 3, 2, 9_985_570),
  specimenJob('by fingerprints', {}, 3, 2, 9_985_570, byFingerprints('one')),
  specimenJob('by fingerprints, two threads', { workers: 2 }, 3, 2, 9_985_570, byFingerprints('two')),
  specimenJob('up to renaming', { symmetry: true }, 3, 3, 10_793_025),
  specimenJob('whole', {}, 3, 3, 64_739_578),
  specimenJob('two threads', { workers: 2 }, 3, 3, 64_739_578),
  specimenJob('by fingerprints, two threads', { workers: 2 }, 3, 3, 64_739_578, byFingerprints('large')),
  ...kraftJobs,
  ...threeBrokerJobs,
]

export const jobNamed = (section: string, name: string): Job | undefined =>
  jobs.find((job) => job.section === section && job.name === name)
