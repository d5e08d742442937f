import { loadavg } from 'node:os'
import { breadthFirst } from '../explorer/breadth'
import { die } from '../explorer/die'
import { briskly, drawSwarm } from '../explorer/swarm'
import { walk } from '../explorer/walk'
import { question, subjectOf } from '../lab/question'
import { world } from '../lab/pinned'
import { specimenOf } from '../lab/case'
import type { Machine, Property } from '../explorer/machine'
import { faults } from '../model/state'
import { columns } from '../reports/table'
import { profiled } from './profile'

/** One search that is timed. */
interface Bench {
  readonly name: string
  search(): { readonly distinct: number; readonly generated: number; readonly bytes: number }
}

const ROUNDS = 5
const PROFILED = ['the specimen, with its properties', 'the model, with all properties and facts', 'walks']

/** `npm run bench`: CPU time of whole searches, interleaved, the median of five rounds; ratios are what to compare. */
const main = (): void => {
  const counted = process.argv.includes('--once') ? 1 : ROUNDS
  const times = benches.map((): number[] => [])
  const results = benches.map((one) => one.search())
  for (let round = 0; round < counted; round++) {
    benches.forEach((one, index) => {
      const before = process.cpuUsage()
      one.search()
      const { user, system } = process.cpuUsage(before)
      times[index]?.push((user + system) / 1e6)
    })
  }
  const rows = benches.map(({ name }, index) => {
    const { distinct, generated, bytes } = results[index] ?? { distinct: 0, generated: 0, bytes: 0 }
    const sorted = [...(times[index] ?? [])].sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    const rate = Math.round(generated / median / 1000)
    return [
      name,
      String(distinct),
      String(generated),
      `${median.toFixed(2)} s`,
      `${rate}k/s`,
      bytes === 0 ? '' : `${(bytes / distinct).toFixed(1)}`,
    ]
  })
  const head = ['search', 'states, walks', 'transitions', 'CPU (median)', 'transitions', 'bytes a state']
  process.stdout.write(
    `load ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}, Node ${process.version}\n\n`,
  )
  process.stdout.write(`${columns([head, ...rows])}\n`)
  benches.filter(({ name }) => name.includes('properties')).forEach(profile)
}

/** Where the time of one search goes, once it is warm. */
const profile = ({ search }: Bench, index: number): void => {
  const shares = profiled(() => [search(), search(), search()]).filter(({ percent }) => percent >= 1)
  const title = PROFILED[index] ?? ''
  const rows = shares.map(({ part, percent }) => [part, `${percent.toFixed(0)} %`])
  process.stdout.write(`\n${columns([[title, 'of CPU time'], ...rows])}\n`)
}

const exhaust = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[]): ReturnType<Bench['search']> => {
  const search = breadthFirst(machine, properties)
  search.advance(Infinity)
  return search.progress
}

const specimen =
  (constants: Readonly<Record<string, number>>, isJudged: boolean): Bench['search'] =>
  () =>
    specimenOf('kip-320')
      .build(constants)
      .run((machine, properties) => exhaust(machine, isJudged ? properties : []))

const kip320 = { replicas: 3, 'log-size': 2, records: 2, 'max-epoch': 2 }

const model =
  (isJudged: boolean): Bench['search'] =>
  () => {
    const { machine, properties } = subjectOf(
      question({ settings: { minIsr: 2 }, bounds: world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 }) }),
    )
    return exhaust(machine, isJudged ? properties : [])
  }

const WALKS = 4000
const REACH = { steps: 120, returns: briskly.returns }

/** Walks of one world, each with a seed and odds of its own; what was met once is looked for no more, as in `tidemark walk`. */
const walks: Bench['search'] = () => {
  const harms = Object.fromEntries(faults.map((fault) => [fault, fault === 'machine-crash' ? 0 : 5]))
  const asked = {
    kafka: '2.1',
    settings: { minIsr: 2 },
    bounds: { ...world(3, 6, 8, harms), grain: 'message' },
  } as const
  const { machine, properties } = subjectOf(question(asked))
  const met = new Set<string>()
  let steps = 0
  for (let number = 0; number < WALKS; number++) {
    const chance = die(`bench/${number}`)
    const left = properties.filter(({ name }) => !met.has(name))
    const walking = walk(machine, left, drawSwarm(machine.actions, chance), chance, REACH)
    while (walking.advance(REACH.steps));
    steps += walking.outcome.steps
    for (const { name, depth } of walking.outcome.facts) if (depth !== undefined) met.add(name)
  }
  return { distinct: WALKS, generated: steps, bytes: 0 }
}

const benches: readonly Bench[] = [
  { name: 'specimen kip-320, 3 replicas, 2 slots, 2 records, epochs 0..2', search: specimen(kip320, false) },
  { name: 'the same, with its properties', search: specimen(kip320, true) },
  { name: 'model, baseline, 3 brokers, 2 records, 3 epochs, 2 moves, 1 lost request', search: model(false) },
  { name: 'the same, with all properties and facts', search: model(true) },
  { name: 'walks at 2.1, 3 brokers, message by message, all properties', search: walks },
]

main()
