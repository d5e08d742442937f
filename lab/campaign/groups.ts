import { isSameCause, type CauseKey } from '../../contract/causes'
import type { Failed } from './job'

/** The failures of a campaign that are taken for one. */
export interface Group {
  /** The first of them, in the order of the campaign. */
  readonly first: Failed
  readonly where: Where
  readonly failures: number
  readonly key: CauseKey
  /** The numbers of the questions that they were found in. */
  readonly questions: readonly number[]
}

/** Who found a failure: a search, or a walk by its seed and number. */
export type Where =
  | { readonly by: 'search'; readonly question: number }
  | { readonly by: 'walk'; readonly question: number; readonly seed: string; readonly walk: number }

/** Failures by cause, as they are added. The order in which they are added decides; nothing else does. */
export interface Groups {
  /** Adds a failure. True if it is the first with its cause. */
  add(failure: Failed, where: Where): boolean
  readonly all: readonly Group[]
}

export const groups = (): Groups => {
  const all: Group[] = []
  return {
    all,
    add(failure, where) {
      const key = causeIn(failure)
      const index = all.findIndex((group) => isSameCause(group.key, key))
      const group = all[index]
      if (group === undefined) all.push({ first: failure, where, failures: 1, key, questions: [where.question] })
      else all[index] = joined(group, key, where.question)
      return group === undefined
    },
  }
}

/** What tells the cause of a failure apart. */
export const causeIn = ({ rung, by, version, fingerprint }: Failed): CauseKey => ({
  ...(rung === undefined ? {} : { rung }),
  ...{ by, fingerprint },
  ...(version === undefined ? {} : { version }),
})

/** What prevents one failure of a group and not another is not its cause. */
const joined = (group: Group, { by }: CauseKey, question: number): Group => ({
  ...group,
  failures: group.failures + 1,
  key: { ...group.key, by: group.key.by.filter((name) => by.includes(name)) },
  questions: group.questions.includes(question) ? group.questions : [...group.questions, question],
})
