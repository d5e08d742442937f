/**
 * The ephemeral znodes /brokers/ids/N: how a broker registers, and which registration the controller knows.
 *
 * Each registration has its own czxid, the broker epoch (KIP-380). Only one thing about broker epochs matters: whether the
 * one that the controller knows, or that a request carries, is that of the present registration. So the model has flags
 * instead of numbers: `bounced` in the controller, `hasStaleBrokerEpoch` in a request under way.
 */
import { add, has } from '../../../kit/bits'
import { brokerOf, withBroker } from '../../cluster'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId } from '../../values'
import type { Decisions } from '../../versions/decisions'

/**
 * A broker registers again: KafkaServer.startup, KafkaController.RegisterBrokerAndReelect (2.2.0). Every request under way
 * to it was sent before. A controller that has not noticed the failure keeps the broker epoch that it knows.
 */
export const register = ({ decide }: Config, cluster: Cluster, id: BrokerId): Cluster => {
  const requests = brokerOf(cluster, id).requests.map((request) => ({ ...request, hasStaleBrokerEpoch: true }))
  const registered = withBroker(cluster, id, { requests })
  const { controller } = cluster.coordinator
  if (!has(controller.live, id) || has(controller.bounced, id) || !knowsEpochs(decide)) return registered
  const bounced = add(controller.bounced, id)
  return { ...registered, coordinator: { ...cluster.coordinator, controller: { ...controller, bounced } } }
}

/** Before KIP-380 there were no broker epochs, so the controller keeps none. */
const knowsEpochs = (decide: Decisions): boolean => decide.noticesBounce() || !decide.acceptsStaleBrokerEpoch()
