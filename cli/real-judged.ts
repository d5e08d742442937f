/** What every judgement of a recorded trace has in common, whatever it was recorded of. */
import { badInput, isBadInput } from '../lab/questions/bad-input'
import type { Question } from '../lab/questions/question'
import { EXIT } from './exit'
import type { Typed } from './options'

interface Recorded {
  readonly head: { readonly kafka: string }
}

/** What is wrong with it stands in line 1, unless it is the release that was typed. */
export const questionIn = <T extends Recorded>(
  path: string,
  trace: T,
  { kafka }: Typed,
  questionOf: (trace: T, kafka: string) => Question,
): Question => {
  try {
    return questionOf(trace, kafka ?? trace.head.kafka)
  } catch (error) {
    if (!isBadInput(error) || (kafka !== undefined && error.message.startsWith('--kafka'))) throw error
    throw badInput(`${path}, line 1: ${error.message.replaceAll('--', '')}`)
  }
}

export const JUDGED_EXITS: Readonly<Record<'accepted' | 'rejected' | 'inconclusive', number>> = {
  accepted: EXIT.holds,
  rejected: EXIT.broken,
  inconclusive: EXIT.inconclusive,
}
