/**
 * The answer of a rule whose guard is false. Each guard has one frozen constant, so that refusing allocates nothing and
 * replay can say which guard it was.
 */
export interface Refused {
  readonly refused: string
}

/** Makes the refusal of one guard; call it once, where the module is loaded. `reason` completes "refused: it ...". */
export const refuse = (reason: string): Refused => Object.freeze({ refused: reason })

export const isRefused = (answer: object): answer is Refused => (answer as Partial<Refused>).refused !== undefined
