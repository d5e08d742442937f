import { explore } from '../../explorer/breadth'
import { propertiesFor } from '../../properties/ladder'
import { world } from '../../properties/world'
import { numberOf, protocolOf, question } from '../questions/question'

/** What a canary shows: which property it broke, in how many steps. */
export interface Canary {
  readonly property: string
  readonly steps: number
}

/**
 * A protocol that must fail: a leader that waits for nobody before it calls a record committed. Every run asks about it as
 * well, so that a harness that has fallen asleep is noticed: one that judges nothing reports that all is well.
 */
export const canary = (): Canary => {
  const asked = question({ settings: { minIsr: 2 }, bounds: { brokers: 2, records: 1, epochs: 1 } })
  const { decide, ...protocol } = protocolOf(asked)
  const careless = { ...protocol, decide: { ...decide, highWatermarkQuorum: () => 0 } }
  const scope = { protocol: careless, settings: asked.settings, bounds: asked.bounds }
  const { breach } = explore(world(scope), propertiesFor({ ...scope, runs: 'clean' }))
  const [blamed] = breach?.breaches ?? []
  if (breach === undefined || blamed === undefined)
    throw new Error('the canary lives: a leader that waits for nobody broke nothing, so nothing is judged')
  return { property: numberOf(blamed.property), steps: breach.actions.length }
}
