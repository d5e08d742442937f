import type { Tracked } from '../../kit/tracked'
import type { AlwaysProperty, Machine, Property, ReachableFact, StepProperty } from '../../contract/machine'
import type { Judgement } from '../steps'
import { depthsOf, type FactMet } from '../witnesses'
import type { Effects } from './effects'
import { Forest, NOTHING } from './forest'
import { Shortcut } from './shortcut'

/** Answers about a step. There is no answer if it breaks nothing and changes something. */
const LOOKS_SAME = 1
const BREAKS = 2

/** The verdicts of properties about a step and its next state, from memory, as for rules. */
export interface Verdicts {
  /** The verdict about a step with this effect. */
  ofStep(effect: number, before: Int32Array): Judgement
  isBroken(state: Int32Array): boolean
  /** Records the facts that a state is the first to reach. */
  meet(state: Int32Array, depth: number): void
  met(): readonly FactMet[]
  isMissingFacts(): boolean
  bytes(): number
  /** The questions whose answer was not known. */
  asked(): number
}

interface Known<S> {
  readonly state: Tracked<S>
  readonly effects: Effects
  readonly metBefore: readonly FactMet[]
}

export const verdicts = <S, A>(
  { looksSame, actions, initial, states }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { state, effects, metBefore }: Known<S>,
): Verdicts => {
  const always = properties.filter((property): property is AlwaysProperty<S> => property.kind === 'always')
  const stepping = properties.filter((property): property is StepProperty<S, A> => property.kind === 'step')
  const facts = properties.filter((property): property is ReachableFact<S> => property.kind === 'reachable')
  const depths = depthsOf(metBefore)
  facts.filter((fact) => fact.found(initial)).forEach(({ name }) => depths.set(name, 0))
  let missing = facts.flatMap(({ name }, index) => (depths.has(name) ? [] : [index]))
  const areStepsJudged = stepping.length > 0 || (looksSame !== undefined && always.length > 0)

  const ofSteps = new Forest(state, (effect) => {
    const action = actions.all[effects.ordinals[effect] as number] as A
    const next = state.after(effects.writesOf(effect))
    if (stepping.some((property) => property.check(state.value, action, next) !== undefined)) return BREAKS
    return looksSame?.(state.value, next) === true ? LOOKS_SAME : NOTHING
  })
  const ofStates = new Forest(state, (property) =>
    always[property]?.check(state.value) === undefined ? NOTHING : BREAKS,
  )
  const ofFacts = new Forest(state, (fact) => (facts[fact]?.found(state.value) === true ? fact + 1 : NOTHING))
  const roots: number[] = []
  const allStates = ofStates.plant(always.map((_, index) => index))
  const shortcut = new Shortcut(ofStates, allStates, states.words)
  let missingFacts = ofFacts.plant(missing)

  const answerOf = (effect: number, before: Int32Array): number => {
    const root = (roots[effect] ??= ofSteps.plant([effect]))
    return ofSteps.find(root, before) === 0 ? NOTHING : (ofSteps.answers[0] as number)
  }

  return {
    ofStep(effect, before) {
      const step = areStepsJudged ? answerOf(effect, before) : NOTHING
      if (step === BREAKS) return 'breaks'
      return step === LOOKS_SAME ? 'looks the same' : 'fine'
    },
    isBroken: (state) => always.length > 0 && shortcut.find(state) > 0,
    meet(after, depth) {
      const found = ofFacts.find(missingFacts, after)
      if (found === 0) return
      const met = ofFacts.answers.slice(0, found)
      met.forEach((fact) => depths.set(facts[fact - 1]?.name ?? '', depth))
      missing = missing.filter((fact) => !met.includes(fact + 1))
      missingFacts = ofFacts.plant(missing)
    },
    met: () => facts.map(({ name, required = false }) => ({ name, required, depth: depths.get(name) })),
    isMissingFacts: () => missing.length > 0,
    bytes: () => ofSteps.bytes + ofStates.bytes + shortcut.bytes + ofFacts.bytes,
    asked: () => ofSteps.asked + ofStates.asked + ofFacts.asked,
  }
}
