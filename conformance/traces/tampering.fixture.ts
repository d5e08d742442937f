/** Traces that are certainly wrong: one observation of a recorded trace is changed in a way that no Kafka can show. */
import { ofAgreement } from './tampering-agreement.fixture'
import { ofReplicas } from './tampering-replicas.fixture'
import type { Shown, Tamper } from './tamper.fixture'
import type { Seen, Trace } from './trace'

interface Tampered {
  readonly what: string
  /** The line that was changed. */
  readonly line: number
  readonly trace: Trace
}

/** So many tampered traces: each kind at its first place, from the second observation on, then each at its next place. */
export const tampered = (trace: Trace, most: number): readonly Tampered[] => {
  const kinds = Object.entries({ ...ofReplicas, ...ofAgreement }).map(([what, tamper]) => placesOf(trace, what, tamper))
  const rounds = Math.max(...kinds.map((places) => places.length))
  const all = Array.from({ length: rounds }, (_, round) => kinds.flatMap((places) => places.slice(round, round + 1)))
  return all.flat().slice(0, most)
}

const copied = (seen: Seen | undefined): Shown => JSON.parse(JSON.stringify(seen?.observation)) as Shown

const placesOf = (trace: Trace, what: string, tamper: Tamper): readonly Tampered[] =>
  trace.seen.flatMap((seen, place) => {
    const [before, after] = [trace.seen[place - 1], trace.seen[place + 1]]
    const observation = copied(seen)
    if (before === undefined || !tamper(observation, copied(before), after && copied(after))) return []
    const changed = trace.seen.map((one, at) => (at === place ? { line: one.line, observation } : one))
    return [{ what, line: seen.line, trace: { ...trace, seen: changed } }]
  })
