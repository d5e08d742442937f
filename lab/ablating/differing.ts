import type { Decision, Decisions, Protocol } from '../../model/versions/decisions'
import { decisionsIn } from './rows'

/** A protocol that notes which of others would have answered in another way, and which have not so far. */
export interface Comparing {
  readonly protocol: Protocol
  /** The rows whose protocols have given another answer. */
  readonly differing: ReadonlySet<string>
}

type Answering = (...given: readonly unknown[]) => unknown

/**
 * The same protocol, whose every answer is compared with those of protocols that leave something out. One that has given the same
 * answers in a complete search takes the same steps there, so it need not be searched: it has the same states.
 */
export const comparing = (protocol: Protocol, others: ReadonlyMap<string, Protocol>): Comparing => {
  const differing = new Set<string>()
  const watched = new Map<string, (readonly [string, Protocol])[]>()
  for (const [row, other] of others)
    for (const decision of decisionsIn(row, protocol))
      watched.set(decision, [...(watched.get(decision) ?? []), [row, other]])
  const decide = Object.entries(protocol.decide).map(([decision, answer]) => {
    let open = watched.get(decision) ?? []
    const answering = answer as Answering
    const compared: Answering = (...given) => {
      const said = answering(...given)
      if (open.length === 0) return said
      const unlike = open.filter(([, other]) => !isSame(said, answerOf(other, decision as Decision)(...given)))
      if (unlike.length === 0) return said
      for (const [row] of unlike) differing.add(row)
      open = open.filter(([row]) => !differing.has(row))
      return said
    }
    return [decision, compared] as const
  })
  return { protocol: { ...protocol, decide: Object.fromEntries(decide) as unknown as Decisions }, differing }
}

const answerOf = ({ decide }: Protocol, decision: Decision): Answering => decide[decision] as Answering

/** Answers are plain values. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
