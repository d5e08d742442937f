import type { Amendment } from '../decisions'

/**
 * KAFKA-7482: a leader in controlled shutdown is told of its successor.
 *
 * The controller of 1.1 sent the result of an election to replicas that are online, and a broker in controlled shutdown does
 * not count as online. So a leader that handed over went on as leader of its old epoch until it stopped.
 *
 * PartitionStateMachine.leaderForControlledShutdown (2.1.0; read at 1.1.1, 2.0.0, 2.0.1 and 2.1.0)
 */
export const kafka7482: Amendment = {
  name: 'kafka-7482',
  title: 'A leader in controlled shutdown is told of its successor',
  since: '2.1.0',
  repairs: 'a leader in controlled shutdown that stays leader of an old epoch until it stops',
  readAt: '2.1.0',
  answers: {
    tellsStoppingLeader: 'Yes: it is told again.',
  },
  decide: () => ({ tellsStoppingLeader: () => true }),
}
