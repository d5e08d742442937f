import { firstOf } from '../kit/bits'
import { codec, type Codec } from '../kit/codec'
import { isRefused } from '../kit/refused'
import { onDemand } from '../kit/on-demand'
import { rename } from '../kit/renaming'
import { flagWhen, int, perPlace, record, type Schema } from '../kit/schema'
import type { Machine, Visit } from '../contract/machine'
import type { Action } from '../model/actions'
import { mostLosses } from '../model/bounds'
import { configsOf } from '../model/config'
import { canBeImpartial, impartialKafka } from '../model/impartial'
import { kafka, type Scope } from '../model/machine'
import { recordSchema } from '../model/record-schema'
import { clusterSchema } from '../model/schema'
import type { Cluster } from '../model/state'
import { assignmentsOf, registrationsOf, statesOf } from '../model/coordinator/coordinator'
import { logSchema } from '../model/replica/log'
import { worldFootprints } from './footprints/world'
import { firstKeptSchema, noneKept } from './first-kept'
import { noHistory, type History, type PartitionHistory, type World } from './history'
import { observe } from './observer'
import { mayEverElectUnclean } from './scope'
import { tension } from './tension'

/** The world of one scope, as a machine for the explorer. */
export const world = (scope: Scope): Machine<World, Action> => {
  const machine = kafka(scope)
  if (!canBeImpartial(scope.bounds)) return worldOf(scope, machine)
  return worldOf(
    scope,
    machine,
    onDemand(() => worldOf(scope, impartialKafka(scope))),
  )
}

const worldOf = (
  scope: Scope,
  machine: Machine<Cluster, Action>,
  impartial?: () => Machine<World, Action>,
): Machine<World, Action> => {
  const { occasions, renamings } = machine
  const schema = worldSchema(scope)
  const packing: { states?: Codec<World> } = {}
  const footprints = onDemand(() => worldFootprints(scope.bounds))
  const configs = configsOf(scope.protocol.decide, scope.settings, scope.bounds)
  const [first] = configs
  const initial: World = {
    cluster: machine.initial,
    history: noHistory(scope.bounds.partitions, noneKept(scope.bounds)),
  }
  const then = (before: World, action: Action, after: Cluster): World => {
    if (after === before.cluster) return before
    const isSame = replicasLookSame(before.cluster, after)
    return {
      cluster: after,
      history: isSame ? before.history : observe(configs[before.cluster.configVersion] ?? first, before, action, after),
    }
  }
  // Walks attempt several times at each step, and most attempts are refused: so none makes a function of its own.
  const now = { before: initial, visit: (() => undefined) as Visit<World, Action> }
  const pass: Visit<Cluster, Action> = (action, after) => now.visit(action, then(now.before, action, after))
  return {
    name: machine.name,
    initial,
    schema,
    get states() {
      return (packing.states ??= codec(schema))
    },
    actions: machine.actions,
    fire: (before, action) => {
      const after = machine.fire(before.cluster, action)
      return isRefused(after) ? after : then(before, action, after)
    },
    ...(impartial && { impartial }),
    ...(renamings && {
      renamings: renamings.map((one) => ({ ...one, state: (state) => rename(schema, state, one.permutation) })),
    }),
    attempt: (kind, before, some, first, visit) => {
      now.before = before
      now.visit = visit
      return machine.attempt(kind, before.cluster, some, first, pass)
    },
    ...(occasions && { occasions: { ...occasions, of: ({ cluster }: World) => occasions.of(cluster) } }),
    looksSame,
    tension,
    get footprints() {
      return footprints()
    },
    successors: (before, visit, asleep) =>
      machine.successors(before.cluster, (action, after) => visit(action, then(before, action, after)), asleep),
  }
}

/**
 * Properties look at history, at what was agreed about partitions, with KRaft at who is registered, at replicas of brokers that run, and at the configuration in
 * force; messages are none of their business.
 */
const looksSame = ({ cluster: before, history: was }: World, { cluster: after, history: is }: World): boolean =>
  was === is &&
  before.configVersion === after.configVersion &&
  registrationsOf(before) === registrationsOf(after) &&
  replicasLookSame(before, after)

/** Nothing changed but messages, links and budgets: history has nothing to add. */
const replicasLookSame = (before: Cluster, after: Cluster): boolean => {
  if (statesOf(before) !== statesOf(after) || before.old !== after.old) return false
  if (assignmentsOf(before) !== assignmentsOf(after)) return false
  for (let id = 0; id < after.brokers.length; id++) {
    const [one, other] = [before.brokers[id], after.brokers[id]]
    if (one !== other && (one?.replicas !== other?.replicas || one?.isUp !== other?.isUp)) return false
    if (one?.directory !== other?.directory) return false
  }
  return true
}

const worldSchema = (scope: Scope): Schema<World> => {
  const { bounds, settings } = scope
  return record<World>({
    cluster: clusterSchema(bounds),
    history: record<History>({
      partitions: perPlace(
        bounds.partitions,
        record<PartitionHistory>({
          truth: logSchema(recordSchema(bounds), bounds.records),
          acknowledged: settings.acks === '0' ? int(0, 0) : int(0, firstOf(bounds.records)),
          hadUncleanElection: flagWhen(mayEverElectUnclean(scope)),
          firstKept: firstKeptSchema(bounds),
        }),
      ),
      losses: int(0, mostLosses(bounds)),
    }),
  })
}
