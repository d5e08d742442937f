import type { Flag, Given } from './flags'
import type { Reply } from './reply'
import type { Session } from './session'

/** One of Kafka's commands. */
export interface Tool {
  /** Without `.sh`. */
  readonly name: string
  /** One line for `help`. */
  readonly about: string
  /** The first release that has it. */
  readonly since?: string
  readonly flags: readonly Flag[]
  /** What becomes of a line that cannot be read: an exception that nobody catches, or the message and the usage. */
  readonly onMisread: 'throws' | 'usage'
  /** Refused where it returns a reply: what the tool checks before it connects. */
  run(session: Session, given: Given): Reply
}
