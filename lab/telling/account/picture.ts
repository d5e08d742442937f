import type { BrokerSnapshot, ClientsSnapshot, AccountStep, Lane, Message, PartitionSnapshot } from './account'

/** How a machine is drawn: its participants, their states, and the messages of a step. */
export interface Picture<S, A> {
  readonly lanes: readonly Lane[]
  snapshot(state: S): Snapshot
  step(before: S, action: A, after: S): Omit<AccountStep, 'changes'>
  /** What is sent, received and lost in one step, in that order for each connection. */
  traffic(before: S, action: A, after: S): readonly Traffic[]
}

/** All that is held at one moment. */
export interface Snapshot {
  /** By lane. */
  readonly brokers: ReadonlyMap<number, BrokerSnapshot>
  readonly partition: PartitionSnapshot
  readonly clients: ClientsSnapshot
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
  snapshot: (state) => picture.snapshot(within(state)),
  step: (before, action, after) => picture.step(within(before), action, within(after)),
  traffic: (before, action, after) => picture.traffic(within(before), action, within(after)),
})
