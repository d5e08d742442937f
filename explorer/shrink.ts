import { isRefused } from '../kit/refused'
import { breadthFirst } from './breadth'
import { judge } from './judge'
import { endingOfTarget, isConvergence, nearestEnding } from './liveness/shrinking'
import type { Machine, Property, StepProperty } from '../contract/machine'
import { steps } from './steps'

/** The input of shrinking: a schedule of a machine, and the property that it breaks. */
export interface Failing<S, A> {
  readonly machine: Machine<S, A>
  /** All properties, in the order of blame. */
  readonly properties: readonly Property<S, A>[]
  readonly actions: readonly A[]
  /** The name of the property to blame. A shorter schedule that breaks another property first does not count. */
  readonly target: string
}

/** The budget: steps fired while deleting, and states visited by each search. */
export interface Effort {
  readonly steps: number
  readonly states: number
}

export interface Shrunk<A> {
  readonly actions: readonly A[]
  /** True if the budget ran out before everything was tried. */
  readonly isCutShort: boolean
}

/**
 * Deletes steps that the failure does not need (delta debugging), and then replaces actions by lower ones. Refused
 * steps are skipped, so any part may be deleted. The result contains only steps that were taken. If they never settle in
 * the end, the result ends in the same way: in a dead end, or with a fair loop.
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

/** The steps of a schedule that are taken, up to the breach. */
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

/** Replaces each action by the lowest one of its kind with which the schedule still breaks the property. */
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

/**
 * The steps of the schedule that can be taken, up to the breach of the target. Undefined if the target is not the first
 * property to break.
 */
const attempting = <S extends object, A>(
  failing: Failing<S, A>,
  most: number,
): { readonly of: Attempt<A>; isSpent(): boolean } => {
  const { machine, properties, target } = failing
  const { breaks, breaches } = judge(properties, machine.looksSame)
  const spent = { steps: 0 }
  const isEnding = endsAsBefore(failing)
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
      return isEnding?.(taken) ? taken : undefined
    },
  }
}

/** Whether other steps that can be taken end as a failure of convergence did. Undefined for another failure. */
const endsAsBefore = <S extends object, A>(failing: Failing<S, A>): ((taken: readonly A[]) => boolean) | undefined => {
  if (!isConvergence(failing)) return undefined
  const kind = endingOfTarget(failing, failing.actions)
  return (taken) => kind !== undefined && endingOfTarget(failing, taken) === kind
}

export interface Searched<A> extends Shrunk<A> {
  /**
   * True if a complete search proved that this machine has no shorter schedule; if it is about how healing ends, no
   * shorter way in.
   */
  readonly isShortest: boolean
}

/**
 * Deletion alone does not find the shortest schedule. A breadth-first search first uses only the actions of the
 * schedule, in any order and number. Then a search uses all actions. Only if this search completes is the result proved
 * to be shortest.
 */
export const searchShorter = <S extends object, A>(failing: Failing<S, A>, { states }: Effort): Searched<A> => {
  const { machine } = failing
  if (isConvergence(failing)) return nearer(failing, states)
  const everything = shortest(failing, machine.actions.all, states)
  if (everything !== undefined) return { actions: everything, isCutShort: false, isShortest: true }
  const used = machine.actions.all.filter((action) => failing.actions.includes(action))
  const within = shortest(failing, used, states)
  return { actions: within ?? failing.actions, isCutShort: within === undefined, isShortest: false }
}

/** The same for a failure of convergence, which stays of its kind. */
const nearer = <S extends object, A>(failing: Failing<S, A>, states: number): Searched<A> => {
  const { machine, actions } = failing
  const kind = endingOfTarget(failing, actions)
  const everything = nearestEnding(failing, machine.actions.all, states, kind)
  if (everything?.isNearest) return { actions: everything.actions, isCutShort: false, isShortest: true }
  const within = nearestEnding(failing, actions, states, kind)
  const found = [actions, everything?.actions, within?.actions].filter((one) => one !== undefined)
  const shortest = found.reduce((best, one) => (one.length < best.length ? one : best))
  return { actions: shortest, isCutShort: true, isShortest: false }
}

/**
 * The shortest schedule of the given actions that breaks the target and no other property before. Undefined if there is
 * none within the limit.
 */
export const shortest = <S extends object, A>(
  blame: Omit<Failing<S, A>, 'actions'>,
  some: readonly A[],
  maxStates: number,
): readonly A[] | undefined => {
  if (isConvergence(blame)) return nearestEnding(blame, some, maxStates)?.actions
  const { machine, properties, target } = blame
  const { breaks, breaches } = judge(properties, machine.looksSame)
  const blames = (before: S, action: A, after: S): string | undefined =>
    breaks(before, action, after, true) ? breaches(before, action, after)[0]?.property : undefined
  // The search asks about a step right after it visited the step, so the result of the visit is reused.
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
  // This search must use the rules: a search from memory would ask the goal about steps that it did not visit just
  // before.
  const search = breadthFirst(towards, [goal], { maxStates }, steps)
  search.advance(Infinity)
  return search.outcome.breach?.actions
}
