/** A search by several threads and a search by one: nothing differs but the time. */
import { Worker } from 'node:worker_threads'
import { breadthFirst, type Outcome } from '../../explorer/breadth'
import { breadthFirstByTeam, type TeamSearch } from '../../explorer/node/team/search'
import type { Hired } from '../../explorer/node/team/serve'
import { FingerprintSet } from '../../explorer/fingerprint-set'
import { FileStore } from '../../explorer/node/saving/file-store'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import { Rows } from '../../explorer/node/saving/rows'
import { startThread } from '../../explorer/node/thread'
import { steps } from '../../explorer/steps'
import { upToRenaming } from '../../explorer/symmetry'
import { oracle, type OracleRow } from '../../specimens/oracle'
import { kafkaCase, readCase, type Case } from '../questions/case'
import { world } from '../records/pinned'
import { question } from '../questions/question'

type Hire = (hired: Hired) => Worker

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

/** No batch of so small a search is worth calling anybody, so whoever is hired need not know how to search, and nobody waits for them. */
const isSmall = ({ distinct = Infinity }: OracleRow): boolean => distinct < 1500
const bystander: Hire = () => new Worker('setTimeout(() => undefined, 1e9)', { eval: true })

/** Lets other threads have their turn, until all are there: a search that is over before they come would prove nothing. */
const finished = async <A>(search: TeamSearch<A>, isAlone = false): Promise<Outcome<A>> => {
  while (!isAlone && search.present < search.hired) await new Promise((resolve) => setTimeout(resolve, 5))
  while (search.advance(1)) await new Promise((resolve) => setImmediate(resolve))
  return search.outcome
}

const outcomes = (
  asked: Case,
  workers: number,
  maxStates = Infinity,
  hire = hireFor(asked),
): Promise<readonly unknown[]> =>
  asked.run(async (machine, properties) => {
    const alone = breadthFirst(machine, properties, { maxStates })
    const team = breadthFirstByTeam(machine, properties, { maxStates }, { workers, hire })
    alone.advance(Infinity)
    return [await finished(team, hire === bystander), alone.outcome].map((outcome) => ({ ...outcome, bytes: 0 }))
  })

/** States in a file, and so many bits of each in memory. */
const fileFor = (words: number, bits: number): FileStore => {
  const rows = new Rows(words, () => memoryDisk().create('states'))
  return new FileStore(words, rows, new FingerprintSet((bytes) => new SharedArrayBuffer(bytes)), bits)
}

const outcomesByBits = (
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

const specimen = (options: Readonly<Record<string, string>>): Case => readCase({ machine: 'kip-320', ...options })

const kafkaWith = (without: readonly string[]): Case =>
  kafkaCase(
    question({ without, settings: { minIsr: 2 }, bounds: world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 }) }),
  )

describe('two threads', () => {
  it.each(oracle.map((row) => [Object.values(row).slice(0, 5).join(' '), row] as const))(
    'count what TLC counted, and find what one thread finds: %s',
    async (_, row) => {
      const [two, one] = await outcomes(ofRow(row), 2, Infinity, ...(isSmall(row) ? [bystander] : []))
      expect(two).toEqual(one)
      if ((one as Outcome<never>).verdict === 'holds') expect(two).toMatchObject({ distinct: row.distinct })
    },
  )

  const folded = oracle.filter(({ distinctUnderSymmetry }) => distinctUnderSymmetry !== undefined)

  it.each(folded.map((row) => [Object.values(row).slice(0, 5).join(' '), row] as const))(
    'count what TLC counted up to renaming: %s',
    (_, row) => {
      const asked = ofRow(row)
      return asked.run(async (machine) => {
        const team = breadthFirstByTeam(
          upToRenaming(machine),
          [],
          {},
          { workers: 2, hire: hireFor(asked, true), stepping: steps },
        )
        const { verdict, distinct } = await finished(team)
        expect({ verdict, distinct }).toEqual({ verdict: 'holds', distinct: row.distinctUnderSymmetry })
      })
    },
  )

  it.each([
    ['hold what one thread holds in Kafka, facts included', kafkaWith([])],
    ['break what one thread breaks, by the same schedule and after as many states', kafkaWith(['kip-320'])],
  ])('%s', async (_, asked) => {
    const [two, one] = await outcomes(asked, 2)
    expect(two).toEqual(one)
  })

  it.each([1000, 20_001, 40_000])('stop where one thread stops, at %i states', async (most) => {
    const [two, one] = await outcomes(specimen({ 'max-epoch': '2' }), 2, most)
    expect(two).toEqual(one)
  })
})

describe('two threads that tell states apart by 64 bits', () => {
  it.each(oracle.map((row) => [Object.values(row).slice(0, 5).join(' '), row] as const))(
    'count what TLC counted, and find what one thread finds: %s',
    async (_, row) => {
      const [two, one] = await outcomesByBits(ofRow(row), 64, Infinity, ...(isSmall(row) ? [bystander] : []))
      expect(two).toEqual(one)
      if ((one as Outcome<never>).verdict === 'holds') expect(two).toMatchObject({ distinct: row.distinct })
    },
  )

  it('break in Kafka what one thread breaks', async () => {
    const [two, one] = await outcomesByBits(kafkaWith(['kip-320']), 64)
    expect(two).toEqual(one)
  })

  it('stop where one thread stops', async () => {
    const [two, one] = await outcomesByBits(specimen({ 'max-epoch': '2' }), 64, 40_000)
    expect(two).toEqual(one)
  })

  it.each([12, 20, 28, 36])('miss the same states as one thread, where %i bits are too few', async (bits) => {
    const [two, one] = await outcomesByBits(specimen({ 'log-size': '3' }), bits)
    expect(two).toEqual(one)
  })
})

test('three threads on fewer cores find what one finds', async () => {
  const [three, one] = await outcomes(specimen({ 'log-size': '3', records: '2' }), 3)
  expect(three).toEqual(one)
})

test('a thread that ends in the middle of its work is not missed', async () => {
  const asked = specimen({ 'max-epoch': '2' })
  await asked.run(async (machine, properties) => {
    const workers: Worker[] = []
    const hire: Hire = (hired) => {
      const worker = hireFor(asked)(hired)
      workers.push(worker)
      return worker
    }
    const team = breadthFirstByTeam(machine, properties, {}, { workers: 3, hire })
    while (team.present < team.hired) await new Promise((resolve) => setTimeout(resolve, 5))
    for (let turn = 0; team.advance(1); turn++) {
      if (turn === 20 || turn === 45) void workers.pop()?.terminate()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(team.lost).toBe(2)
    expect(team.outcome).toMatchObject({ verdict: 'holds', distinct: 737_794, generated: 1_929_153, depth: 25 })
  })
})

test('threads that cannot begin leave all the work to the first', async () => {
  const asked = specimen({ 'log-size': '2' })
  const hire: Hire = () => new Worker('process.exit(1)', { eval: true })
  await asked.run(async (machine, properties) => {
    const team = breadthFirstByTeam(machine, properties, {}, { workers: 2, hire })
    while (team.advance(1)) await new Promise((resolve) => setImmediate(resolve))
    expect(team.outcome).toMatchObject({ verdict: 'holds', distinct: 39_619 })
  })
})
