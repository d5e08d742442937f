import type { Run } from '../../contract/run'
import type { bounds, Bounds } from '../../model/bounds'
import { numberOf, question, type Question } from '../questions/question'
import { repairs } from './kraft-repairs'

/** A question whose answer is on record. A test notices if the answer changes. */
export interface Pinned {
  readonly name: string
  /** What goes wrong, in a few words. */
  readonly story?: string
  /** Its number in docs/bugs.md. */
  readonly bug?: string
  readonly question: Question
  readonly expected: Expected
  /** The version that is checked under the same bounds with nothing left out, or the baseline. */
  readonly heldBy?: string
  /** What that version has on top, to be checked. Nothing, if it is not given. */
  readonly heldWith?: readonly string[]
  readonly held?: Expected
}

/** The same bounds, checked for `heldBy`. Its name says 'repaired' for the repairs of KRaft, which are most of what it would be. */
export const counterpart = ({ question: asked, heldBy, heldWith = [], held }: Pinned): Pinned | undefined => {
  if (heldBy === undefined || held === undefined) return undefined
  const { settings, bounds, runs, properties } = asked
  const isRepaired = repairs.every((one) => heldWith.includes(one))
  const beside = isRepaired ? heldWith.filter((put) => !repairs.some((one) => one === put)) : heldWith
  const name = [heldBy, ...(isRepaired ? ['repaired'] : []), ...beside.map((put) => `with ${put}`)].join(' ')
  return {
    name,
    question: question({ kafka: heldBy, with: heldWith, settings, bounds, runs, properties }),
    expected: held,
  }
}

type Within = NonNullable<Parameters<typeof bounds>[0]>

/** Bounds in short form: brokers, records, leader epochs, and faults. */
export const world = (brokers: number, records: number, epochs: number, budget: Partial<Bounds['faults']>): Within => ({
  brokers,
  records,
  epochs,
  faults: budget,
})

/** The same bounds, with replicas that are on these brokers at first, and move. */
export const moving = (
  within: Within,
  replicas: readonly number[],
  ...moves: readonly (readonly number[])[]
): Within => ({ ...within, reassign: { replicas, moves } })

/** A broken property: its number, the number of steps, and the number of states. */
export const broken = (property: string, steps: number, distinct: number): Expected => ({
  verdict: 'broken',
  ...{ property, steps, distinct },
})

/** No broken property in an exhaustive search: the number of states, and the depth. */
export const holds = (distinct: number, depth: number): Expected => ({ verdict: 'holds', distinct, depth })

/** The answer on record. A missing field may have any value. */
export interface Expected {
  readonly verdict: Run['verdict']
  /** The number of the broken property: S19. */
  readonly property?: string
  readonly steps?: number
  readonly distinct?: number
  readonly depth?: number
}

/** How a run differs from the record, as text. Undefined if it does not differ. */
export const departure = (run: Run, expected: Expected): string | undefined => {
  const found: Expected = {
    verdict: run.verdict,
    ...(run.failure === undefined
      ? {}
      : { property: numberOf(run.failure.blamed.property), steps: run.failure.trace.steps.length }),
    distinct: run.distinct,
    depth: run.depth,
  }
  const differing = FIELDS.filter((field) => expected[field] !== undefined && expected[field] !== found[field])
  if (differing.length === 0) return undefined
  return differing.map((field) => `${field} ${found[field] ?? 'none'}, on record ${expected[field]}`).join('; ')
}

const FIELDS = ['verdict', 'property', 'steps', 'distinct', 'depth'] as const
