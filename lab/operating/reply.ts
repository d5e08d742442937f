import type { Session } from './session'

/** What a line comes to: the session after it, and what it printed. */
export interface Reply {
  readonly session: Session
  readonly output: readonly string[]
  /** Why nothing was done, in one line, which the output has too. */
  readonly error?: string
}

export const said = (session: Session, ...output: readonly string[]): Reply => ({ session, output })

/** What tidemark adds to what Kafka prints. */
export const hinted = (hint: string): string => `hint: ${hint}`
