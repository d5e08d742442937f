import type { Catalogue } from './catalogue'
import { compile } from './compile'
import type { Refused } from './refused'

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
  successors(state: S, visit: Visit<S, A>): void
}

type Visit<S, A> = (action: A, next: S) => void

type Attempts<S, A> = (state: S, visit: Visit<S, A>) => void

/** Tries every action and lets the rule refuse: refusing costs little, and nothing has to be said twice. */
export const transitions = <S extends object, A extends { readonly type: string }>(
  actions: Catalogue<A>,
  rules: Rules<S, A>,
): Transitions<S, A> => {
  const ruleOf = (action: A): Rule<S, A> => rules[action.type as A['type']] as unknown as Rule<S, A>
  const attempts = inRuns(actions.all).map((run, index) =>
    attemptsOf(ruleOf(run[0] as A), run, `run ${index} of ${actions.all.length} actions`),
  )
  return {
    fire: (state, action) => ruleOf(action)(state, action),
    successors(state, visit) {
      for (const attempt of attempts) attempt(state, visit)
    },
  }
}

/** The same actions in the same order, neighbours of one type together. */
const inRuns = <A extends { readonly type: string }>(all: readonly A[]): readonly (readonly A[])[] => {
  const runs: A[][] = []
  for (const action of all) {
    const run = runs.at(-1)
    if (run?.[0]?.type === action.type) run.push(action)
    else runs.push([action])
  }
  return runs
}

/**
 * Tries one rule with each of its actions. Most attempts are refused, so this is where a search spends its time, and an
 * engine learns what is called, and what comes back, once per text of code. Hence every rule gets a loop of its own, with
 * a text of its own: the note at its end.
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
