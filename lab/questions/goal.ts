import type { AlwaysProperty, Machine } from '../../contract/machine'
import { isStuck } from '../../explorer/stuck'
import { parse, type Statement } from '../../kit/expression/parse'
import { truth, type Term, type Vocabulary } from '../../kit/expression/vocabulary'
import type { View } from '../telling/view'
import { badInput, pointedAt } from './bad-input'

/** A goal of one machine: what is searched for. */
export interface Goal<S, A> {
  readonly statement: Statement<S>
  /** The machine for a search that may not skip a state: `looksSame` is about properties, and a goal may read more. */
  readonly machine: Machine<S, A>
  /** Breaks where the goal holds, so that the shortest schedule to it is a shortest counterexample. */
  readonly property: AlwaysProperty<S>
  /** It asks which actions are enabled, so steps are taken by the rules. */
  readonly asksRules: boolean
}

/** Reads a goal. Bad input where it is no fact and no expression, with a caret below the first error. */
export const goalOf = <S, A>(text: string, machine: Machine<S, A>, view: View<S, A>, option = 'reach'): Goal<S, A> => {
  if (view.vocabulary === undefined) throw badInput(`--${option} does not go with --unlike: it is about one version`)
  const statement = statementIn(text, withStuck(machine, view.vocabulary()), option)
  return {
    statement,
    machine: withoutSkipping(machine),
    property: {
      kind: 'always',
      name: statement.text,
      check: (state) => (statement.holds(state) ? 'the goal is reached' : undefined),
    },
    asksRules: statement.names.has(STUCK),
  }
}

const withoutSkipping = <S, A>({ looksSame: _, impartial, ...rest }: Machine<S, A>): Machine<S, A> => ({
  ...rest,
  ...(impartial && { impartial: () => withoutSkipping(impartial()) }),
})

const statementIn = <S>(text: string, vocabulary: Vocabulary<S>, option: string): Statement<S> => {
  if (text.trim() === '') throw badInput(`--${option} is empty: expected a fact or an expression, such as ${EXAMPLE}`)
  const strange = vocabulary.strange?.find(({ name }) => name === text.trim())
  if (strange !== undefined) throw badInput(`--${option} is '${strange.name}', ${strange.why}`)
  const read = parse(text, vocabulary)
  if ('holds' in read) return read
  throw badInput(`--${option}, column ${read.at + 1}: ${read.message}`, pointedAt(text, read.at))
}

const EXAMPLE = "'isr = {1} and hw(1) < leo(1)'"

const STUCK = 'stuck'

/** A name that every machine has: no action is enabled. */
const withStuck = <S, A>(machine: Machine<S, A>, { terms, ...rest }: Vocabulary<S>): Vocabulary<S> => {
  const stuck: Term<S> = {
    ...{ name: STUCK, takes: [], gives: truth, about: 'no action is enabled' },
    value: (state) => isStuck(machine, state),
  }
  return { ...rest, terms: terms.some(({ name }) => name === STUCK) ? terms : [...terms, stuck] }
}
