/** What came of a mutant: who noticed, or nobody. */
export interface Verdict {
  readonly killed: boolean
  /** property, figure, fact, story, test; error, where the model throws. */
  readonly by?: string
  /** S14 in 9 steps. */
  readonly how?: string
  /** In which world. */
  readonly where?: string
}
