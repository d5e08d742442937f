import type { Run } from '../../contract/run'
import type { bounds, Bounds } from '../../model/bounds'
import { numberOf, question, type Question } from '../questions/question'

/** A question whose answer is on record, so that a change of the answer is noticed. */
export interface Pinned {
  readonly name: string
  /** What happens, in a few words. */
  readonly story?: string
  /** Its number in docs/bugs.md. */
  readonly bug?: string
  readonly question: Question
  readonly expected: Expected
  /** Who is asked about the same world with nothing left out: a version, or the baseline. */
  readonly heldBy?: string
  readonly held?: Expected
}

/** The same world, asked of `heldBy`. */
export const counterpart = ({ question: asked, heldBy, held }: Pinned): Pinned | undefined => {
  if (heldBy === undefined || held === undefined) return undefined
  const { settings, bounds, runs, properties } = asked
  return { name: heldBy, question: question({ kafka: heldBy, settings, bounds, runs, properties }), expected: held }
}

/** Bounds, as short as they are said: brokers, records, leader epochs, and what may go wrong. */
export const world = (
  brokers: number,
  records: number,
  epochs: number,
  budget: Partial<Bounds['faults']>,
): Parameters<typeof bounds>[0] => ({ brokers, records, epochs, faults: budget })

/** Broken: the property to blame, in how many steps, after how many states. */
export const broken = (property: string, steps: number, distinct: number): Expected => ({
  verdict: 'broken',
  ...{ property, steps, distinct },
})

/** Exhausted without a breach: how many states, how deep. */
export const holds = (distinct: number, depth: number): Expected => ({ verdict: 'holds', distinct, depth })

/** What is on record; what is left out may be anything. */
export interface Expected {
  readonly verdict: Run['verdict']
  /** The number of the property to blame: S19. */
  readonly property?: string
  readonly steps?: number
  readonly distinct?: number
  readonly depth?: number
}

/** How a run differs from what is on record, in words; undefined where it does not. */
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
