import { isRefused } from '../kit/refused'
import { breadthFirst } from './breadth'
import { judge } from './judge'
import type { Machine, Property, StepProperty } from '../contract/machine'
import { steps } from './steps'

/** What is made shorter: a schedule on a machine, and the property that it is blamed for. */
export interface Failing<S, A> {
  readonly machine: Machine<S, A>
  /** All that is judged, in the order of blame. */
  readonly properties: readonly Property<S, A>[]
  readonly actions: readonly A[]
  /** The name of the property to blame; a shorter schedule that breaks another one first is no shorter one of this. */
  readonly target: string
}

/** How much work may be done: steps fired while deleting, states visited by each search. */
export interface Effort {
  readonly steps: number
  readonly states: number
}

export interface Shrunk<A> {
  readonly actions: readonly A[]
  /** Not everything was tried, because the effort was spent. */
  readonly isCutShort: boolean
}

/**
 * Takes out whatever the failure does not need (delta debugging), then puts lower actions in the place of others. What
 * a schedule refuses along the way is skipped, so any part may be taken out, and what remains is what was really done.
 */
export const deleteAndLower = <S extends object, A>(failing: Failing<S, A>, { steps }: Effort): Shrunk<A> => {
  const attempt = attempting(failing, steps)
  let actions = taken(failing)
  for (let before = Infinity; actions.length < before && !attempt.isSpent();) {
    before = actions.length
    for (let size = actions.length >> 1; size >= 1; size >>= 1) actions = withoutChunks(actions, size, attempt.of)
    actions = lowered(failing.machine, actions, attempt.of)
  }
  return { actions, isCutShort: attempt.isSpent() }
}

/** What is really done of a schedule, up to the breach. */
const taken = <S extends object, A>(failing: Failing<S, A>): readonly A[] => {
  const actions = attempting(failing, Infinity).of(failing.actions)
  if (actions === undefined) throw new Error(`a schedule that does not break '${failing.target}' cannot be shrunk`)
  return actions
}

type Attempt<A> = (actions: readonly A[]) => readonly A[] | undefined

const withoutChunks = <A>(actions: readonly A[], size: number, attempt: Attempt<A>): readonly A[] => {
  let kept = actions
  for (let at = 0; at < kept.length;) {
    const shorter = attempt([...kept.slice(0, at), ...kept.slice(at + size)])
    if (shorter === undefined || shorter.length >= kept.length) at += size
    else kept = shorter
  }
  return kept
}

/** Each action replaced by the lowest of its kind with which all goes as before. */
const lowered = <S, A>(
  { actions: catalogue }: Machine<S, A>,
  actions: readonly A[],
  attempt: Attempt<A>,
): readonly A[] =>
  actions.reduce<readonly A[]>((kept, _, at) => {
    const action = kept[at]
    if (action === undefined) return kept
    const peers = catalogue.kinds.find((kind) => kind.actions.includes(action))?.actions ?? []
    for (const lower of peers.slice(0, peers.indexOf(action))) {
      const other = attempt(kept.with(at, lower))
      if (other !== undefined && other.length <= kept.length) return other
    }
    return kept
  }, actions)

/** The schedule as far as it can be taken, up to the breach of the target; undefined where that is not what breaks first. */
const attempting = <S extends object, A>(
  { machine, properties, target }: Failing<S, A>,
  most: number,
): { readonly of: Attempt<A>; isSpent(): boolean } => {
  const { breaks, breaches } = judge(properties, machine.looksSame)
  const spent = { steps: 0 }
  return {
    isSpent: () => spent.steps >= most,
    of(actions) {
      if (spent.steps >= most) return undefined
      const taken: A[] = []
      let state = machine.initial
      for (const action of actions) {
        spent.steps++
        const next = machine.fire(state, action)
        if (isRefused(next)) continue
        taken.push(action)
        if (breaks(state, action, next, next !== state)) {
          return breaches(state, action, next)[0]?.property === target ? taken : undefined
        }
        state = next
      }
      return undefined
    },
  }
}

export interface Searched<A> extends Shrunk<A> {
  /** No shorter schedule exists in this machine: a search that left nothing out says so. */
  readonly isShortest: boolean
}

/**
 * Deletion alone stops far from the shortest. A breadth-first search finds it, within the cone of what the schedule uses:
 * its own actions, in any order and number. Then everything is searched; only if that ends in time is the result proved.
 */
export const searchShorter = <S extends object, A>(failing: Failing<S, A>, { states }: Effort): Searched<A> => {
  const { machine } = failing
  const everything = shortest(failing, machine.actions.all, states)
  if (everything !== undefined) return { actions: everything, isCutShort: false, isShortest: true }
  const used = machine.actions.all.filter((action) => failing.actions.includes(action))
  const within = shortest(failing, used, states)
  return { actions: within ?? failing.actions, isCutShort: within === undefined, isShortest: false }
}

/** The shortest schedule of some actions that breaks the target and nothing else before; undefined: none within the limit. */
export const shortest = <S extends object, A>(
  { machine, properties, target }: Omit<Failing<S, A>, 'actions'>,
  some: readonly A[],
  maxStates: number,
): readonly A[] | undefined => {
  const { breaks, breaches } = judge(properties, machine.looksSame)
  const blames = (before: S, action: A, after: S): string | undefined =>
    breaks(before, action, after, true) ? breaches(before, action, after)[0]?.property : undefined
  // The search asks about a step right after it was visited, so what was found out then need not be found out again.
  const visiting: { blamed?: string | undefined } = {}
  const towards: Machine<S, A> = {
    ...machine,
    successors(state, visit) {
      for (const action of some) {
        const next = machine.fire(state, action)
        if (isRefused(next)) continue
        visiting.blamed = blames(state, action, next)
        if (visiting.blamed === undefined || visiting.blamed === target) visit(action, next)
      }
    },
  }
  const isReached = (): string | undefined => (visiting.blamed === target ? 'broken' : undefined)
  const goal: StepProperty<S, A> = { kind: 'step', name: target, check: isReached }
  // By the rules only: memory would go by what fires, and would ask the goal about steps that were not visited just before.
  const search = breadthFirst(towards, [goal], { maxStates }, steps)
  search.advance(Infinity)
  return search.outcome.breach?.actions
}
