/**
 * The result of a rule whose guard refuses. Each guard has one frozen constant, so a refusal allocates nothing, and a
 * replay can name the guard.
 */
export interface Refused {
  readonly refused: string
}

/**
 * Creates the refusal of one guard. Call it once, at the top level of a module. `reason` completes "refused: it ...".
 */
export const refuse = (reason: string): Refused => Object.freeze({ refused: reason })

export const isRefused = (answer: object): answer is Refused => (answer as Partial<Refused>).refused !== undefined
