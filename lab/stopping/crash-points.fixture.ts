import type { CleanupPolicy } from '../../model/storage/segment'
import { protocolOf, question } from '../questions/question'
import { versionAsked } from '../questions/version'
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

/** Every stop at every point of one seeded schedule, for Kafka as it is or without an amendment. */
export const crashesOf = (cleanup: CleanupPolicy, length: number, without: readonly string[] = []): Tried => {
  const protocol = protocolOf(question(versionAsked('baseline', without, [])))
  const scope = crashScope(protocol, { cleanup, segmentRecords: 2 })
  return tryEveryStop(scope, drawnStates(scope, `crash:${cleanup}`, length))
}
