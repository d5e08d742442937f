/**
 * What the tests of searches by several threads share: the threads, and how their result is compared with one thread's.
 */
import { Worker } from 'node:worker_threads'
import { breadthFirst, type Outcome } from '../../explorer/breadth'
import { breadthFirstByTeam, type TeamSearch } from '../../explorer/node/team/search'
import type { Hired } from '../../explorer/node/team/serve'
import { FingerprintSet } from '../../explorer/fingerprint-set'
import { FileStore } from '../../explorer/node/saving/file-store'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import { Rows } from '../../explorer/node/saving/rows'
import type { Machine, Property } from '../../contract/machine'
import { startThread } from '../../explorer/node/thread'
import { steps } from '../../explorer/steps'
import { upToRenaming } from '../../explorer/symmetry'
import type { OracleRow } from '../../specimens/oracle'
import { readCase, type Case } from '../questions/case'
import { kafkaCase } from '../questions/kafka-case'
import { world } from '../records/pinned'
import { question } from '../questions/question'
import { OPEN, type Mortal } from './mortal.fixture'

export type Hire = (hired: Hired) => Worker

const hireFor =
  ({ options }: Case, symmetry = false): Hire =>
  (hired) =>
    startThread(`${__dirname}/search-thread`, { ...hired, options, symmetry })

const ofRow = ({ module, replicas, logSize, records, maxEpoch }: OracleRow): Case =>
  readCase({
    machine: module,
    ...{ replicas: String(replicas), 'log-size': String(logSize) },
    ...{ records: String(records), 'max-epoch': String(maxEpoch) },
  })

export const specimen = (options: Readonly<Record<string, string>>): Case =>
  readCase({ machine: 'kip-320', ...options })

export const kafkaWith = (without: readonly string[]): Case =>
  kafkaCase(
    question({ without, settings: { minIsr: 2 }, bounds: world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 }) }),
  )

/**
 * The batches of such a small search are never shared, so the hired threads need not search, and no thread waits for
 * them.
 */
export const isSmall = ({ distinct = Infinity }: OracleRow): boolean => distinct < 1500

/** The rows of the long tests. All other rows that are not small are tests of the night. */
export const isForLong = (row: OracleRow): boolean =>
  !isSmall(row) && row.replicas === 3 && (row.distinct ?? Infinity) <= 8000

const bystander: Hire = () => new Worker('setTimeout(() => undefined, 1e9)', { eval: true })

/** Waits until all threads have started. A search that ends before they start would prove nothing. */
const finished = async <A>(search: TeamSearch<A>, isAlone = false): Promise<Outcome<A>> => {
  while (!isAlone && search.present < search.hired) await new Promise((resolve) => setTimeout(resolve, 5))
  while (search.advance(1)) await new Promise((resolve) => setImmediate(resolve))
  return search.outcome
}

const alone = new Map<string, unknown>()

/** The result of one thread, without its bytes. Several tests compare the same search. */
const foundAlone = <S, A>(
  { options }: Case,
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  maxStates = Infinity,
): unknown => {
  const key = JSON.stringify([options, String(maxStates)])
  if (!alone.has(key)) {
    const search = breadthFirst(machine, properties, { maxStates })
    search.advance(Infinity)
    alone.set(key, { ...search.outcome, bytes: 0 })
  }
  return alone.get(key)
}

/** The result of a team, and the result of one thread. */
export const outcomes = (
  asked: Case,
  workers: number,
  maxStates = Infinity,
  hire = hireFor(asked),
): Promise<readonly unknown[]> =>
  asked.run(async (machine, properties) => {
    const team = breadthFirstByTeam(machine, properties, { maxStates }, { workers, hire })
    const one = foundAlone(asked, machine, properties, maxStates)
    return [{ ...(await finished(team, hire === bystander)), bytes: 0 }, one]
  })

/** States in a file, and the given number of bits per state in memory. */
const fileFor = (words: number, bits: number): FileStore => {
  const rows = new Rows(words, () => memoryDisk().create('states'))
  return new FileStore(words, rows, new FingerprintSet((bytes) => new SharedArrayBuffer(bytes)), bits)
}

/** The same, with states that are compared by so many bits. */
export const outcomesByBits = (
  asked: Case,
  bits: number,
  maxStates = Infinity,
  hire = hireFor(asked),
): Promise<readonly unknown[]> =>
  asked.run(async (machine, properties) => {
    const { words } = machine.states
    const alone = breadthFirst(machine, properties, { maxStates }, undefined, { store: fileFor(words, bits) })
    const hired = { workers: 2, hire, store: fileFor(words, bits) }
    const team = breadthFirstByTeam(machine, properties, { maxStates }, hired)
    alone.advance(Infinity)
    return [await finished(team, hire === bystander), alone.outcome].map((outcome) => ({ ...outcome, bytes: 0 }))
  })

const named = (rows: readonly OracleRow[]): readonly (readonly [string, OracleRow])[] =>
  rows.map((row) => [Object.values(row).slice(0, 5).join(' '), row])

const CLAIM = 'count what TLC counted, and find what one thread finds: %s'

export const countAsTlc = (rows: readonly OracleRow[]): void =>
  it.each(named(rows))(CLAIM, async (_, row) => {
    const [two, one] = await outcomes(ofRow(row), 2, Infinity, ...(isSmall(row) ? [bystander] : []))
    expect(two).toEqual(one)
    if ((one as Outcome<never>).verdict === 'holds') expect(two).toMatchObject({ distinct: row.distinct })
  })

export const countAsTlcByBits = (rows: readonly OracleRow[]): void =>
  it.each(named(rows))(CLAIM, async (_, row) => {
    const [two, one] = await outcomesByBits(ofRow(row), 64, Infinity, ...(isSmall(row) ? [bystander] : []))
    expect(two).toEqual(one)
    if ((one as Outcome<never>).verdict === 'holds') expect(two).toMatchObject({ distinct: row.distinct })
  })

export const countAsTlcUpToRenaming = (rows: readonly OracleRow[]): void => {
  if (rows.length === 0) return
  it.each(named(rows))('count what TLC counted up to renaming: %s', (_, row) => {
    const asked = ofRow(row)
    return asked.run(async (machine) => {
      const hired = { workers: 2, hire: hireFor(asked, true), stepping: steps }
      const { verdict, distinct } = await finished(breadthFirstByTeam(upToRenaming(machine), [], {}, hired))
      expect({ verdict, distinct }).toEqual({ verdict: 'holds', distinct: row.distinctUnderSymmetry })
    })
  })
}

/** Two of three threads end during the search, each at a number of states. The first finds what one thread finds. */
export const losesNothing = (asked: Case, states: readonly number[]): Promise<void> =>
  asked.run(async (machine, properties) => {
    const workers: Worker[] = []
    const hire: Hire = (hired) => {
      const worker = hireFor(asked)(hired)
      workers.push(worker)
      return worker
    }
    const one = foundAlone(asked, machine, properties)
    const team = breadthFirstByTeam(machine, properties, {}, { workers: 3, hire })
    while (team.present < team.hired) await new Promise((resolve) => setTimeout(resolve, 5))
    while (team.advance(1)) {
      await new Promise((resolve) => setImmediate(resolve))
      const [next = Infinity] = states.slice(states.length - workers.length)
      if (team.progress.distinct >= next) await workers.pop()?.terminate()
    }
    expect(team.lost).toBe(2)
    expect({ ...team.outcome, bytes: 0 }).toEqual(one)
  })

/** One of three threads ends between two tasks of a batch, while the first waits for the other. */
export const putsForOthers = (asked: Case): Promise<void> =>
  asked.run(async (machine, properties) => {
    const gate = new SharedArrayBuffer(4)
    const hire: Hire = (hired) => {
      const order: Mortal = { ...hired, options: asked.options, gate, waits: hired.seat.number !== 1 }
      const worker = startThread(`${__dirname}/mortal.fixture`, order)
      worker.on('exit', () => {
        Atomics.store(new Int32Array(gate), 0, OPEN)
        Atomics.notify(new Int32Array(gate), 0)
      })
      return worker
    }
    const one = foundAlone(asked, machine, properties)
    const team = breadthFirstByTeam(machine, properties, {}, { workers: 3, hire })
    const outcome = await finished(team)
    expect(team.lost).toBe(1)
    expect({ ...outcome, bytes: 0 }).toEqual(one)
  })

/** Two threads miss the states that one thread misses, where states are compared by so few bits. */
export const missTheSame = (sizes: readonly number[]): void =>
  it.each(sizes)('miss the same states as one thread if %i bits are too few', async (bits) => {
    const [two, one] = await outcomesByBits(specimen({ 'log-size': '3' }), bits)
    expect(two).toEqual(one)
  })
