import { explore } from '../explorer/breadth'
import { rng } from '../explorer/rng'
import { processClock } from '../explorer/node/clock'
import { steps, type Stepping } from '../explorer/steps'
import { briskly, drawSwarm } from '../explorer/swarm'
import { walk } from '../explorer/walk'
import { readCase, type Case } from '../lab/questions/case'
import { kafkaCase } from '../lab/questions/kafka-case'
import { check } from '../lab/searching/check'
import type { Limits } from '../lab/searching/engine'
import { byFingerprintsIn, type Keep } from '../lab/searching/keep'
import { world } from '../lab/records/pinned'
import { question, subjectOf } from '../lab/questions/question'
import { faults } from '../model/state'

/** A measurement with a unique name. */
export interface Row {
  readonly name: string
  /** True if it takes so long that it needs no warm-up. */
  readonly isLong?: boolean
  /** True if its profile is printed. */
  readonly isProfiled?: boolean
  run(): Promise<Measured>
}

export interface Measured {
  /** The number of states, or of walks. */
  readonly distinct: number
  /** The number of transitions, or of steps of walks. */
  readonly generated: number
  readonly bytes: number
}

const kip320 = (constants: Readonly<Record<string, string>>): Case => readCase({ machine: 'kip-320', ...constants })

const small = kip320({ 'log-size': '2', records: '2', 'max-epoch': '2' })
const large = kip320({ 'log-size': '2', records: '2', 'max-epoch': '3' })
const huge = kip320({ 'log-size': '3', records: '3', 'max-epoch': '3' })

const baseline = kafkaCase(
  question({ settings: { minIsr: 2 }, bounds: world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 }) }),
)
const crash = kafkaCase(
  question({ settings: { minIsr: 2 }, bounds: world(3, 2, 3, { 'process-crash': 1, 'leader-move': 1 }) }),
)

/** A search as `tidemark check` runs it. */
const checked =
  (asked: Case, limits: Limits = {}, keep?: Keep): Row['run'] =>
  async () =>
    (await check(asked, limits, { clock: processClock, isInterrupted: () => false, report: () => undefined }, keep)).run

/** With or without properties, and by the rules only or in the default way. */
const explored =
  (asked: Case, isJudged: boolean, stepping?: Stepping): Row['run'] =>
  () =>
    asked.run((machine, properties) => Promise.resolve(explore(machine, isJudged ? properties : [], {}, stepping)))

const WALKS = 4000
const REACH = { steps: 120, returns: briskly.returns }

/**
 * Walks with fixed bounds, each with its own seed and probabilities. As in `tidemark walk`, a fact that was reached is
 * not searched for again.
 */
const walks: Row['run'] = () => {
  const harms = Object.fromEntries(
    faults.map((fault) => [
      fault,
      ['machine-crash', 'id-taken-over', 'late-fetch', 'late-read'].includes(fault) ? 0 : 5,
    ]),
  )
  const bounds = { ...world(3, 6, 8, harms), grain: 'message' } as const
  const { machine, properties } = subjectOf(question({ kafka: '2.1', settings: { minIsr: 2 }, bounds }))
  const met = new Set<string>()
  let taken = 0
  for (let number = 0; number < WALKS; number++) {
    const chance = rng(`bench/${number}`)
    const left = properties.filter(({ name }) => !met.has(name))
    const walking = walk(machine, left, drawSwarm(machine.actions, chance), chance, REACH)
    while (walking.advance(REACH.steps));
    taken += walking.outcome.steps
    for (const { name, depth } of walking.outcome.facts) if (depth !== undefined) met.add(name)
  }
  return Promise.resolve({ distinct: WALKS, generated: taken, bytes: 0 })
}

const onDisk = byFingerprintsIn('.tidemark/bench')

const managers = (count: number): Case => readCase({ machine: 'two-phase-commit', 'resource-managers': String(count) })

/** Two-phase commit, where memory does not pay: as by default, and by the rules. */
const twoPhase: readonly Row[] = [5, 6, 7, 8, 9].flatMap((count): readonly Row[] => [
  { name: `two-phase commit, ${count} managers`, isLong: count > 7, run: checked(managers(count)) },
  { name: `  ${count} managers, by the rules`, isLong: count > 7, run: explored(managers(count), true, steps) },
])

const election = readCase({ machine: 'raft-election', nodes: '5' })
const paxos = readCase({ machine: 'paxos', ballots: '3' })

/** Measurements of search variants. The specimen is KIP-320 with 3 replicas. */
export const rows: readonly Row[] = [
  { name: 'specimen, epochs 0..2, no properties', isProfiled: true, run: explored(small, false) },
  { name: '  no properties, every step by the rules', run: explored(small, false, steps) },
  { name: 'specimen, epochs 0..2', isProfiled: true, run: checked(small) },
  { name: '  every step by the rules', run: explored(small, true, steps) },
  { name: '  --symmetry', run: checked(small, { symmetry: true }) },
  { name: '  --partial-order', run: checked(small, { partialOrder: true }) },
  { name: 'specimen, epochs 0..3', isLong: true, run: checked(large) },
  { name: '  epochs 0..3, --workers 2', isLong: true, run: checked(large, { workers: 2 }) },
  { name: '  epochs 0..3, --fingerprints', isLong: true, run: checked(large, {}, onDisk) },
  { name: '  epochs 0..3, --fingerprints --workers 2', isLong: true, run: checked(large, { workers: 2 }, onDisk) },
  { name: 'Kafka baseline, 2 moves, a lost request', isProfiled: true, run: checked(baseline) },
  { name: '  2 moves, every step by the rules', run: explored(baseline, true, steps) },
  { name: '  2 moves, --partial-order', run: checked(baseline, { partialOrder: true }) },
  { name: 'Kafka baseline, a move, a crash', isLong: true, run: checked(crash) },
  { name: '  a crash, every step by the rules', isLong: true, run: explored(crash, true, steps) },
  { name: '  a crash, --partial-order', isLong: true, run: checked(crash, { partialOrder: true }) },
  { name: '  a crash, --workers 2', isLong: true, run: checked(crash, { workers: 2 }) },
  ...twoPhase,
  { name: 'Paxos, 3 ballots', run: checked(paxos) },
  { name: '  Paxos, --symmetry', run: checked(paxos, { symmetry: true }) },
  { name: 'Raft election, 5 nodes', run: checked(election) },
  { name: 'walks at 2.1, message by message', isLong: true, isProfiled: true, run: walks },
]

/** The growth of a search: the same search, stopped at different numbers of states. */
export const growth = (most: number): readonly Row[] =>
  [1e5, 1e6, 1e7, 1e8]
    .filter((states) => states <= most)
    .map((states) => ({
      name: `specimen, 3 slots, 3 records, epochs 0..3, up to ${states.toExponential().replace('+', '')} states`,
      run: checked(states === 1e8 ? endless : huge, { states }),
    }))

/** More than a hundred million states. */
const endless = kip320({ 'log-size': '3', records: '3', 'max-epoch': '4' })
