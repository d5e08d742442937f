/** The verdict about a mutant: the check that noticed it, or none. */
export interface Verdict {
  readonly killed: boolean
  /** test, property, verdict, story, fact, agreement, figure; or error, if the model throws. */
  readonly by?: string
  /** S14 in 9 steps. */
  readonly how?: string
  /** The bounds of the check. */
  readonly where?: string
}
