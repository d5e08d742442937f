import { breadthFirst, type Outcome } from '../../explorer/breadth'
import { bounds, type Bounds } from '../../model/bounds'
import { faults, type Fault } from '../../model/state'
import { sayFaults } from '../questions/ask-faults'
import { numberOf, question, subjectOf, type Differing } from '../questions/question'
import { leftOutIn } from '../searching/left-out'
import { world } from './pinned'

/** A budget for one fault, and for what it needs in order to happen at all. */
export const single = (fault: Fault): Partial<Bounds['faults']> => ({ ...NEEDED[fault], [fault]: 1 })

/** A request is lost, or sent twice, only if there is one; the answer to an ISR write likewise. */
const NEEDED: Partial<Record<Fault, Partial<Bounds['faults']>>> = {
  'lost-request': { 'leader-move': 1 },
  'repeated-request': { 'leader-move': 1 },
  'lost-zk-answer': { 'isr-shrink': 1 },
}

/** What is late on a connection is of no consequence in the end: the connection goes on, or is made again. */
const paired = faults.filter((fault) => !fault.startsWith('late-'))

/** All pairs of faults, and each fault twice. */
export const pairs: readonly Partial<Bounds['faults']>[] = paired.flatMap((one, index) =>
  paired.slice(index).map((other) => (one === other ? { [one]: 2 } : { [one]: 1, [other]: 1 })),
)

export interface Judged {
  readonly verdict: Outcome<unknown>['verdict']
  /** What is broken: L1, L2. */
  readonly broken: readonly string[]
  readonly sentence?: string
  /** States that some property leaves out. */
  readonly leftOut: number
}

/** What becomes of two brokers in the end, with these faults. */
export const judged = (budget: Partial<Bounds['faults']>, records: number, differing: Differing = {}): Judged => {
  const asked = question({ properties: ['L1', 'L2'], bounds: world(2, records, 3, budget), ...differing })
  const { machine, properties } = subjectOf(asked)
  const search = breadthFirst(machine, properties)
  search.advance(Infinity)
  const { verdict, breach } = search.outcome
  const broken = breach?.breaches.map(({ property }) => numberOf(property)) ?? []
  const [blamed] = breach?.breaches ?? []
  return {
    ...{ verdict, broken, leftOut: leftOutIn(machine, properties, search) ?? 0 },
    ...(blamed === undefined ? {} : { sentence: blamed.verdict }),
  }
}

/** The baseline has no liveness failure after any of these, with one record. */
export const areSettledAfter = (budgets: readonly Partial<Bounds['faults']>[]): void =>
  test.each(budgets.map((budget) => [sayFaults(bounds({ faults: budget })), budget] as const))(
    'the baseline settles, and the rest goes on, after %s',
    (_, budget) => expect(judged(budget, 1)).toMatchObject({ verdict: 'holds', broken: [] }),
  )
