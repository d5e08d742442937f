import { onDemand } from '../kit/on-demand'
import type { Property, StepProperty, Verdict } from '../contract/machine'
import type { Action } from '../model/actions'
import type { Scope } from '../model/machine'
import { worldParts } from './footprints/world'
import type { World } from './world'

/**
 * In which runs a property is judged.
 *
 * clean: no unclean election, and at most min.insync.replicas - 1 crashes that lost records. That is what Kafka promises
 * to survive (section on durability of its documentation, KIP-966). any: whatever happened.
 */
export type Runs = 'clean' | 'any'

/** What a property is made for. */
export interface Judged extends Scope {
  readonly runs: Runs
}

export type WorldProperty = Property<World, Action>

/** A property is a function of its scope; undefined where it says nothing about that scope. */
export type PropertyOf = (judged: Judged) => WorldProperty | undefined

/** A state property that is promised in clean runs only. */
export const inCleanRuns = (judged: Judged, name: string, check: (world: World) => Verdict): WorldProperty => ({
  kind: 'always',
  name,
  check: judged.runs === 'any' ? check : (world) => (isClean(judged, world) ? check(world) : undefined),
})

/** What a step property checks, and what it looks at beside what the step touches. */
export type StepCheck = Required<Pick<StepProperty<World, Action>, 'check' | 'sees'>>

/** A step property that is promised in clean runs only; the step that makes a run unclean is not judged. */
export const stepInCleanRuns = (judged: Judged, name: string, { check, sees }: StepCheck): WorldProperty => {
  if (judged.runs === 'any') return { kind: 'step', name, check, sees }
  const parts = onDemand(() => worldParts(judged.bounds))
  return {
    kind: 'step',
    name,
    check: (before, action, after) => (isClean(judged, after) ? check(before, action, after) : undefined),
    sees: (before, action, after) => sees(before, action, after) | parts().harm,
  }
}

const isClean = ({ settings }: Scope, { history }: World): boolean =>
  !history.hadUncleanElection && history.losses <= settings.minIsr - 1
