/** What is wrong with the text of an expression, and where. */
export interface Wrong {
  /** The position of the error, from 0. */
  readonly at: number
  /** What is wrong and what was expected. */
  readonly message: string
}

/** Ends reading. `parse` catches it, and nothing else sees it. */
export const wrong = (at: number, message: string): Error => Object.assign(new Error(message), { name: NAME, at })

export const isWrong = (error: unknown): error is Error & Wrong => error instanceof Error && error.name === NAME

const NAME = 'WrongExpression'
