import type { Property, Verdict } from '../explorer/machine'
import type { Action } from '../model/action'
import type { Scope } from '../model/machine'
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

/** A step property that is promised in clean runs only; the step that makes a run unclean is not judged. */
export const stepInCleanRuns = (
  judged: Judged,
  name: string,
  check: (before: World, action: Action, after: World) => Verdict,
): WorldProperty => ({
  kind: 'step',
  name,
  check:
    judged.runs === 'any'
      ? check
      : (before, action, after) => (isClean(judged, after) ? check(before, action, after) : undefined),
})

const isClean = ({ settings }: Scope, { history }: World): boolean =>
  !history.hadUncleanElection && history.losses <= settings.minIsr - 1
