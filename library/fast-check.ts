import { Arbitrary, stream, Value, type Random, type Stream } from 'fast-check'
import type { Machine } from '../contract/machine'
import { isRefused } from '../kit/refused'

/** How schedules are drawn. */
export interface ScheduleOptions {
  /** The maximum number of steps (default: 50). */
  readonly maxLength?: number
}

/**
 * An arbitrary of fast-check: schedules that a machine can take from its initial state. Each step is drawn among the
 * enabled actions.
 *
 * A schedule shrinks to schedules that the machine can take as well: some steps are left out, and what is refused then
 * is left out, too; or an action is replaced by a lower one of its kind.
 */
export const schedules = <S, A>(
  machine: Machine<S, A>,
  { maxLength = 50 }: ScheduleOptions = {},
): Arbitrary<readonly A[]> => new Schedules(machine, maxLength)

class Schedules<S, A> extends Arbitrary<readonly A[]> {
  readonly #machine: Machine<S, A>
  readonly #maxLength: number

  constructor(machine: Machine<S, A>, maxLength: number) {
    super()
    this.#machine = machine
    this.#maxLength = maxLength
  }

  generate(random: Random): Value<readonly A[]> {
    const actions: A[] = []
    const wanted = random.nextInt(0, this.#maxLength)
    let state = this.#machine.initial
    while (actions.length < wanted) {
      const enabled: (readonly [A, S])[] = []
      this.#machine.successors(state, (action, next) => enabled.push([action, next]))
      const drawn = enabled.length === 0 ? undefined : enabled[random.nextInt(0, enabled.length - 1)]
      if (drawn === undefined) break
      actions.push(drawn[0])
      state = drawn[1]
    }
    return new Value(actions, undefined)
  }

  canShrinkWithoutContext(value: unknown): value is readonly A[] {
    return Array.isArray(value) && value.every((action) => this.#machine.actions.counterpart(action) !== undefined)
  }

  shrink(value: readonly A[]): Stream<Value<readonly A[]>> {
    return stream(shorter(this.#machine, value)).map((actions) => new Value(actions, undefined))
  }
}

/** The smallest schedules first: halves are left out, then quarters, then single steps; then actions become lower. */
function* shorter<S, A>(machine: Machine<S, A>, actions: readonly A[]): Generator<readonly A[], void> {
  for (let size = actions.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < actions.length; at += size)
      yield taken(machine, [...actions.slice(0, at), ...actions.slice(at + size)])
  for (const [at, action] of actions.entries())
    for (const lower of lowerThan(machine, action)) {
      const other = taken(machine, actions.with(at, lower))
      if (other.length === actions.length) yield other
    }
}

const lowerThan = <S, A>({ actions }: Machine<S, A>, action: A): readonly A[] => {
  const known = actions.counterpart(action) ?? action
  const same = actions.kinds.find((kind) => kind.actions.includes(known))?.actions ?? []
  return same.slice(0, Math.max(0, same.indexOf(known)))
}

/** The steps that are not refused. */
const taken = <S, A>({ initial, fire }: Machine<S, A>, actions: readonly A[]): readonly A[] => {
  let state = initial
  return actions.filter((action) => {
    const next = fire(state, action) as S & object
    if (isRefused(next)) return false
    state = next
    return true
  })
}
