import { firstOf } from '../kit/bits'
import { codec, type Codec } from '../kit/codec'
import { isRefused } from '../kit/refused'
import { onDemand } from '../kit/on-demand'
import { flagWhen, int, list, record, type Schema } from '../kit/schema'
import type { Machine } from '../contract/machine'
import type { Action } from '../model/actions'
import { kafka, type Scope } from '../model/machine'
import { clusterSchema, recordSchema } from '../model/schema'
import type { Cluster, LogRecord } from '../model/state'
import { worldFootprints } from './footprints/world'
import { observe } from './observer'
import { tension } from './tension'

/**
 * What properties are about: the cluster, and what happened to it so far.
 *
 * Rules take and give a `Cluster`; they cannot read history, because it is not among their arguments. History is kept as
 * small as the properties allow: every bit of it splits states that Kafka could not tell apart.
 */
export interface World {
  readonly cluster: Cluster
  readonly history: History
}

export interface History {
  /** The committed records: offset o is fixed the first time that some leader moves its high watermark beyond o. */
  readonly truth: readonly LogRecord[]
  /** The records, by value and as bits, whose producer was told that they are safe. */
  readonly acknowledged: number
  /** A leader was elected that was not in the ISR. */
  readonly hadUncleanElection: boolean
  /** Crashes of a machine that lost records. */
  readonly losses: number
}

/** The world of one scope, as a machine for the explorer. */
export const world = (scope: Scope): Machine<World, Action> => {
  const machine = kafka(scope)
  const schema = worldSchema(scope)
  const packing: { states?: Codec<World> } = {}
  const footprints = onDemand(() => worldFootprints(scope.bounds))
  const laws = { decide: scope.protocol.decide, settings: scope.settings, bounds: scope.bounds }
  const then = (before: World, action: Action, after: Cluster): World => {
    if (after === before.cluster) return before
    return { cluster: after, history: observe(laws, before, action, after) }
  }
  return {
    name: machine.name,
    initial: { cluster: machine.initial, history: nothingHappened },
    schema,
    get states() {
      return (packing.states ??= codec(schema))
    },
    actions: machine.actions,
    fire: (before, action) => {
      const after = machine.fire(before.cluster, action)
      return isRefused(after) ? after : then(before, action, after)
    },
    attempt: (kind, before, some, first, visit) =>
      machine.attempt(kind, before.cluster, some, first, (action, after) => visit(action, then(before, action, after))),
    looksSame,
    tension,
    get footprints() {
      return footprints()
    },
    successors: (before, visit, asleep) =>
      machine.successors(before.cluster, (action, after) => visit(action, then(before, action, after)), asleep),
  }
}

/** Properties look at history, at ZooKeeper, and at replicas of brokers that run; messages are none of their business. */
const looksSame = ({ cluster: before, history: was }: World, { cluster: after, history: is }: World): boolean => {
  if (was !== is || before.zk !== after.zk) return false
  for (let id = 0; id < after.brokers.length; id++) {
    const [one, other] = [before.brokers[id], after.brokers[id]]
    if (one !== other && (one?.replica !== other?.replica || one?.isUp !== other?.isUp)) return false
  }
  return true
}

const nothingHappened: History = { truth: [], acknowledged: 0, hadUncleanElection: false, losses: 0 }

const worldSchema = ({ protocol, bounds, settings }: Scope): Schema<World> =>
  record<World>({
    cluster: clusterSchema(bounds),
    history: record<History>({
      truth: list(recordSchema(bounds), bounds.records),
      acknowledged: settings.acks === '0' ? int(0, 0) : int(0, firstOf(bounds.records)),
      hadUncleanElection: flagWhen(protocol.decide.mayElectUnclean(settings)),
      losses: int(0, bounds.faults['machine-crash']),
    }),
  })
