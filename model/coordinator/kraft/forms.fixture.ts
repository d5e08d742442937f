/** A machine that forgets, beside one that forgets nothing: all states of both, and how they go on (docs/decisions/0077). */
import type { Machine } from '../../../contract/machine'
import { isRefused } from '../../../kit/refused'
import type { Action } from '../../actions'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import { canonical } from './canonical'
import { kraftOf } from './image'

export interface Both<S extends object> {
  readonly machine: Machine<S, Action>
  /** The machine that forgets. */
  readonly other: Machine<S, Action>
  /** The form of a state there. */
  folded(state: S): S
  /** What is judged of a state, and of a step; nothing, if only the steps are compared. */
  readonly judged?: { ofState(state: S): string; ofStep(before: S, action: Action, after: S): string }
}

/** How many states both have, and the first way in which they differ, if they do. */
export interface Compared {
  readonly states: number
  readonly forgetting: number
  readonly differs?: string
}

/** What is left of a cluster, by bounds that forget. */
export const formIn = (config: Config, cluster: Cluster): Cluster => canonical(config, unlike(cluster), cluster)

/** The same cluster, with no part in common by which it would be taken for settled. */
export const unlike = (cluster: Cluster): Cluster => {
  const kraft = kraftOf(cluster)
  const images = kraft.images.map((image) => ({ ...image, partitions: [...image.partitions] }))
  return {
    ...cluster,
    spent: { ...cluster.spent },
    brokers: cluster.brokers.map((broker) => ({ ...broker })),
    coordinator: { ...cluster.coordinator, kraft: [{ ...kraft, images }] },
  }
}

/** Compares each state with its form, step by step. `look` is shown both. */
export const comparedForms = <S extends object>(
  both: Both<S>,
  look: (state: S, form: S) => void = () => undefined,
): Compared => {
  const { machine, other, folded } = both
  const [states, keyOf] = [statesOf(machine), keyIn(other)]
  const known = new Set(statesOf(other).map(keyOf))
  const met = new Set<string>()
  const counts = { states: states.length, forgetting: known.size }
  const differs = comparing(both, keyOf)
  for (const state of states) {
    const form = folded(state)
    met.add(keyOf(form))
    look(state, form)
    const first = differs(state, form)
    if (first !== undefined) return { ...counts, differs: first }
  }
  const missing = [...met].filter((key) => !known.has(key)).length
  const extra = [...known].filter((key) => !met.has(key)).length
  return missing + extra === 0 ? counts : { ...counts, differs: `${missing} states missing, ${extra} too many` }
}

/** How a state and its form differ: in what is judged, in the steps that can be taken, and where these lead. */
const comparing = <S extends object>(
  { machine, other, folded, judged }: Both<S>,
  keyOf: (state: S) => string,
): ((state: S, form: S) => string | undefined) => {
  const breaks = (before: S, action: Action, after: S): string => judged?.ofStep(before, action, after) ?? ''
  const differsAt = (state: S, form: S, action: Action, next: S): string | undefined => {
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
    if (judged?.ofState(state) !== judged?.ofState(form)) return 'a state is judged otherwise'
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

const keyIn = <S>({ states }: Machine<S, Action>): ((state: S) => string) => {
  const packed = new Int32Array(states.words)
  return (state) => {
    states.write(state, packed, 0)
    return packed.join()
  }
}

/** All states of a machine. */
export const statesOf = <S>(machine: Machine<S, Action>): readonly S[] => {
  const keyOf = keyIn(machine)
  const found = [machine.initial]
  const known = new Set([keyOf(machine.initial)])
  for (let index = 0; index < found.length; index++) {
    machine.successors(found[index] as S, (_, next) => {
      const key = keyOf(next)
      if (known.has(key)) return
      known.add(key)
      found.push(next)
    })
  }
  return found
}
