import type { Fault } from '../../model/state'
import { isKraft } from '../../model/versions/timeline'
import { faultsOf } from '../questions/ask-kraft'

/**
 * The faults that are asked about where nothing else is said: what happens to brokers and networks by itself. What an
 * operator does (leader-move, clean-shutdown), and faults that need other options, are asked for by name.
 */
const usualFaults: readonly Fault[] = [
  'process-crash',
  'machine-crash',
  'cut-off-zookeeper',
  'cut-off-controller',
  'pause',
  'cut-link',
  'isr-shrink',
  'controller-failover',
  'session-expiry',
]

/**
 * Those of them that can happen in this preset: with KRaft a session that expires stands for what ZooKeeper has of its own. A failover of
 * its controllers is asked for by name: it tells nobody anything, and only delays what would come (docs/decisions/0067).
 */
export const usualFaultsIn = (kafka: string): readonly Fault[] =>
  usualFaults.filter((fault) => faultsOf(kafka).includes(fault) && !(fault === 'controller-failover' && isKraft(kafka)))
