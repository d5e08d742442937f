/** The actions of a reassignment: their codes and their texts. Without a reassignment in the bounds there are none. */
import { int, peer } from '../kit/schema'
import { implied, type KindsOf, PARTITION, partitionOf } from './action-fields'
import type { Bounds } from './bounds'

export type ReassignmentAction =
  | 'Reassign'
  | 'OnPartitionReassignment'
  | 'HandleStopReplica'
  | 'RepeatStopReplica'
  | 'HandleLateStopReplica'

export const reassignmentTexts = (bounds: Bounds): KindsOf<ReassignmentAction> => {
  const possible = bounds.reassign !== undefined
  const repeats = possible && bounds.faults['repeated-request'] > 0
  const partition = { fields: partitionOf(bounds), implied, possible }
  const broker = { broker: peer(bounds.brokers) }
  const request = { ...broker, controllerEpoch: int(0, bounds.faults['controller-failover']) }
  return {
    Reassign: {
      code: 'ra',
      text: `administrator asks for the next replicas${PARTITION}`,
      ...partition,
      role: 'work',
    },
    OnPartitionReassignment: { code: 'rp', text: `controller goes on with the reassignment${PARTITION}`, ...partition },
    HandleStopReplica: {
      code: 'rs',
      text: 'broker {broker} handles the next StopReplica[ of controller epoch {controllerEpoch}]',
      fields: request,
      possible,
    },
    RepeatStopReplica: {
      code: 're',
      text: 'broker {broker} handles the next StopReplica[ of controller epoch {controllerEpoch}], and a copy of it is late',
      fields: request,
      role: 'harm',
      possible: repeats,
    },
    HandleLateStopReplica: {
      code: 'rl',
      text: 'broker {broker} handles the late StopReplica',
      fields: broker,
      possible: repeats,
    },
  }
}
