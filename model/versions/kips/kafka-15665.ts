import { isSubset } from '../../../kit/bits'
import type { Amendment } from '../decisions'

/**
 * KAFKA-15665: a reassignment is complete when every target replica is in the ISR.
 *
 * It was complete when those to be added were. A target replica that was a replica before, and is out of the ISR, was not waited for.
 * Then the old ones were removed, and the ISR was smaller than before.
 *
 * PartitionReassignmentReplicas.maybeCompleteReassignment (3.8.0; read at 3.9.1)
 */
export const kafka15665: Amendment = {
  name: 'kafka-15665',
  title: 'A reassignment waits for every target replica',
  since: '3.8.0',
  repairs: 'a reassignment that leaves one replica in the ISR',
  readAt: '3.9.1',
  answers: { completesReassignment: 'If every target replica is in it, also those that are not new.' },
  decide: () => ({ completesReassignment: ({ target, isr }) => isSubset(target, isr) }),
}
