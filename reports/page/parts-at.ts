import type { Account } from '../../lab/telling/account/account'

/**
 * The first step after which two accounts of the same schedule differ: in the state, in the broken properties, or
 * because one of them refuses the step. A difference that a trace does not show, such as in an epoch cache, does not
 * count, because it has had no effect yet.
 */
export const partsAt = (one: Account, other: Account): number | undefined => {
  const both = Math.min(one.moments.length, other.moments.length)
  for (let step = 1; step < both; step++) if (heldAt(one, step) !== heldAt(other, step)) return step
  if (one.moments.length !== other.moments.length) return both
  const [ours, theirs] = [one, other].map(({ rerun }) => `${rerun.diverged?.because} ${rerun.findings[0]?.property}`)
  return ours === theirs ? undefined : both - 1
}

const heldAt = ({ rerun: { trace } }: Account, step: number): string => JSON.stringify(trace.steps[step - 1]?.cells)
