/**
 * Every figure that TLC gave for the five modules is found again: small rows in npm test, large ones in the long tests.
 */
import { explore } from '../../explorer/breadth'
import { steps } from '../../explorer/steps'
import type { AlwaysProperty, Machine } from '../../contract/machine'
import { schedule } from '../../contract/schedule'
import { retake } from '../../explorer/replay'
import { exploreUpToRenaming } from '../../explorer/symmetry'
import { add, has, none } from '../../kit/bits'
import { permutations, type Permutation } from '../../kit/renaming'
import { NONE } from '../../kit/schema'
import type { Finding, OracleRow } from '../oracle'
import type { Action } from './action'
import { kip101 } from './kip-101'
import { kip279 } from './kip-279'
import { kip320 } from './kip-320'
import { kip320FirstTry } from './kip-320-first-try'
import { kafkaMachine } from './machine'
import { leaderInIsr, strongIsr, weakIsr } from './properties'
import type { Quorum, State } from './state'
import { truncateToHighWatermark } from './truncate-to-high-watermark'
import { followsInEpoch, replicaAt } from './words'

const MODULES = [truncateToHighWatermark, kip101, kip279, kip320FirstTry, kip320]

export type Kafka = Machine<State, Action>

const named = (rows: readonly OracleRow[], claim: (row: OracleRow) => string): [string, OracleRow][] =>
  rows.map((row) => [`${within(row)}: ${claim(row)}`, row])

/** A row without a number of states breaks. With three replicas, it does so after many states. */
export const isSmall = ({ distinct, replicas }: OracleRow): boolean =>
  distinct === undefined ? replicas === 2 : distinct <= 3000

export const isHuge = ({ distinct = 0 }: OracleRow): boolean => distinct > 10_000

/** The explorer finds in these rows what TLC found. */
export const agreesOn = (rows: readonly OracleRow[]): void => {
  const [counted, broken] = [rows.filter(({ distinct }) => distinct !== undefined), rows.flatMap(breachesIn)]
  const renamed = rows.filter(({ distinctUnderSymmetry }) => distinctUnderSymmetry !== undefined)
  if (counted.length > 0) countsAsTlc(counted)
  if (broken.length > 0) breaksAsTlc(broken)
  if (renamed.length > 0) countsUpToRenaming(renamed)
}

const countsAsTlc = (searched: readonly OracleRow[]): void =>
  test.each(named(searched, ({ distinct, depth }) => `${grouped(distinct)} states in ${(depth ?? 0) - 1} steps`))(
    '%s',
    (_, row) => {
      const held = properties(row).filter(([, finding]) => finding === 'holds')
      const { machine, generatedByTlc } = countingAsTlc(row.module, machineOf(row))
      const found = explore(machine, [leaderInIsr, ...held.map(([property]) => property)], {}, steps)
      expect(found).toMatchObject({ verdict: 'holds', distinct: row.distinct, depth: (row.depth ?? 0) - 1 })
      expect(generatedByTlc()).toBe(row.generatedByTlc)
    },
  )

type Breach = readonly [claim: string, row: OracleRow, property: AlwaysProperty<State>, steps: number]

const breachesIn = (row: OracleRow): readonly Breach[] =>
  properties(row).flatMap(([property, finding]): readonly Breach[] =>
    typeof finding === 'number'
      ? [[`${within(row)}: ${property.name} breaks in ${finding - 1} steps`, row, property, finding - 1]]
      : [],
  )

const breaksAsTlc = (broken: readonly Breach[]): void => {
  test.each(broken)('%s', (_, row, property, steps) => {
    const { breach } = explore(machineOf(row), [property])
    expect(breach?.actions).toHaveLength(steps)
    expect(breach?.breaches.map((one) => one.property)).toEqual([property.name])
  })
  test.each(broken)('under symmetry too, %s', (_, row, property, steps) => {
    const machine = machineOf(row)
    const { breach } = exploreUpToRenaming(machine, [property])
    expect(breach?.actions).toHaveLength(steps)
    expect(retake(schedule('', machine, breach?.actions ?? []), [property]).breaches).toEqual(breach?.breaches)
  })
}

const countsUpToRenaming = (symmetric: readonly OracleRow[]): void =>
  test.each(named(symmetric, (row) => `${grouped(row.distinctUnderSymmetry)} states up to renaming`))(
    '%s',
    (_, row) => {
      const machine = machineOf(row)
      expect(exploreUpToRenaming(machine)).toMatchObject({ verdict: 'holds', distinct: row.distinctUnderSymmetry })
      expect(countOrbits(machine)).toBe(row.distinctUnderSymmetry)
    },
  )

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

/** A search among representatives: the renaming of a state whose packed words come first. */
function countOrbits(machine: Kafka): number {
  const renamings = permutations(machine.initial.replicas.length).map(renamingByHand)
  const keyOf = packing(machine)
  const known = new Set<string>()
  const representatives = new Set<string>()
  const queue: State[] = []
  const meet = (state: State): void => {
    if (known.has(keyOf(state))) return
    const orbit = renamings.map((rename) => keyOf(rename(state)))
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

export function packing({ states }: Kafka): (state: State) => string {
  const packed = new Int32Array(states.words)
  const halves = new Uint16Array(packed.buffer)
  return (state) => {
    states.write(state, packed, 0)
    return String.fromCharCode(...halves)
  }
}

/** Renaming, written a second time without the schema. It is twenty times faster, and checks the derived renaming. */
export function renamingByHand(permutation: Permutation): (state: State) => State {
  const inverse = permutation.map((_, name) => permutation.indexOf(name))
  const rename = <Q extends Quorum>(quorum: Q): Q => ({
    ...quorum,
    leader: permutation[quorum.leader] ?? NONE,
    isr: permutation.reduce((set, name, was) => (has(quorum.isr, was) ? add(set, name) : set), none),
  })
  return (state) => ({
    ...state,
    quorum: rename(state.quorum),
    requests: state.requests.map(rename),
    replicas: inverse.map((was) => rename(replicaAt(state, was))),
  })
}
