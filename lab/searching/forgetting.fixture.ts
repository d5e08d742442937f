/** A machine that forgets, beside one that forgets nothing: what is judged, and which facts are reached. */
import type { AlwaysProperty, Property, ReachableFact, StepProperty } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Config } from '../../model/config'
import { defaultKraftBounds } from '../../model/coordinator/kraft/bounds'
import { comparedForms, formIn, type Both, type Compared } from '../../model/coordinator/kraft/forms.fixture'
import type { World } from '../../properties/history'
import { question, scopeOf, subjectOf, type Differing, type Question } from '../questions/question'

type Properties = readonly Property<World, Action>[]

/** Compares all states of a question with those of the same question where the machine forgets. */
export const comparedWith = (asked: Differing): Compared => {
  const whole = question(asked)
  const kraft = { ...(whole.bounds.kraft ?? defaultKraftBounds), forgets: true }
  const less: Question = { ...whole, bounds: { ...whole.bounds, kraft } }
  const { machine, properties } = subjectOf(whole)
  const other = subjectOf(less)
  const { protocol, settings, bounds } = scopeOf(less)
  const config: Config = { decide: protocol.decide, settings, bounds }
  const folded = (world: World): World => ({ ...world, cluster: formIn(config, world.cluster) })
  const facts = comparingFacts(other.properties)
  const compared = comparedForms({ machine, other: other.machine, folded, judged: judgedBy(properties) }, facts.look)
  const fact = compared.differs === undefined ? facts.differing() : undefined
  return fact === undefined ? compared : { ...compared, differs: `not the same facts are reached: ${fact}` }
}

const judgedBy = (properties: Properties): Both<World>['judged'] & object => {
  const always = properties.filter((one): one is AlwaysProperty<World> => one.kind === 'always')
  const ofSteps = properties.filter((one): one is StepProperty<World, Action> => one.kind === 'step')
  const named = (broken: Properties): string => broken.map(({ name }) => name).join()
  return {
    ofState: (state) => named(always.filter((one) => one.check(state) !== undefined)),
    ofStep: (before, action, after) => named(ofSteps.filter((one) => one.check(before, action, after) !== undefined)),
  }
}

const comparingFacts = (
  properties: Properties,
): { look(state: World, form: World): void; differing(): string | undefined } => {
  const facts = properties.filter((one): one is ReachableFact<World> => one.kind === 'reachable')
  const [reached, reachedToo] = [new Set<string>(), new Set<string>()]
  return {
    look(state, form) {
      for (const { name, found } of facts) {
        if (found(state)) reached.add(name)
        if (found(form)) reachedToo.add(name)
      }
    },
    differing: () => facts.find(({ name }) => reached.has(name) !== reachedToo.has(name))?.name,
  }
}
