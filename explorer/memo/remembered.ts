import { tracked } from '../../kit/tracked'
import { judge } from '../judge'
import type { Machine, Property } from '../../contract/machine'
import type { Stepping, Steps } from '../steps'
import type { FactMet } from '../witnesses'
import { Effects } from './effects'
import { enabledActions } from './enabled'
import { verdicts } from './verdicts'

/**
 * Steps from memory. A step reads little of a state and changes even less. If the values that it reads are the same as
 * before, it has the same effect. So each rule runs once for each combination of values that it reads, and hardly ever
 * again.
 *
 * What a rule reads is not declared. It is recorded while the rule runs (kit/tracked.ts). The rules are still the only
 * definition, and this must equal `steps`, step by step. It works for states that are records.
 */
export const remembered: Stepping = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  metBefore: readonly FactMet[] = [],
): Steps => {
  const { states, actions, schema } = machine
  const { words } = states
  const state = tracked(schema)
  const effects = new Effects(words)
  const verdict = verdicts(machine, properties, { state, effects, metBefore })
  const [before, packed, asked] = [new Int32Array(words), new Int32Array(words), new Int32Array(words)]
  const { all, find, does, rules, shortcut } = enabledActions(machine, state, effects)
  const now = { effect: 0 }
  const count = { expanded: 0, taken: 0 }
  const copied = (from: Int32Array, at: number): Int32Array => {
    for (let word = 0; word < words; word++) asked[word] = from[at + word] as number
    return asked
  }

  return {
    ...{ packed, count, isPacked: true },
    expand(from, at, visit) {
      count.expanded++
      for (let word = 0; word < words; word++) before[word] = from[at + word] as number
      find(before)
      for (let word = 0; word < all.length; word++) {
        const some = all[word] as number
        all[word] = 0
        for (let left = some; left !== 0; left &= left - 1) {
          count.taken++
          now.effect = does[word * 32 + 31 - Math.clz32(left & -left)] as number
          effects.apply(now.effect, before, packed)
          visit()
        }
      }
    },
    ordinal: () => effects.ordinals[now.effect] as number,
    judge: () => verdict.ofStep(now.effect, before),
    isBroken: (from, at) => verdict.isBroken(copied(from, at)),
    meet(from, at, depth) {
      if (verdict.isMissingFacts()) verdict.meet(copied(from, at), depth)
    },
    breaches() {
      const action = actions.all[this.ordinal()] as A
      return judge(properties).breaches(states.read(before, 0), action, states.read(packed, 0))
    },
    get met() {
      return verdict.met()
    },
    get bytes() {
      return rules.bytes + shortcut.bytes + effects.bytes + verdict.bytes()
    },
    get asked() {
      return rules.asked + verdict.asked()
    },
  }
}
