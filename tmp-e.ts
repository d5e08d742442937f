import { comparedWith } from './lab/searching/forgetting.fixture'
const w = (name: string, bounds: object, rest: object = {}) => {
  const t = Date.now()
  const out = comparedWith({ kafka: '4.3', settings: { minIsr: 2 }, ...rest, bounds: { records: 1, ...bounds } } as never)
  console.log(name, JSON.stringify(out), Date.now() - t)
}
w('shutdown 2', { brokers: 2, epochs: 2, faults: { 'clean-shutdown': 2 } })
w('shutdown shrink', { brokers: 2, epochs: 2, faults: { 'clean-shutdown': 1, 'isr-shrink': 1 } })
w('shutdown failover', { brokers: 2, epochs: 2, faults: { 'clean-shutdown': 1, 'controller-failover': 1 } })
w('shutdown gives up', { brokers: 2, epochs: 2, controlledShutdown: 'gives-up', faults: { 'clean-shutdown': 1, 'isr-shrink': 1 } })
w('shutdown crash', { brokers: 2, epochs: 3, faults: { 'clean-shutdown': 1, 'process-crash': 1 } })
w('3.2', { brokers: 2, epochs: 2, faults: { 'clean-shutdown': 1, 'leader-move': 1, 'isr-shrink': 1 } }, { kafka: '3.2' })
w('shutdown 3', { brokers: 3, epochs: 2, faults: { 'clean-shutdown': 1 } })
w('reassign', { brokers: 3, epochs: 2, faults: { 'leader-move': 1, 'session-expiry': 1 }, reassign: { replicas: [0, 1], moves: [[2, 1]] } })
