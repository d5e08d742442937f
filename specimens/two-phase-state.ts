import type { Bits } from '../kit/bits'

export const STAGES = ['working', 'prepared', 'committed', 'aborted'] as const
export type Stage = (typeof STAGES)[number]

/**
 * Two-phase commit, after the TLA+ module TwoPhase of Gray and Lamport's "Consensus on Transaction Commit". Messages are
 * a set that only grows: a message can be read late and more than once, and none is lost for good.
 */
export interface Transaction {
  readonly managers: readonly Stage[]
  /** The transaction manager: working until it has decided. */
  readonly coordinator: Stage
  /** From whom the transaction manager has read 'prepared'. */
  readonly heard: Bits
  /** Who has sent 'prepared'. */
  readonly prepared: Bits
  readonly commitSent: boolean
  readonly abortSent: boolean
}

export type Move =
  | { readonly type: 'commit' }
  | { readonly type: 'abort' }
  | { readonly type: 'hear'; readonly manager: number }
  | { readonly type: 'prepare'; readonly manager: number }
  | { readonly type: 'giveUp'; readonly manager: number }
  | { readonly type: 'obeyCommit'; readonly manager: number }
  | { readonly type: 'obeyAbort'; readonly manager: number }
