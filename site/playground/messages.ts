import type { Options } from '../../lab/questions/words'
import type { PageFinding } from '../../reports/page/data'

/** What the page asks of its worker. */
export type Ask =
  /** Search: the options as they were typed, and what else was typed as on the command line. */
  | { readonly kind: 'find'; readonly typed: Options; readonly more: string }
  /** Take the schedule of a token again. */
  | { readonly kind: 'draw'; readonly token: string }
  /** End the search, and tell what is known so far. */
  | { readonly kind: 'stop' }

/** What the worker tells the page. */
export type Told =
  | { readonly kind: 'progress'; readonly words: string }
  /** Bad input, in the words of the command line. */
  | { readonly kind: 'refused'; readonly why: string; readonly below: readonly string[] }
  | { readonly kind: 'answered'; readonly answer: Answer }

export interface Answer {
  readonly verdict: 'holds' | 'broken' | 'open'
  /** The verdict and what was searched, as the command line prints them. */
  readonly summary: string
  /** All that the command line prints. */
  readonly whole: string
  /** The command that prints it, with --untimed. */
  readonly command: string
  /** The question in full. */
  readonly question: Options
  /** Seconds that the search took; absent where nothing was searched. */
  readonly seconds?: number
  /** The schedule to draw, its token, and the command that takes it again. */
  readonly drawn?: { readonly token: string; readonly replay: string; readonly finding: PageFinding }
}
