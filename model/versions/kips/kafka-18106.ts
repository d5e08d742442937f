import type { Amendment } from '../decisions'

/**
 * KAFKA-18106: a broker that registers is taken out of every ISR.
 *
 * A new process may have lost what the one before had. Up to 3.9 the controller trusted that the broker had been fenced before; a
 * broker that is the last in the ISR stays in it either way. Where there are eligible leader replicas (KIP-966), a process
 * that was not stopped cleanly is taken out of the ISR and of those, too (KAFKA-18635): it names the broker epoch of the process
 * before, which it finds in .kafka_cleanshutdown only if that has stopped cleanly.
 *
 * ClusterControlManager.registerBroker, ReplicationControlManager.handleBrokerShutdown (4.0.0; read at 4.3.1)
 */
export const kafka18106: Amendment = {
  name: 'kafka-18106',
  title: 'A broker that registers is taken out of every ISR',
  since: '4.0.0',
  repairs: 'an eligible leader replica that has lost its records',
  readAt: '4.3.1',
  answers: {
    registrationTouchesIsr:
      'Yes. With eligible leader replicas, one that was not stopped cleanly is not eligible any more either.',
  },
  decide: () => ({ registrationTouchesIsr: () => true }),
}
