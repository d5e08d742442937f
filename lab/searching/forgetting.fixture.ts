/** A machine that forgets, beside one that forgets nothing: all states of both. */
import type { AlwaysProperty, Machine, Property, ReachableFact, StepProperty } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import type { Config } from '../../model/config'
import { canonical } from '../../model/coordinator/kraft/canonical'
import { defaultKraftBounds } from '../../model/coordinator/kraft/bounds'
import { kraftOf } from '../../model/coordinator/kraft/image'
import type { Cluster } from '../../model/state'
import type { World } from '../../properties/history'
import { question, scopeOf, subjectOf, type Differing, type Question } from '../questions/question'

/** How many states both have, and the first way in which they differ, if they do. */
export interface Compared {
  readonly states: number
  readonly forgetting: number
  readonly differs?: string
}

export const comparedWith = (asked: Differing): Compared => {
  const whole = question(asked)
  const kraft = { ...(whole.bounds.kraft ?? defaultKraftBounds), forgets: true }
  const less: Question = { ...whole, bounds: { ...whole.bounds, kraft } }
  const { machine, properties } = subjectOf(whole)
  const other = subjectOf(less)
  const [states, keyOf] = [statesOf(machine), keyIn(other.machine)]
  const known = new Set(statesOf(other.machine).map(keyOf))
  const met = new Set<string>()
  const counts = { states: states.length, forgetting: known.size }
  const folded = foldIn(less)
  const facts = comparingFacts(other.properties)
  const differs = comparing({ machine, properties, other: other.machine, folded, keyOf })
  for (const state of states) {
    const form = folded(state)
    met.add(keyOf(form))
    facts.look(state, form)
    const first = differs(state, form)
    if (first !== undefined) return { ...counts, differs: first }
  }
  const extra = [...known].filter((key) => !met.has(key)).length
  const missing = [...met].filter((key) => !known.has(key)).length
  const rest = extra + missing === 0 ? facts.differs() : `${missing} states missing, ${extra} too many`
  return rest === undefined ? counts : { ...counts, differs: rest }
}

/** Facts are compared at the end: the same are reached. */
const comparingFacts = (
  properties: readonly Property<World, Action>[],
): { look(state: World, form: World): void; differs(): string | undefined } => {
  const facts = properties.filter((one): one is ReachableFact<World> => one.kind === 'reachable')
  const [reached, reachedToo] = [new Set<string>(), new Set<string>()]
  return {
    look(state, form) {
      for (const { name, found } of facts) {
        if (found(state)) reached.add(name)
        if (found(form)) reachedToo.add(name)
      }
    },
    differs() {
      const fact = facts.find(({ name }) => reached.has(name) !== reachedToo.has(name))
      return fact && `not the same facts are reached: ${fact.name}`
    },
  }
}

interface Both {
  readonly machine: Machine<World, Action>
  readonly properties: readonly Property<World, Action>[]
  /** The machine that forgets. */
  readonly other: Machine<World, Action>
  /** The form of a state there. */
  readonly folded: (state: World) => World
  readonly keyOf: (state: World) => string
}

/** How a state and its form differ: in what is judged, in the steps that can be taken, and where these lead. */
const comparing = ({
  machine,
  properties,
  other,
  folded,
  keyOf,
}: Both): ((state: World, form: World) => string | undefined) => {
  const always = properties.filter((one): one is AlwaysProperty<World> => one.kind === 'always')
  const ofSteps = properties.filter((one): one is StepProperty<World, Action> => one.kind === 'step')
  const breaks = (before: World, action: Action, after: World): string =>
    ofSteps
      .filter((one) => one.check(before, action, after) !== undefined)
      .map(({ name }) => name)
      .join()
  const differsAt = (state: World, form: World, action: Action, next: World): string | undefined => {
    const there = other.fire(form, action)
    const key = keyOf(folded(next))
    if (!isRefused(there)) {
      if (keyOf(there) !== key) return 'leads elsewhere'
      return breaks(state, action, next) === breaks(form, action, there) ? undefined : 'is judged otherwise'
    }
    // A step that nobody would notice.
    if (key !== keyOf(form)) return `is refused: ${there.refused}`
    return breaks(state, action, next) === '' ? undefined : 'breaks something, and is gone'
  }
  return (state, form) => {
    const judged = always.find((one) => (one.check(state) === undefined) !== (one.check(form) === undefined))
    if (judged !== undefined) return `${judged.name} is judged otherwise`
    const found: string[] = []
    machine.successors(state, (action, next) => {
      const differs = differsAt(state, form, action, next)
      if (differs !== undefined) found.push(`${action.type} ${differs}`)
    })
    other.successors(form, (action) => {
      if (isRefused(machine.fire(state, action))) found.push(`${action.type} is added`)
    })
    return found[0]
  }
}

const foldIn = (asked: Question): ((world: World) => World) => {
  const { protocol, settings, bounds } = scopeOf(asked)
  const config: Config = { decide: protocol.decide, settings, bounds }
  return (world) => ({ ...world, cluster: canonical(config, unlike(world.cluster), world.cluster) })
}

/** A state that has nothing in common with another one, so that nothing is taken for settled. */
const unlike = (cluster: Cluster): Cluster => ({
  ...cluster,
  coordinator: { ...cluster.coordinator, kraft: [{ ...kraftOf(cluster) }] },
})

const keyIn = ({ states }: Machine<World, Action>): ((state: World) => string) => {
  const packed = new Int32Array(states.words)
  return (state) => {
    states.write(state, packed, 0)
    return packed.join()
  }
}

const statesOf = (machine: Machine<World, Action>): readonly World[] => {
  const keyOf = keyIn(machine)
  const found = [machine.initial]
  const known = new Set([keyOf(machine.initial)])
  for (let index = 0; index < found.length; index++) {
    machine.successors(found[index] as World, (_, next) => {
      const key = keyOf(next)
      if (known.has(key)) return
      known.add(key)
      found.push(next)
    })
  }
  return found
}
