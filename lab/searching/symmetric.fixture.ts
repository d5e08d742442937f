/** Searches of Kafka with symmetry and without: the same answer, and how many states fewer. Figures of docs/decisions/0071. */
import fc from 'fast-check'
import { explore, type Outcome } from '../../explorer/breadth'
import { exploreUpToRenaming } from '../../explorer/symmetry'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { kafkaCase } from '../questions/kafka-case'
import { question, subjectOf, type Question } from '../questions/question'
import { kraftBugs } from '../records/kraft-bugs'
import { repaired } from '../records/kraft-repairs'
import { world } from '../records/pinned'
import { check } from './check'
import { watch } from './fingerprints.fixture'

/** A question, and the number of its states: without symmetry, and with it. */
export type Figures = readonly [name: string, asked: Question, states: number, upToRenaming: number]

const asking = (brokers: number, epochs: number, budget: Partial<Bounds['faults']>, minIsr = 2): Question =>
  question(repaired({ settings: { minIsr }, bounds: world(brokers, 1, epochs, budget) }))

const bugNamed = (wanted: string): Question => {
  const found = kraftBugs.find(({ name }) => name === wanted)
  if (found === undefined) throw new Error(`no bug ${wanted}`)
  return found.question
}

/** The first leader is named, so the fewest are spared where it is still to be seen who it was. */
export const short: readonly Figures[] = [
  ['three brokers, the leader moves', asking(3, 2, { 'leader-move': 1 }), 393, 189],
]

export const long: readonly Figures[] = [
  ['three brokers, one leaves the ISR', asking(3, 2, { 'isr-shrink': 1 }), 1619, 815],
  ['two brokers, a crash', asking(2, 3, { 'process-crash': 1 }, 1), 2346, 2346],
  ['three brokers, the leader moves twice', asking(3, 4, { 'leader-move': 2 }), 6128, 2625],
  ['three brokers, B57', bugNamed('B57-kraft'), 5556, 2511],
]

export const night: readonly Figures[] = [
  ['three brokers, a crash', asking(3, 3, { 'process-crash': 1 }), 43_384, 32_113],
  ['four brokers, a session expires', asking(4, 2, { 'session-expiry': 1 }), 77_574, 27_172],
  ['three brokers, the leader moves four times', asking(3, 5, { 'leader-move': 4 }), 321_322, 110_134],
  [
    'three brokers, a session expires, and one leaves the ISR',
    asking(3, 2, { 'isr-shrink': 1, 'session-expiry': 1 }),
    232_175,
    152_419,
  ],
]

type Answer = readonly [verdict: string, property: string | undefined, steps: number | undefined]

const answerOf = ({ verdict, breach }: Outcome<Action>): Answer => [
  verdict,
  breach?.breaches[0]?.property,
  breach?.actions.length,
]

export const haveTheSameAnswer = (rows: readonly Figures[]): void =>
  test.each(rows)('%s: symmetry changes the number of states, and not the answer', (_, asked, states, upToRenaming) => {
    const { machine, properties } = subjectOf(asked)
    const [whole, folded] = [explore(machine, properties), exploreUpToRenaming(machine, properties)]
    expect(answerOf(folded)).toEqual(answerOf(whole))
    expect([whole.distinct, folded.distinct]).toEqual([states, upToRenaming])
  })

/** A breach, in real names, and how much was searched for it. */
export const threadsFindTheSame = (): void =>
  test('two threads that search with symmetry find what one finds', async () => {
    const asked = kafkaCase(bugNamed('B57-kraft'))
    const found = async (workers: number): Promise<readonly unknown[]> => {
      const { run } = await check(asked, { symmetry: true, workers }, watch)
      return [run.verdict, run.failure?.token, run.distinct, run.generated, run.levels]
    }
    expect(await found(2)).toEqual(await found(1))
  })

/** Releases, and something that may be left out of each. */
const versions: readonly (readonly [kafka: string, without: readonly string[]])[] = [
  ['4.3', []],
  ['4.3', ['kip-903']],
  ['4.3', ['kafka-15583']],
  ['4.0', []],
  ['3.7', ['kip-841']],
  ['3.2', []],
  ['baseline', []],
  ['baseline', ['kip-101']],
  ['2.1', []],
  ['0.10.2', []],
  ['0.8.0', []],
]

const HARMS = [
  'process-crash',
  'machine-crash',
  'isr-shrink',
  'leader-move',
  'clean-shutdown',
  'cut-off',
  'pause',
] as const

const anyQuestion = fc
  .record({
    version: fc.constantFrom(...versions),
    brokers: fc.integer({ min: 2, max: 3 }),
    epochs: fc.integer({ min: 1, max: 3 }),
    minIsr: fc.integer({ min: 1, max: 2 }),
    uncleanElection: fc.boolean(),
    runs: fc.constantFrom('clean' as const, 'any' as const),
    harms: fc.uniqueArray(fc.constantFrom(...HARMS), { minLength: 1, maxLength: 2 }),
  })
  .map(({ version: [kafka, without], brokers, epochs, harms, runs, ...settings }) =>
    question({
      ...{ kafka, without, runs, settings },
      bounds: world(brokers, 1, epochs, Object.fromEntries(harms.map((harm) => [harm, 1]))),
    }),
  )

/** Of questions whose search is small: a larger one says nothing. */
export const haveTheSameAnswerAtRandom = (runs: number, maxStates: number): void =>
  test('any small question has the same answer with symmetry, and as short a schedule', () => {
    let asked = 0
    fc.assert(
      fc.property(anyQuestion, (one) => {
        const { machine, properties } = subjectOf(one)
        const whole = explore(machine, properties, { maxStates })
        if (whole.verdict === 'inconclusive') return
        asked++
        expect(answerOf(exploreUpToRenaming(machine, properties))).toEqual(answerOf(whole))
      }),
      { numRuns: runs, seed: 71 },
    )
    expect(asked * 2).toBeGreaterThan(runs)
  })
