import type { Fault } from '../../model/state'

/**
 * The faults that are asked about where nothing else is said: what happens to brokers and networks by itself. What an
 * operator does (leader-move, clean-shutdown), and faults that need other options, are asked for by name.
 */
export const usualFaults: readonly Fault[] = [
  'process-crash',
  'machine-crash',
  'cut-off-zookeeper',
  'cut-off-controller',
  'pause',
  'cut-link',
  'isr-shrink',
  'controller-failover',
]
