import type { Machine } from '../../contract/machine'
import { catalogue } from '../../kit/catalogue'
import { codec } from '../../kit/codec'
import { transitions } from '../../kit/rules'
import { symmetry } from '../../kit/renaming'
import { kindsOf, type Action } from './action'
import { footprintsWithin } from './footprints'
import { sharedRules, type Module } from './shared'
import { initialState, schemaOf, type Bounds, type State } from './state'

/** One module of kafka-specification within given bounds. */
export const kafkaMachine = (
  { name, truncatesApart = false, rules }: Module,
  bounds: Bounds,
): Machine<State, Action> => {
  const schema = schemaOf(bounds)
  const kinds = kindsOf(bounds, truncatesApart)
  const actions = catalogue(kinds)
  const footprints = footprintsWithin(bounds)
  return {
    name,
    initial: initialState(bounds),
    schema,
    states: codec(schema),
    actions,
    ...transitions(actions, { ...sharedRules(bounds), ...rules }),
    renamings: symmetry(schema, kinds, bounds.replicas),
    ...(footprints === undefined ? {} : { footprints }),
  }
}
