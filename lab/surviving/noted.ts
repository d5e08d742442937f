import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../../model/bounds'
import type { Scope } from '../../model/machine'
import type { Decision, Decisions, Protocol } from '../../model/versions/decisions'
import type { Case } from '../questions/asked'
import { kafkaCase } from '../questions/kafka-case'
import { scopeOf, subjectOf, type Question } from '../questions/question'

/** What else a search may answer for: another version, or unclean election allowed or not. Bounds, acks and min.insync.replicas are the same. */
export type Variant = Pick<Scope, 'protocol' | 'settings'>

/** Searches that note which others they answer for, too. */
export interface Noting<T> {
  readonly caseOf: (asked: Question) => Case
  /** Those for which every decision so far was answered the same. */
  readonly alike: () => readonly T[]
}

/**
 * For properties that read no release, versions differ in decisions only, so two of them have the same search if each decision that it takes is
 * answered the same. The caller sees to it that the rest is the same: bounds, acks, min.insync.replicas and the properties. One thread, and no `--unlike`: other threads, and the
 * other version of a pair, have machines of their own.
 *
 * The search is that of the question, and each decision is put to the others as well. Who answered otherwise is asked until that search ends, in
 * vain: what steps do is remembered by what they read, so they have to read the same each time (docs/decisions/0028). What is built before the first
 * step is compared, too, but for `mayElectUnclean`: there it says how a state is stored and which facts are looked for, and no step depends on that.
 */
export const noting = <T extends Variant>(others: readonly T[]): Noting<T> => {
  const alike = new Set(others)
  const noted = (scope: Scope, progress: { readonly isBuilt: boolean }): Decisions => {
    const asked = [...alike]
    return Object.fromEntries(
      Object.entries(scope.protocol.decide as unknown as Readonly<Record<Decision, Answer>>).map(([name, answer]) => {
        const decision = name as Decision
        const differing = asked.filter((other) => mayDiffer(decision, scope, other))
        if (differing.length === 0) return [decision, answer]
        const compared: Answer = (...given) => {
          const said = answer(...given)
          if (!progress.isBuilt && decision === 'mayElectUnclean') return said
          for (const other of differing)
            if (!isDeepStrictEqual(said, answerOf(other, decision, scope, given))) alike.delete(other)
          return said
        }
        return [decision, compared]
      }),
    ) as unknown as Decisions
  }
  const caseOf = (asked: Question): Case =>
    kafkaCase(asked, () => {
      const scope = scopeOf(asked)
      const progress = { isBuilt: false }
      const subject = subjectOf(asked, { ...scope, protocol: { ...scope.protocol, decide: noted(scope, progress) } })
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
const mayDiffer = (decision: Decision, scope: Scope, other: Variant): boolean =>
  (decision in ofSettings && scope.settings.uncleanElection !== other.settings.uncleanElection) ||
  !isMadeAlike(decision, scope.protocol, other.protocol)

const isMadeAlike = (decision: Decision, { amendments }: Protocol, { amendments: others }: Protocol): boolean => {
  const last = amendments.findLastIndex(({ answers }) => decision in answers)
  return (
    last === others.findLastIndex(({ answers }) => decision in answers) &&
    amendments.slice(0, last + 1).every((amendment, at) => amendment === others[at])
  )
}

const answerOf = (other: Variant, decision: Decision, { settings }: Scope, given: readonly unknown[]): unknown => {
  const answer = other.protocol.decide[decision] as unknown as Answer
  return answer(...given.map((one) => (one === settings ? other.settings : one)))
}
