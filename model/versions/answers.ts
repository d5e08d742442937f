import { baseAnswers } from './base'
import type { Decision, Protocol } from './decisions'

/** The answer of a protocol to one decision, in words. */
export interface Answered {
  /** One sentence or two; or several cases, of which the first that applies counts. */
  readonly says: readonly string[]
  /** Who says so, the last one first; behind it those whose earlier answers are part of it. 'base' is Kafka 0.8.0. */
  readonly by: readonly string[]
}

const BASE = 'base'

/** What a protocol answers to a decision, put together in the order in which its amendments change it. */
export const answerOf = (decision: Decision, { amendments }: Pick<Protocol, 'amendments'>): Answered => {
  const first = { says: baseAnswers[decision], by: [BASE] }
  const { says, by } = amendments.reduce((was, { name, answers }) => {
    const answer = answers[decision]
    if (answer === undefined) return was
    return typeof answer === 'string' ? { says: answer, by: [name] } : { says: answer(was.says), by: [name, ...was.by] }
  }, first)
  return { says: says.split('\n'), by }
}
