/** The schedules in which a crash at every point is tried. */
import type { CleanupPolicy } from '../../model/storage/segment'
import { protocolOf, question, type Question } from '../questions/question'
import { crashScope, tryEveryStop, type Tried } from './crash-points'
import { rng } from '../../explorer/rng'
import { kafka, type Scope } from '../../model/machine'
import type { Action } from '../../model/actions'
import type { Cluster } from '../../model/state'
import { healsAll } from '../../properties/healing'

const MORE: readonly Action['type'][] = ['Produce', 'Produce', 'MoveLeader', 'DeleteRecords']

/** The states of one seeded schedule in which nothing fails: records are written, rolled, flushed, deleted and compacted. */
const drawnStates = (scope: Scope, seed: string, length: number): readonly Cluster[] => {
  const machine = kafka(scope)
  const random = rng(seed)
  const states: Cluster[] = [machine.initial]
  let present = machine.initial
  for (let step = 0; step < length; step++) {
    const next: Cluster[] = []
    machine.successors(present, (action, after) => {
      const times = action.type === 'Produce' ? 3 : healsAll(action) || MORE.includes(action.type) ? 1 : 0
      for (let time = 0; time < times; time++) next.push(after)
    })
    const chosen = next[random.below(Math.max(1, next.length))]
    if (chosen === undefined) break
    present = chosen
    states.push(present)
  }
  return states
}

/** What is tried: a release or the baseline, and how it is varied. */
type Version = Pick<Question, 'kafka' | 'without' | 'with'>

export interface Crashed extends Tried {
  /** States of the schedule, the initial one included. */
  readonly states: number
}

/** The cluster has the coordinator of its version. */
export const scopeOfCrashes = (version: Version, cleanup: CleanupPolicy): Scope => {
  const asked = question(version)
  return crashScope(protocolOf(asked), { cleanup, segmentRecords: 2 }, asked.bounds)
}

/** Every stop at every point of one seeded schedule of so many steps. The same arguments answer the same. */
export const crashesOf = (version: Version, cleanup: CleanupPolicy, length: number): Crashed => {
  const scope = scopeOfCrashes(version, cleanup)
  const states = drawnStates(scope, `crash:${cleanup}`, length)
  return { states: states.length, ...tryEveryStop(scope, states) }
}
