import type { Tracked } from '../../kit/tracked'
import type { AlwaysProperty, Machine, Property, ReachableFact, StepProperty } from '../../contract/machine'
import type { Judgement } from '../judgement'
import { depthsOf, type FactMet } from '../witnesses'
import { doubled, unshared, type Allocate } from './doubled'
import type { Effect, Effects } from './effects'
import { Forest, NOTHING } from './forest'
import type { Judgements } from './lending'
import { Shortcut } from './shortcut'

/** Answers about a step. There is no answer if it breaks nothing and changes something. */
const LOOKS_SAME = 1
const BREAKS = 2

/** A judgement from an answer. */
export const judgementOf = (answer: number): Judgement => {
  if (answer === BREAKS) return 'breaks'
  return answer === LOOKS_SAME ? 'looks the same' : 'fine'
}

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
  /** What it has learned, for a thread that borrows it. */
  learned(): Judgements
}

interface Known<S> {
  readonly state: Tracked<S>
  readonly effects: Effects<S>
  readonly metBefore: readonly FactMet[]
  readonly allocate?: Allocate
}

/** What is judged of a step, by its effect. */
const forestOfSteps = <S, A>(
  { looksSame, actions }: Pick<Machine<S, A>, 'looksSame' | 'actions'>,
  stepping: readonly StepProperty<S, A>[],
  { state, effects, allocate = unshared }: Known<S>,
): Forest =>
  new Forest(
    state,
    (effect) => {
      const { ordinal, next } = effects.all[effect] as Effect<S>
      const action = actions.all[ordinal] as A
      if (stepping.some((property) => property.check(state.value, action, next) !== undefined)) return BREAKS
      return looksSame?.(state.value, next) === true ? LOOKS_SAME : NOTHING
    },
    allocate,
  )

export const verdicts = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { state, effects, metBefore, allocate = unshared }: Known<S>,
): Verdicts => {
  const { looksSame, initial, states } = machine
  const always = properties.filter((property): property is AlwaysProperty<S> => property.kind === 'always')
  const stepping = properties.filter((property): property is StepProperty<S, A> => property.kind === 'step')
  const facts = properties.filter((property): property is ReachableFact<S> => property.kind === 'reachable')
  const depths = depthsOf(metBefore)
  facts.filter((fact) => fact.found(initial)).forEach(({ name }) => depths.set(name, 0))
  let missing = facts.flatMap(({ name }, index) => (depths.has(name) ? [] : [index]))
  const areStepsJudged = stepping.length > 0 || (looksSame !== undefined && always.length > 0)

  const ofStates = new Forest(
    state,
    (property) => (always[property]?.check(state.value) === undefined ? NOTHING : BREAKS),
    allocate,
  )
  const ofFacts = new Forest(state, (fact) => (facts[fact]?.found(state.value) === true ? fact + 1 : NOTHING), allocate)
  const ofSteps = forestOfSteps(machine, stepping, { state, effects, metBefore, allocate })
  let roots = new Int32Array(allocate(256))
  const allStates = ofStates.plant(always.map((_, index) => index))
  const shortcut = new Shortcut(ofStates, allStates, states.words)
  let missingFacts = ofFacts.plant(missing)

  const answerOf = (effect: number, before: Int32Array): number => {
    while (effect >= roots.length) roots = doubled(roots, allocate)
    if (roots[effect] === 0) roots[effect] = ofSteps.plant([effect])
    const root = roots[effect] as number
    return ofSteps.find(root, before) === 0 ? NOTHING : (ofSteps.answers[0] as number)
  }

  return {
    ofStep(effect, before) {
      return judgementOf(areStepsJudged ? answerOf(effect, before) : NOTHING)
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
    learned: () => ({
      ...{ areStepsJudged, areStatesJudged: always.length > 0, ofSteps, ofStates, ofFacts },
      ...{ stepRoots: roots, stateRoot: allStates, factRoot: missing.length > 0 ? missingFacts : 0 },
    }),
  }
}
