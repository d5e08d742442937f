import type { Amendment } from '../decisions'

/**
 * KAFKA-19522: the last known leader is elected only if it is active.
 *
 * With no member left in the ISR and none in the ELR, the last leader of the partition is elected once it is back. It was elected
 * while it was fenced, too, by whatever changed the partition next. Then the partition had a leader that did not run, and nobody
 * looked for another one.
 *
 * PartitionChangeBuilder.canElectLastKnownLeader (4.1.0; read at 4.1.0 and 4.3.1)
 */
export const kafka19522: Amendment = {
  name: 'kafka-19522',
  title: 'The last known leader is elected only if it is active',
  since: '4.1.0',
  repairs: 'a partition whose leader is fenced',
  readAt: '4.3.1',
  answers: { lastKnownLeaderMustBeActive: 'Yes.' },
  decide: () => ({ lastKnownLeaderMustBeActive: () => true }),
}
