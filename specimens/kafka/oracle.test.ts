/** Every figure that TLC gave for the five modules, found again by our explorer on our machines. */
import { explore } from '../../explorer/breadth'
import type { AlwaysProperty, Machine } from '../../explorer/machine'
import { oracle, type Finding, type OracleRow } from '../oracle'
import type { Action } from './action'
import { kip101 } from './kip-101'
import { kip279 } from './kip-279'
import { kip320 } from './kip-320'
import { kip320FirstTry } from './kip-320-first-try'
import { kafkaMachine } from './machine'
import { leaderInIsr, strongIsr, weakIsr } from './properties'
import type { State } from './state'
import { truncateToHighWatermark } from './truncate-to-high-watermark'
import { followsInEpoch, replicaAt } from './words'

const MODULES = [truncateToHighWatermark, kip101, kip279, kip320FirstTry, kip320]

type Kafka = Machine<State, Action>

const searched = oracle.filter((row) => row.distinct !== undefined)
const named = (rows: readonly OracleRow[], claim: (row: OracleRow) => string): [string, OracleRow][] =>
  rows.map((row) => [`${within(row)}: ${claim(row)}`, row])

describe('TLC and this explorer agree', () => {
  test.each(named(searched, ({ distinct, depth }) => `${grouped(distinct)} states in ${(depth ?? 0) - 1} steps`))(
    '%s',
    (_, row) => {
      const held = properties(row).filter(([, finding]) => finding === 'holds')
      const { machine, generatedByTlc } = countingAsTlc(row.module, machineOf(row))
      const found = explore(machine, [leaderInIsr, ...held.map(([property]) => property)])
      expect(found).toMatchObject({ verdict: 'holds', distinct: row.distinct, depth: (row.depth ?? 0) - 1 })
      expect(generatedByTlc()).toBe(row.generatedByTlc)
    },
  )

  const broken = oracle.flatMap((row) =>
    properties(row).flatMap(([property, finding]): [string, OracleRow, AlwaysProperty<State>, number][] =>
      typeof finding === 'number'
        ? [[`${within(row)}: ${property.name} breaks in ${finding - 1} steps`, row, property, finding - 1]]
        : [],
    ),
  )
  test.each(broken)('%s', (_, row, property, steps) => {
    const { breach } = explore(machineOf(row), [property])
    expect(breach?.actions).toHaveLength(steps)
    expect(breach?.breaches.map((one) => one.property)).toEqual([property.name])
  })

  const symmetric = oracle.filter((row) => row.distinctUnderSymmetry !== undefined)
  test.each(named(symmetric, (row) => `${grouped(row.distinctUnderSymmetry)} states but for renaming`))(
    '%s',
    (_, row) => {
      expect(countOrbits(machineOf(row))).toBe(row.distinctUnderSymmetry)
    },
  )
})

function within({ module, replicas, logSize, records, maxEpoch }: OracleRow): string {
  return `${module}, ${replicas} replicas, ${logSize} slots, ${records} ${records === 1 ? 'record' : 'records'}, epochs 0..${maxEpoch}`
}

function grouped(count = 0): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

function machineOf(row: OracleRow): Kafka {
  const module = MODULES.find(({ name }) => name === row.module)
  if (module === undefined) throw new Error(`no module is named ${row.module}`)
  return kafkaMachine(module, row)
}

function properties(row: OracleRow): readonly (readonly [AlwaysProperty<State>, Finding])[] {
  return [
    [weakIsr, row.weakIsr],
    [strongIsr, row.strongIsr],
  ]
}

/** TLC counts the initial state, and some steps twice, because two disjuncts of the module lead to the same state. */
function countingAsTlc(module: string, machine: Kafka): { machine: Kafka; generatedByTlc: () => number } {
  const counted = { steps: 1 }
  const counting: Kafka = {
    ...machine,
    successors(state, visit) {
      machine.successors(state, (action, next) => {
        counted.steps += isCountedTwice(module, state, action) ? 2 : 1
        visit(action, next)
      })
    },
  }
  return { machine: counting, generatedByTlc: () => counted.steps }
}

function isCountedTwice(module: string, state: State, action: Action): boolean {
  if (module === 'kip-279' && action.type === 'follow') return replicaAt(state, action.follower).log.length === 0
  if (module !== 'kip-320' || action.type !== 'shrink') return false
  const { leader } = state.quorum
  const isBehind = replicaAt(state, action.follower).log.length < replicaAt(state, leader).log.length
  return isBehind && !followsInEpoch(state, action.follower, leader)
}

/** A search among representatives: of all renamings of a state, the one whose packed words come first. */
function countOrbits(machine: Kafka): number {
  const packed = new Int32Array(machine.states.words)
  const keyOf = (state: State): string => {
    machine.states.write(state, packed, 0)
    return String.fromCharCode(...new Uint16Array(packed.buffer))
  }
  const known = new Set<string>()
  const representatives = new Set<string>()
  const queue: State[] = []
  const meet = (state: State): void => {
    if (known.has(keyOf(state))) return
    const orbit = (machine.renamings ?? []).map((renaming) => keyOf(renaming.state(state)))
    orbit.forEach((key) => known.add(key))
    representatives.add(orbit.reduce((least, key) => (key < least ? key : least)))
    queue.push(state)
  }
  meet(machine.initial)
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    machine.successors(state, (_, next) => meet(next))
  }
  return representatives.size
}
