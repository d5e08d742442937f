import type { Catalogue } from './catalogue'
import { isRefused, type Refused } from './refused'

/**
 * One kind of step: guard and effect in one place. Guards come first, one a line, each returning its own refusal; then
 * one expression, the next state. Whether an action is enabled is derived from this and written nowhere else.
 */
export type Rule<S, A> = (state: S, action: A) => S | Refused

/** One rule for every type of action: a missing one is a compile error. */
export type Rules<S, A extends { readonly type: string }> = {
  readonly [T in A['type']]: Rule<S, Extract<A, { readonly type: T }>>
}

/** The two ways to take steps by these rules: one action, or all that are enabled, in the order of the catalogue. */
export interface Transitions<S, A> {
  fire(state: S, action: A): S | Refused
  successors(state: S, visit: (action: A, next: S) => void): void
}

/** Tries every action and lets the rule refuse: refusing costs little, and nothing has to be said twice. */
export const transitions = <S extends object, A extends { readonly type: string }>(
  actions: Catalogue<A>,
  rules: Rules<S, A>,
): Transitions<S, A> => {
  const ruleOf = (action: A): Rule<S, A> => rules[action.type as A['type']] as unknown as Rule<S, A>
  const attempts = actions.all.map((action) => ({ action, rule: ruleOf(action) }))
  return {
    fire: (state, action) => ruleOf(action)(state, action),
    successors(state, visit) {
      for (const { action, rule } of attempts) {
        const next = rule(state, action)
        if (!isRefused(next)) visit(action, next)
      }
    },
  }
}
