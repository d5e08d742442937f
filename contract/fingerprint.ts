import type { Catalogue } from '../kit/catalogue'
import { checksum } from '../kit/checksum'

/**
 * A name for a failure that does not depend on the seed. Two schedules with the same skeleton have the same name,
 * because they very likely fail for the same reason. A seed would not identify a bug.
 *
 * The skeleton is the sequence of kinds of steps of each participant. It leaves out how the steps of different
 * participants are interleaved, the numbers of the participants, and repetitions of a step.
 */
const skeleton = <A>({ kinds, peersOf }: Catalogue<A>, actions: readonly A[]): readonly string[] => {
  const typeOf = new Map(kinds.flatMap(({ type, actions: some }) => some.map((action) => [action, type] as const)))
  const lanes = new Map<number, string[]>()
  for (const action of actions) {
    const peers = peersOf(action)
    for (const lane of peers.length === 0 ? [NOBODY] : peers) {
      const steps = lanes.get(lane) ?? []
      const type = typeOf.get(action) ?? '?'
      const role = peers.length > 1 ? `${type}.${peers.indexOf(lane) + 1}` : type
      if (steps.at(-1) !== role) steps.push(role)
      lanes.set(lane, steps)
    }
  }
  return [...lanes.values()].map((steps) => steps.join(' ')).sort()
}

/** The property and a checksum of the skeleton as one word: S14-3f2a9c01. */
export const fingerprint = <A>(catalogue: Catalogue<A>, actions: readonly A[], property: string): string =>
  `${property.split(' ')[0] ?? property}-${checksum(skeleton(catalogue, actions).join('\n'))}`

const NOBODY = -1
