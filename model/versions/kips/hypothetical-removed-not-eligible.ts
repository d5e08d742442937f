import type { Amendment } from '../decisions'

/**
 * No release has this: a broker that is no replica any more is no eligible leader replica either.
 *
 * A reassignment may leave an ISR that is smaller than min.insync.replicas. The replica that it removes leaves the ISR then, and so
 * becomes an eligible leader replica. It deletes its log. Where it is made a replica again, it is eligible still, and is elected
 * where the ISR is empty: with nothing (docs/decisions/0066).
 *
 * PartitionChangeBuilder.maybePopulateTargetElr would leave out those that are not among the target replicas (read at 4.0.0 and 4.3.1).
 */
export const removedNotEligible: Amendment = {
  name: 'hypothetical-removed-not-eligible',
  title: 'A removed replica is not eligible',
  since: 'no release',
  repairs: 'an eligible leader replica that has deleted its log',
  readAt: '4.3.1',
  answers: { keepsRemovedEligible: 'No.' },
  decide: () => ({ keepsRemovedEligible: () => false }),
}
