import type { Amendment } from '../decisions'

/**
 * KAFKA-6835: where the configuration of a topic allows unclean election, the controller elects at once.
 *
 * Before, a partition without a leader got one only when the controller looked again for another reason: a broker
 * started, or another broker became controller.
 *
 * TopicConfigHandler.processConfigChanges, KafkaController.TopicUncleanLeaderElectionEnable (2.1.0; read at 2.0.0, 2.1.0 and 2.7.2)
 */
export const kafka6835: Amendment = {
  name: 'kafka-6835',
  title: 'The controller elects at once where unclean election is allowed',
  since: '2.1.0',
  repairs: 'a partition that stays without a leader after unclean election was allowed',
  readAt: '2.1.0',
  answers: {
    electsWhenUncleanIsAllowed: 'Yes.',
  },
  decide: () => ({ electsWhenUncleanIsAllowed: () => true }),
}
