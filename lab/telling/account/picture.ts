import type { BrokerThen, ClientsThen, Deed, Lane, Message, PartitionThen } from './account'

/** How a machine is drawn: its participants, their states, and the messages of a step. */
export interface Picture<S, A> {
  readonly lanes: readonly Lane[]
  then(state: S): Then
  deed(before: S, action: A, after: S): Omit<Deed, 'changes'>
  /** The messages sent, received and lost in one step, in order for each connection. */
  traffic(before: S, action: A, after: S): readonly Traffic[]
}

/** The state at one moment. */
export interface Then {
  /** By lane. */
  readonly brokers: ReadonlyMap<number, BrokerThen>
  readonly partition: PartitionThen
  readonly clients: ClientsThen
}

type Arrow = Pick<Message, 'from' | 'to' | 'kind' | 'label'>

/**
 * A connection carries messages in order. `sent`: a message is sent. `received`, `lost`: the oldest message that is
 * still in flight, or, with `after`, the one behind that many others. `repeated`: that message is received, and is sent
 * again in the same position. `passed`: sent and received in this step.
 */
export type Traffic =
  | { readonly type: 'sent'; readonly connection: string; readonly arrow: Arrow }
  | { readonly type: 'received' | 'lost'; readonly connection: string; readonly after?: number }
  | { readonly type: 'repeated'; readonly connection: string; readonly after: number; readonly arrow: Arrow }
  | { readonly type: 'passed'; readonly arrow: Arrow }

/** The same picture for a machine whose states contain those of another machine. */
export const liftPicture = <S, T, A>(picture: Picture<S, A>, within: (state: T) => S): Picture<T, A> => ({
  lanes: picture.lanes,
  then: (state) => picture.then(within(state)),
  deed: (before, action, after) => picture.deed(within(before), action, within(after)),
  traffic: (before, action, after) => picture.traffic(within(before), action, within(after)),
})
