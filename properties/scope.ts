import { onDemand } from '../kit/on-demand'
import type { Property, StepProperty, Verdict } from '../contract/machine'
import type { Action } from '../model/actions'
import { mostLosses } from '../model/bounds'
import { settingsWithin } from '../model/config'
import type { Scope } from '../model/machine'
import type { PartitionId } from '../model/values'
import { worldParts } from './footprints/world'
import { historyOf, type World } from './history'

/**
 * In which runs a property is judged.
 *
 * clean: no unclean election of the partition, and at most min.insync.replicas - 1 crashes that lost records, or machines that were replaced by
 * empty ones. That is what
 * Kafka promises to survive (section on durability of its documentation, KIP-966). any: whatever happened.
 */
export type Runs = 'clean' | 'any'

/** What a property is made for. */
export interface Judged extends Scope {
  readonly runs: Runs
}

export type WorldProperty = Property<World, Action>

/** A property is a function of its scope; undefined where it says nothing about that scope. */
export type PropertyOf = (judged: Judged) => WorldProperty | undefined

/** Properties that rest on the same ones, under one name. */
export interface Rung {
  readonly name: string
  readonly properties: readonly PropertyOf[]
}

/** A check of one partition: of the only one, where none is named. */
export type StateCheck = (world: World, partition?: PartitionId) => Verdict

/** What a step property checks of one partition, and what it looks at beside what the step touches. */
export interface StepCheck {
  check(before: World, action: Action, after: World, partition?: PartitionId): Verdict
  readonly sees: NonNullable<StepProperty<World, Action>['sees']>
}

/**
 * A property of states that must hold for each partition, in any run. The first partition that breaks it is the one that is
 * told of.
 */
export const always = ({ bounds: { partitions } }: Judged, name: string, check: StateCheck): WorldProperty => ({
  kind: 'always',
  name,
  check:
    partitions === 1
      ? check
      : (world) => {
          for (let partition = 0; partition < partitions; partition++) {
            const verdict = check(world, partition)
            if (verdict !== undefined) return ofPartition(partition, verdict)
          }
          return undefined
        },
})

/** A property of states that is promised in clean runs only. */
export const inCleanRuns = (judged: Judged, name: string, check: StateCheck): WorldProperty =>
  always(
    judged,
    name,
    judged.runs === 'any'
      ? check
      : (world, partition = 0) => (isClean(judged, world, partition) ? check(world, partition) : undefined),
  )

/** A property of steps that must hold for each partition, in any run. */
export const onEveryStep = (
  { bounds: { partitions } }: Judged,
  name: string,
  { check, sees }: StepCheck,
): WorldProperty => ({
  kind: 'step',
  name,
  check:
    partitions === 1
      ? check
      : (before, action, after) => {
          for (let partition = 0; partition < partitions; partition++) {
            const verdict = check(before, action, after, partition)
            if (verdict !== undefined) return ofPartition(partition, verdict)
          }
          return undefined
        },
  sees,
})

/** A property of steps that is promised in clean runs only; the step that makes a run unclean is not judged. */
export const stepInCleanRuns = (judged: Judged, name: string, { check, sees }: StepCheck): WorldProperty => {
  if (judged.runs === 'any') return onEveryStep(judged, name, { check, sees })
  const parts = onDemand(() => worldParts(judged.bounds))
  return onEveryStep(judged, name, {
    check: (before, action, after, partition = 0) =>
      isClean(judged, after, partition) ? check(before, action, after, partition) : undefined,
    sees: (before, action, after) => sees(before, action, after) | parts().harm,
  })
}

/** This run has been clean so far, for this partition. Once a run is not clean, it never is again. */
export const isClean = (
  scope: Pick<Scope, 'settings' | 'bounds'>,
  { history }: World,
  partition: PartitionId,
): boolean => !historyOf(history, partition).hadUncleanElection && history.losses <= promisedCopies(scope) - 1

/** min.insync.replicas, the smallest that the topic may have: a record may have been acknowledged while it was in force. */
export const promisedCopies = ({ settings, bounds }: Pick<Scope, 'settings' | 'bounds'>): number =>
  bounds.storage === undefined
    ? settings.minIsr
    : settingsWithin(settings, bounds).reduce((least, { minIsr }) => Math.min(least, minIsr), Infinity)

/** Whether these settings and bounds have runs that are not clean. */
export const hasUncleanRuns = (scope: Scope): boolean =>
  mayEverElectUnclean(scope) || mostLosses(scope.bounds) >= promisedCopies(scope)

/** Some configuration that the topic may have allows unclean election. With eligible leader replicas the last known leader is elected without. */
export const mayEverElectUnclean = ({ protocol, settings, bounds }: Scope): boolean =>
  bounds.kraft?.elr === true ||
  settingsWithin(settings, bounds).some((inForce) => protocol.decide.mayElectUnclean(inForce))

const ofPartition = (partition: PartitionId, verdict: string): string => `partition ${partition}: ${verdict}`
