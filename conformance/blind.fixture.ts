/** Drivers without a Kafka: for tests of what is around one. */
import type { Action } from '../model/actions'
import type { Driver } from './driver'
import type { Observation } from './observation'
import type { RealStep, RealWorld } from './protocol'

/** Sees that there are brokers, and nothing else: it agrees with every model. `lie` changes what it shows after a step. */
export const blindDriver = (
  steps: readonly Action['type'][],
  lie: (seen: Observation, step: RealStep) => Observation = (seen) => seen,
): Driver & { readonly asked: readonly RealStep[] } => {
  const asked: RealStep[] = []
  const state: { seen: Observation } = { seen: { brokers: [] } }
  return {
    asked,
    greeting: { driver: 'blind', kafka: '2.1.1', steps },
    ask: (request) => {
      if (request.do === 'reset') state.seen = brokersOf(request.world)
      else asked.push(request)
      return Promise.resolve({ observation: request.do === 'reset' ? state.seen : lie(state.seen, request) })
    },
    close: () => Promise.resolve(),
  }
}

const brokersOf = ({ brokers, leaders }: RealWorld): Observation => ({
  brokers: Array.from({ length: brokers }, (_, index) => ({ id: index + 1, replicas: leaders.map(() => ({})) })),
})
