import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../../model/bounds'
import type { Scope } from '../../model/machine'
import type { Decision, Decisions, Protocol } from '../../model/versions/decisions'
import type { Case } from '../questions/asked'
import { kafkaCase } from '../questions/kafka-case'
import { scopeOf, subjectOf, type Question } from '../questions/question'

/** What else a search may answer for: another version, or unclean election allowed or not. Bounds, acks and min.insync.replicas are the same. */
export type Other = Pick<Scope, 'protocol' | 'settings'>

/** Searches that note which others they answer for, too. */
export interface Noting<T> {
  readonly caseOf: (asked: Question) => Case
  /** Those for which every decision so far was answered the same. */
  readonly alike: () => readonly T[]
}

/**
 * Versions differ in decisions only, so two of them have the same search if each decision that it takes is answered the same. The search is that of
 * the question; each decision is put to the others as well, and who answers otherwise is not asked again. What is built before the first step is
 * compared, too, but for `mayElectUnclean`: there it says how a state is stored and which facts are looked for, and no step depends on that.
 */
export const noting = <T extends Other>(others: readonly T[]): Noting<T> => {
  const alike = new Set(others)
  const progress = { isBuilt: false }
  const noted = (scope: Scope): Decisions =>
    Object.fromEntries(
      Object.entries(scope.protocol.decide as unknown as Readonly<Record<Decision, Answer>>).map(([name, answer]) => {
        const decision = name as Decision
        const unlike = others.filter((other) => mayDiffer(decision, scope, other))
        if (unlike.length === 0) return [decision, answer]
        const compared: Answer = (...given) => {
          const said = answer(...given)
          if (!progress.isBuilt && decision === 'mayElectUnclean') return said
          for (const other of unlike)
            if (alike.has(other) && !isDeepStrictEqual(said, answerOf(other, decision, scope, given)))
              alike.delete(other)
          return said
        }
        return [decision, compared]
      }),
    ) as unknown as Decisions
  const caseOf = (asked: Question): Case =>
    kafkaCase(asked, () => {
      const scope = scopeOf(asked)
      progress.isBuilt = false
      const subject = subjectOf(asked, { ...scope, protocol: { ...scope.protocol, decide: noted(scope) } })
      // How a state is stored is decided when it is first read.
      void subject.machine.states
      progress.isBuilt = true
      return subject
    })
  return { caseOf, alike: () => [...alike] }
}

type Answer = (...given: readonly unknown[]) => unknown

/** The decisions that are given the settings of the topic. The type makes this list whole. */
const ofSettings: { readonly [D in Decision as Settings extends Parameters<Decisions[D]>[number] ? D : never]: true } =
  {
    mayElectUnclean: true,
    keepsLastInIsr: true,
    onOutOfRange: true,
    refusesProduce: true,
    acknowledges: true,
  }

/** Whether two may answer differently: not where the same amendments, in the same order, have made the answer. */
const mayDiffer = (decision: Decision, scope: Scope, other: Other): boolean =>
  (decision in ofSettings && scope.settings.uncleanElection !== other.settings.uncleanElection) ||
  !isMadeAlike(decision, scope.protocol, other.protocol)

const isMadeAlike = (decision: Decision, { amendments }: Protocol, { amendments: others }: Protocol): boolean => {
  const last = amendments.findLastIndex(({ answers }) => decision in answers)
  return (
    last === others.findLastIndex(({ answers }) => decision in answers) &&
    amendments.slice(0, last + 1).every((amendment, at) => amendment === others[at])
  )
}

const answerOf = (other: Other, decision: Decision, { settings }: Scope, given: readonly unknown[]): unknown => {
  const answer = other.protocol.decide[decision] as unknown as Answer
  return answer(...given.map((one) => (one === settings ? other.settings : one)))
}
