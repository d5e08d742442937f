import type { Amendment } from '../decisions'

/**
 * KIP-112: a broker continues with the remaining disks when one fails. Only a side effect of that is modelled.
 *
 * One broker can now have replicas online and offline. So the controller no longer looks for partitions that the failed broker
 * led, but for partitions whose leader is not online. A broker in controlled shutdown does not count as online. So when any
 * broker fails, the partitions that a broker in controlled shutdown still leads get another leader, too.
 *
 * Deliberately simplified: if no replica can be elected, Kafka tries again whenever a broker starts or fails; here, only when
 * one fails.
 *
 * KafkaController.onReplicasBecomeOffline, ControllerContext.isReplicaOnline (1.0.0; read at 1.0.2, 1.1.1 and 2.1.0)
 */
export const kip112: Amendment = {
  name: 'kip-112',
  title: 'A leader in controlled shutdown is replaced when another broker fails',
  since: '1.0',
  repairs: 'nothing that a property sees: it is a side effect of brokers that survive the failure of a disk',
  readAt: '2.1.0',
  answers: {
    replacesStoppingLeader: 'Yes: partitions led by a broker in controlled shutdown get a leader, too.',
  },
  decide: () => ({ replacesStoppingLeader: () => true }),
}
