import type { Action } from '../../model/actions'

/** Why whole brokers cannot take a step that the model has. */
export const refusals: Readonly<Partial<Record<Action['type'], string>>> = {
  LoseRequest:
    'the controller sends a LeaderAndIsr request again until it is answered; one is lost only where another broker becomes controller (cf)',
  BrokerBounce: 'no release before 2.2 notices that a broker was restarted',
  StopUnasked: 'a broker that is to stop asks the controller first, as long as it reaches it',
}
