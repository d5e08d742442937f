import { isSubset, size } from '../../../kit/bits'
import type { Amendment } from '../decisions'

/**
 * KAFKA-19975: a reassignment waits for every target replica only if there are to be fewer replicas.
 *
 * With KAFKA-15665 a reassignment that replaces a dead broker never ended where another target replica was out of the ISR as well. Now
 * those to be added are enough again, unless more replicas are removed than added.
 *
 * PartitionReassignmentReplicas.maybeCompleteReassignment (4.3.0; read at 4.3.1)
 */
export const kafka19975: Amendment = {
  name: 'kafka-19975',
  title: 'A reassignment waits for every target replica only if there are to be fewer',
  since: '4.3.0',
  repairs: 'a reassignment away from a dead broker that never ends',
  readAt: '4.3.1',
  answers: {
    completesReassignment:
      'If every replica to be added is in it; if more are to be removed than added, only if every target replica is.',
  },
  decide: () => ({
    completesReassignment: ({ adding, removing, target, isr }) =>
      isSubset(adding, isr) && (size(adding) >= size(removing) || isSubset(target, isr)),
  }),
}
