import type { Run } from '../explorer/run'
import { numberOf, type Question } from './question'

/** A question whose answer is on record, so that a change of the answer is noticed. */
export interface Pinned {
  readonly name: string
  readonly question: Question
  readonly expected: Expected
}

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
