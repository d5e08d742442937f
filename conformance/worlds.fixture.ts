import type { Machine } from '../contract/machine'
import type { Action } from '../model/actions'
import { bounds, defaultSettings } from '../model/bounds'
import { preset } from '../model/versions/timeline'
import type { Scope } from '../model/machine'
import type { World } from '../properties/history'
import { world } from '../properties/world'

const faults = { 'process-crash': 1, 'isr-shrink': 1, 'leader-move': 1 }

/** Kafka 2.1 with three brokers, message by message. */
export const scope = (): Scope => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('2.1 is a release')
  return { protocol, settings: { ...defaultSettings, minIsr: 2 }, bounds: bounds({ grain: 'message', faults }) }
}

export const machine = (): Machine<World, Action> => world(scope())

/** One record, which broker 2 has fetched and broker 3 has asked for. */
export const HALF_FETCHED = `
  producer sends a record to broker 1
  broker 2 sends a fetch to its leader
  broker 1 serves broker 2
  broker 1 counts the fetch of broker 2
  broker 2 gets the answer of broker 1
  broker 3 sends a fetch to its leader
  broker 1 serves broker 3`
