import { isSubset, members, type Bits } from '../kit/bits'
import { isRefused } from '../kit/refused'
import type { Footprints, Machine, Property, StepProperty } from '../contract/machine'

/**
 * Checks the assumptions of partial-order reduction on some or all states of a machine. Any two states that agree in
 * the parts that a step touches must agree about that step. If they also agree in the parts that a property of steps
 * sees, the property must agree as well. Returns a sentence for each violated law.
 */
export const footprintFaults = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  states: readonly S[],
): readonly string[] => {
  const { footprints } = machine
  if (footprints === undefined) return [`${machine.name} has no footprints`]
  const looks = survey(machine, footprints, states)
  const steps = properties.filter((property): property is StepProperty<S, A> => property.kind === 'step')
  const faults = [
    wholeness(machine, footprints, looks),
    silence(machine, footprints, looks),
    leak(machine, footprints, looks),
    discord(machine, looks),
    ...steps.map((property) => blindness(machine, property, looks)),
  ]
  return faults.flatMap((fault) => fault ?? [])
}

/** One state: its packed words, the number of each part's value, and its steps. */
interface Look<S, A> {
  readonly state: S
  readonly packed: string
  readonly values: readonly number[]
  readonly steps: ReadonlyMap<A, Step<S>>
}

interface Step<S> {
  readonly after: S
  readonly packed: string
  readonly values: readonly number[]
  readonly touched: Bits
  readonly changed: Bits
}

const survey = <S, A>(
  machine: Machine<S, A>,
  { parts, looksAt, changes }: Footprints<S, A>,
  states: readonly S[],
): readonly Look<S, A>[] => {
  const numbers = new Map<string, number>()
  const numberOf = (value: unknown): number => {
    const text = JSON.stringify(value) ?? ''
    const known = numbers.get(text) ?? numbers.size
    numbers.set(text, known)
    return known
  }
  const packed = new Int32Array(machine.states.words)
  // Packed and unpacked, so that the fields have the same order, no matter how a rule built them.
  const look = (state: S): Pick<Step<S>, 'packed' | 'values'> => {
    machine.states.write(state, packed, 0)
    const same = machine.states.read(packed, 0)
    return { packed: packed.join(), values: parts.map(({ of }) => numberOf(of(same))) }
  }
  return states.map((state) => {
    const steps = new Map<A, Step<S>>()
    machine.successors(state, (action, after) => {
      const changed = changes(state, after)
      steps.set(action, { after, ...look(after), touched: changed | looksAt(state, action, after), changed })
    })
    return { state, ...look(state), steps }
  })
}

/** Two states that are the same in every part are one state. */
const wholeness = <S, A>(
  machine: Machine<S, A>,
  { parts }: Footprints<S, A>,
  looks: readonly Look<S, A>[],
): string | undefined => {
  const known = new Map<string, string>()
  for (const { values, packed } of looks) {
    const other = known.get(values.join()) ?? packed
    if (other !== packed) return `${machine.name}: its ${parts.length} parts do not tell two states apart`
    known.set(values.join(), packed)
  }
  return undefined
}

/** Law: a step changes only the parts that it declares. */
const silence = <S, A>(
  machine: Machine<S, A>,
  { parts }: Footprints<S, A>,
  looks: readonly Look<S, A>[],
): string | undefined => {
  for (const { values, steps } of looks) {
    for (const [action, step] of steps) {
      const silent = parts.find((_, part) => values[part] !== step.values[part] && !isSubset(1 << part, step.changed))
      if (silent !== undefined)
        return `'${machine.actions.print(action)}' changes ${silent.name}, but does not declare it`
    }
  }
  return undefined
}

/** Law: whether an action is enabled, and its result in the parts that it touches, depend on these parts only. */
const leak = <S, A>(
  machine: Machine<S, A>,
  { parts }: Footprints<S, A>,
  looks: readonly Look<S, A>[],
): string | undefined => {
  const left = ({ touched, values }: Step<S>): string => keyOf(values, touched)
  const fault = disagreement(
    machine.actions.all,
    looks,
    ({ touched }) => touched,
    (_, step) => left(step),
    'refused',
  )
  if (fault === undefined) return undefined
  const names = members(fault.mask).map((part) => parts[part]?.name)
  return `'${machine.actions.print(fault.action)}' depends on more than ${names.join(', ')}`
}

/** Law: whether a step breaks a property depends only on the parts that the step touches and that the property sees. */
const blindness = <S, A>(
  machine: Machine<S, A>,
  { name, check, sees }: StepProperty<S, A>,
  looks: readonly Look<S, A>[],
): string | undefined => {
  if (sees === undefined) return undefined
  const fault = disagreement(
    machine.actions.all,
    looks,
    ({ touched, after }, { state }, action) => touched | sees(state, action, after),
    ({ state }, { after }, action) => (check(state, action, after) === undefined ? 'holds' : 'broken'),
  )
  return fault && `${name} sees more than it declares of '${machine.actions.print(fault.action)}'`
}

/**
 * Two states that agree in the parts of `maskOf`, for a step of one of them, but have different outcomes. `otherwise`
 * is the outcome if the action is not enabled.
 */
const disagreement = <S, A>(
  actions: readonly A[],
  looks: readonly Look<S, A>[],
  maskOf: (step: Step<S>, look: Look<S, A>, action: A) => Bits,
  outcomeOf: (look: Look<S, A>, step: Step<S>, action: A) => string,
  otherwise?: string,
): { readonly action: A; readonly mask: Bits } | undefined => {
  for (const action of actions) {
    const expected = new Map<Bits, Map<string, string>>()
    for (const look of looks) {
      const step = look.steps.get(action)
      if (step === undefined) continue
      const mask = maskOf(step, look, action)
      const outcomes = expected.get(mask) ?? new Map<string, string>()
      expected.set(mask, outcomes.set(keyOf(look.values, mask), outcomeOf(look, step, action)))
    }
    for (const [mask, outcomes] of expected) {
      const isOther = (look: Look<S, A>): boolean => {
        const step = look.steps.get(action)
        const outcome = step === undefined ? otherwise : outcomeOf(look, step, action)
        return outcome !== undefined && (outcomes.get(keyOf(look.values, mask)) ?? outcome) !== outcome
      }
      if (looks.some(isOther)) return { action, mask }
    }
  }
  return undefined
}

/** A consequence of the other laws, checked directly: independent steps commute. */
const discord = <S, A>(machine: Machine<S, A>, looks: readonly Look<S, A>[]): string | undefined => {
  const packed = new Int32Array(machine.states.words)
  const leadsTo = (state: S, action: A): string => {
    const next = machine.fire(state, action) as S & object
    if (isRefused(next)) return next.refused
    machine.states.write(next, packed, 0)
    return packed.join()
  }
  for (const { steps } of looks) {
    for (const [one, first] of steps) {
      for (const [other, second] of steps) {
        if (one === other || (first.changed & second.touched) !== 0 || (first.touched & second.changed) !== 0) continue
        if (leadsTo(first.after, other) === leadsTo(second.after, one)) continue
        return `'${machine.actions.print(one)}' and '${machine.actions.print(other)}' do not commute`
      }
    }
  }
  return undefined
}

const keyOf = (values: readonly number[], mask: Bits): string => {
  let key = ''
  for (let part = 0; part < values.length; part++) if ((mask >>> part) & 1) key += `${values[part]} `
  return key
}
