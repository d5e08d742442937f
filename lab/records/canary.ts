import { explore } from '../../explorer/breadth'
import { propertiesFor } from '../../properties/ladder'
import { world } from '../../properties/world'
import { numberOf, protocolOf, question } from '../questions/question'

/** The result of the canary: the property that it broke, and the number of steps. */
export interface Canary {
  readonly property: string
  readonly steps: number
}

/**
 * A protocol that must fail: its leader commits a record without waiting for a follower. Every run checks it as well. A
 * broken harness that judges nothing would report that everything holds; the canary detects this.
 */
export const canary = (): Canary => {
  const asked = question({ settings: { minIsr: 2 }, bounds: { brokers: 2, records: 1, epochs: 1 } })
  const { decide, ...protocol } = protocolOf(asked)
  const careless = { ...protocol, decide: { ...decide, highWatermarkQuorum: () => 0 } }
  const scope = { protocol: careless, settings: asked.settings, bounds: asked.bounds }
  const { breach } = explore(world(scope), propertiesFor({ ...scope, runs: 'clean' }))
  const [blamed] = breach?.breaches ?? []
  if (breach === undefined || blamed === undefined)
    throw new Error(
      'the canary holds: a leader that waits for no follower broke no property, so properties are not judged',
    )
  return { property: numberOf(blamed.property), steps: breach.actions.length }
}
