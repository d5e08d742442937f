import type { Reply } from './reply'
import type { Session } from './session'

/** A command that is not one of Kafka's tools. */
export interface Word {
  readonly name: string
  /** How it is typed. */
  readonly usage: string
  readonly about: string
  /** What may follow it, for completion. */
  readonly takes: 'broker' | 'brokers' | 'path' | 'nothing' | 'text'
  run(session: Session, words: readonly string[]): Reply
}
