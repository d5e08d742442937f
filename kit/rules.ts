import type { Catalogue } from './catalogue'
import { compile } from './compile'
import { onDemand } from './on-demand'
import { isRefused, type Refused } from './refused'

/**
 * One kind of step: guards and effect in one function. The guards come first, one per line, and each returns its own
 * refusal. Then one expression is the next state. Whether an action is enabled is derived from this function, and not
 * written anywhere else.
 */
export type Rule<S, A> = (state: S, action: A) => S | Refused

/** One rule for every type of action: a missing one is a compile error. */
export type Rules<S, A extends { readonly type: string }> = {
  readonly [T in A['type']]: Rule<S, Extract<A, { readonly type: T }>>
}

/** The ways to take steps by these rules: one action, or all enabled actions in the order of the catalogue. */
export interface Transitions<S, A> {
  fire(state: S, action: A): S | Refused
  /** Leaves out the actions whose entry in `asleep` is not 0. */
  successors(state: S, visit: Visit<S, A>, asleep?: Uint8Array): void
  /**
   * Visits one action of a list, all of one kind of the catalogue: the next enabled one from `first` on. False if none
   * is enabled.
   */
  attempt(kind: number, state: S, some: readonly A[], first: number, visit: Visit<S, A>): boolean
}

type Visit<S, A> = (action: A, next: S) => void

type Attempts<S, A> = (state: S, visit: Visit<S, A>) => void

type WaryAttempts<S, A> = (state: S, visit: Visit<S, A>, asleep: Uint8Array) => void

type First<S, A> = (state: S, some: readonly A[], first: number, visit: Visit<S, A>) => boolean

/** Tries every action and lets the rule refuse. A refusal is cheap, and guards need not be written twice. */
export const transitions = <S extends object, A extends { readonly type: string }>(
  actions: Catalogue<A>,
  rules: Rules<S, A>,
): Transitions<S, A> => {
  const ruleOf = (action: A): Rule<S, A> => rules[action.type as A['type']] as unknown as Rule<S, A>
  const kinds = actions.kinds.map((kind) => ({ rule: ruleOf(kind.actions[0] as A), actions: kind.actions }))
  const note = (index: number): string => `kind ${index} of ${actions.all.length} actions`
  const attempts = kinds.map((kind, index) => attemptsOf(kind.rule, kind.actions, note(index)))
  const firsts = kinds.map(({ rule }, index) => firstBy<S, A>(rule, note(index)))
  const wary = onDemand(() => {
    let first = 0
    return kinds.map(({ rule, actions: some }, index) => {
      first += some.length
      return waryAttemptsOf(rule, some, first - some.length, note(index))
    })
  })
  return {
    fire: (state, action) => ruleOf(action)(state, action),
    successors(state, visit, asleep) {
      if (asleep === undefined) for (const attempt of attempts) attempt(state, visit)
      else for (const attempt of wary()) attempt(state, visit, asleep)
    },
    attempt: (kind, state, some, first, visit) => (firsts[kind] as First<S, A>)(state, some, first, visit),
  }
}

/**
 * Tries one rule with each of its actions. Most attempts are refused, so a search spends its time here. A JavaScript
 * engine collects type information per source text of a function. So every rule gets its own loop with its own source
 * text, which differs by the comment at its end.
 */
const attemptsOf = <S extends object, A>(rule: Rule<S, A>, actions: readonly A[], note: string): Attempts<S, A> =>
  compile<Attempts<S, A>>(
    [
      'return (state, visit) => {',
      '  for (let index = 0; index < actions.length; index++) {',
      '    const next = rule(state, actions[index])',
      '    if (next.refused === undefined) visit(actions[index], next)',
      '  }',
      `} // ${note}`,
    ],
    { rule, actions },
  )

/** The same for a search that does not need some of the actions. `begin` is the ordinal of the first. */
const waryAttemptsOf = <S extends object, A>(
  rule: Rule<S, A>,
  actions: readonly A[],
  begin: number,
  note: string,
): WaryAttempts<S, A> =>
  compile<WaryAttempts<S, A>>(
    [
      'return (state, visit, asleep) => {',
      '  for (let index = 0; index < actions.length; index++) {',
      '    if (asleep[begin + index] !== 0) continue',
      '    const next = rule(state, actions[index])',
      '    if (next.refused === undefined) visit(actions[index], next)',
      '  }',
      `} // awake of ${note}`,
    ],
    { rule, actions, begin },
  )

/** Tries one rule with some of its actions, cyclically from a given one on, until one is enabled. */
const firstBy = <S extends object, A>(rule: Rule<S, A>, note: string): First<S, A> =>
  compile<First<S, A>>(
    [
      'return (state, some, first, visit) => {',
      '  for (let tried = 0, index = first; tried < some.length; tried++, index++) {',
      '    if (index === some.length) index = 0',
      '    const next = rule(state, some[index])',
      '    if (next.refused !== undefined) continue',
      '    visit(some[index], next)',
      '    return true',
      '  }',
      '  return false',
      `} // first of ${note}`,
    ],
    { rule },
  )

/** The same for a machine without rules, with `fire`. */
export const attemptByFiring =
  <S extends object, A>(fire: Transitions<S, A>['fire']): Transitions<S, A>['attempt'] =>
  (_, state, some, first, visit) => {
    for (let tried = 0; tried < some.length; tried++) {
      const action = some[(first + tried) % some.length] as A
      const next = fire(state, action)
      if (isRefused(next)) continue
      visit(action, next)
      return true
    }
    return false
  }
