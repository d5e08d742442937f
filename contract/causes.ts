import type { Finding } from './run'
import type { Reach } from './reach'

/** The result of a search for every failure, as plain JSON. */
export interface AllFailures extends Omit<Reach, 'goal' | 'verdict' | 'found' | 'symmetry' | 'spared' | 'lostThreads'> {
  /** holds: no failure, and every state was judged. broken: some. */
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** The distinct causes, those with the shortest schedules first. */
  readonly causes: readonly Cause[]
  /** The number of failures. */
  readonly failures: number
}

/** Failures that are taken for one: the same rung is broken, and the same amendment prevents them. */
export interface Cause {
  readonly blamed: Finding
  readonly others: readonly Finding[]
  /** The shortest schedule of these failures. */
  readonly steps: number
  readonly token: string
  readonly fingerprint: string
  /** The number of these failures. */
  readonly failures: number
  readonly prevention?: Prevention
}

/** What the same schedules do no harm with. */
export interface Prevention {
  /** Each of these amendments alone is enough; 'without ...': it is enough to leave that one out. */
  readonly by: readonly string[]
  /** The decisions of the first of them that are necessary. */
  readonly decisions: readonly string[]
  /** If no amendment alone is enough: the first version that is. */
  readonly version?: string
  /** The options with which the question is asked again, if one amendment is enough. */
  readonly question?: Readonly<Record<string, string>>
}

/** What tells causes apart. */
export interface CauseKey extends Pick<Prevention, 'by' | 'version'> {
  readonly rung?: string
  readonly fingerprint: string
}

/**
 * Failures have one cause if the same rung is broken and one amendment prevents both; or else, if the same version is
 * the first that does. What nothing prevents is told apart by its fingerprint.
 */
export const isSameCause = (one: CauseKey, other: CauseKey): boolean => {
  if (one.rung !== other.rung) return false
  if (one.by.length > 0) return one.by.some((name) => other.by.includes(name))
  if (one.version !== undefined) return other.by.length === 0 && other.version === one.version
  return one.fingerprint === other.fingerprint
}
