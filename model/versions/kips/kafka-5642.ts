import type { Amendment } from '../decisions'

/**
 * KAFKA-5642: the last member of the ISR stays in it, whatever the topic's settings.
 *
 * The controller was rewritten, and among much else became simpler here: an ISR of one is not shrunk. Before, it was
 * emptied where unclean elections were allowed. Since then a leader in controlled shutdown
 * was not told of its successor (kafka-7482.ts).
 *
 * ReplicaStateMachine.doRemoveReplicasFromIsr, PartitionStateMachine.leaderForControlledShutdown (1.1.0; read at 1.1.1)
 */
export const kafka5642: Amendment = {
  name: 'kafka-5642',
  title: 'The ISR never becomes empty',
  since: '1.1.0',
  repairs: 'an empty ISR: no replica can be elected from the ISR, although one has all committed records',
  readAt: '1.1.1',
  answers: {
    keepsLastInIsr: 'Yes, always.',
    tellsStoppingLeader: 'No: it is not told.',
  },
  decide: () => ({ keepsLastInIsr: () => true, tellsStoppingLeader: () => false }),
}
