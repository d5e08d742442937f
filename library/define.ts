import type { ConvergesProperty, Machine, Property, Verdict } from '../contract/machine'
import { catalogue, type Kinds } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { transitions, type Rules } from '../kit/rules'
import type { Schema } from '../kit/schema'
import { symmetry } from '../kit/renaming'

/** What a machine is made of. */
export interface Definition<S extends object, A extends { readonly type: string }> {
  /** Letters, digits, and - . / _: replay tokens carry it. */
  readonly name: string
  readonly initial: S
  /** Every field of a state, and its range. A state that is not within it is an error, never cut off. */
  readonly schema: Schema<S>
  /** Every kind of action: its short code, its text, and the range of each parameter. */
  readonly actions: Kinds<A>
  /** One rule for each kind: it returns the refusal of the first guard that is false, or else the next state. */
  readonly rules: Rules<S, A>
  /**
   * The number of interchangeable peers, for `symmetry`. Give it only if no rule, no property and not the initial state
   * prefers a peer because of its number. At most 7.
   */
  readonly peers?: number
}

/**
 * Makes a machine from its parts: packed states, text and codes of actions, and the loops that try every rule. States
 * are plain `readonly` records; a rule builds the next state and never changes the one it is given.
 *
 * Throws if the parts do not fit together: two kinds with one code, a kind without a rule.
 */
export const defineMachine = <S extends object, A extends { readonly type: string }>({
  name,
  initial,
  schema,
  actions: kinds,
  rules,
  peers,
}: Definition<S, A>): Machine<S, A> => {
  const without = Object.keys(kinds).find(
    (type) => typeof (rules as Readonly<Record<string, unknown>>)[type] !== 'function',
  )
  if (without !== undefined) throw new Error(`${name}: the action '${without}' has no rule`)
  if (peers !== undefined && !(Number.isInteger(peers) && peers >= 1 && peers <= MOST_PEERS))
    throw new Error(`${name}: peers is ${peers}: expected a whole number from 1 to ${MOST_PEERS}`)
  const actions = catalogue(kinds)
  refuseTwins(name, actions.all, (action) => actions.encode(action), 'code')
  refuseTwins(name, actions.all, (action) => actions.print(action), 'text')
  return {
    ...{ name, initial, schema, actions, states: codec(schema) },
    ...transitions(actions, rules),
    ...(peers === undefined ? {} : { renamings: symmetry(schema, kinds, peers) }),
  }
}

/** A search with symmetry packs each state once for each permutation. */
const MOST_PEERS = 7

/** Two actions that are written alike could not be told apart in a token, or by a reader. */
const refuseTwins = <A>(name: string, all: readonly A[], write: (action: A) => string, what: string): void => {
  const known = new Set<string>()
  for (const action of all) {
    const written = write(action)
    if (known.has(written)) throw new Error(`${name}: two actions have the ${what} '${written}'`)
    known.add(written)
  }
}

/** A property that must hold in every state. `check` returns undefined, or one sentence that says what is wrong. */
export const always = <S>(name: string, check: (state: S) => Verdict): Property<S, unknown> => ({
  kind: 'always',
  name,
  check,
})

/** A property that must hold for every step. */
export const step = <S, A>(name: string, check: (before: S, action: A, after: S) => Verdict): Property<S, A> => ({
  kind: 'step',
  name,
  check,
})

/**
 * A fact that should be reachable, which guards against a model in which nothing happens. If a complete search never
 * reaches a `required` one, it has checked too little.
 */
export const reachable = <S>(
  name: string,
  found: (state: S) => boolean,
  { required = false }: { readonly required?: boolean } = {},
): Property<S, unknown> => ({ kind: 'reachable', name, required, found })

/**
 * From every reachable state, once only actions that heal are taken, and each that stays enabled is taken, a state with
 * `settled` is reached. `check` judges it in a search that ends; `walk` judges it where a walk ends or turns back. `lacks`
 * says what a state lacks.
 */
export const converges = <S, A>(
  name: string,
  asked: Omit<ConvergesProperty<S, A>, 'kind' | 'name'>,
): Property<S, A> => ({ kind: 'converges', name, ...asked })
