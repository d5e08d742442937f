/**
 * Kafka without its preference for some replicas: whoever may be elected may be chosen.
 *
 * A controller elects the first replica of the assignment that may lead. So brokers are not interchangeable, and a search cannot keep
 * one of the states that differ in their names only. Here each election is a free choice, as if the assignment were in another
 * order each time. This machine takes every step that Kafka takes, and more: what holds in it holds in Kafka, and
 * what breaks in it has to be confirmed without it (docs/decisions/0071).
 */
import type { Machine } from '../contract/machine'
import { catalogue, type Kinds } from '../kit/catalogue'
import { isRefused, refuse, type Refused } from '../kit/refused'
import { symmetry } from '../kit/renaming'
import { transitions, type Rule, type Rules } from '../kit/rules'
import { maybePeer, NONE } from '../kit/schema'
import { kindsWithin } from './action-texts'
import type { Action } from './actions'
import { hasDirectories, type Bounds } from './bounds'
import { stateOf } from './coordinator/coordinator'
import { kafka, rulesOf, type Scope } from './machine'
import { occasions } from './occasions'
import type { Cluster } from './state'
import type { BrokerId } from './values'

/** What decides who leads: with ZooKeeper, and with KRaft. That a leader is moved names the new one. */
const electing = (bounds: Bounds): readonly Action['type'][] =>
  bounds.kraft === undefined
    ? ['BrokerFailure', 'BrokerStartup', 'BrokerBounce', 'ControlledShutdown', 'ControllerFailover', 'ChangeConfig']
    : [
        ...(['RegisterBroker', 'FenceBroker', 'UnfenceBroker', 'ControlledShutdown', 'Stop'] as const),
        ...(['HandleAlterPartition', 'LoseAlterPartition'] as const),
      ]

/** What such an action has besides: the replica that was chosen. NONE: there was no choice. */
interface Choosing {
  readonly elected?: BrokerId
}

const refused = {
  noChoice: refuse('leaves no choice whom to elect'),
  notChosen: refuse('leaves a choice, and nobody is named'),
  notCandidate: refuse('would elect somebody else'),
}

/**
 * Brokers are interchangeable in all but elections: other partitions, and replicas that move, name them by their numbers. Nor where an
 * election is not seen in the step that makes it: it waits to be committed, or is about log directories.
 */
export const canBeImpartial = (bounds: Bounds): boolean =>
  bounds.partitions === 1 && bounds.reassign === undefined && !hasDirectories(bounds) && !mayLoseMetadata(bounds)

const mayLoseMetadata = ({ kraft, faults }: Bounds): boolean =>
  kraft !== undefined && faults['controller-failover'] + faults['quorum-loss'] > 0

/** Only for bounds that can be impartial. */
export const impartialKafka = (scope: Scope): Machine<Cluster, Action> => {
  const { bounds } = scope
  const plain = kafka(scope)
  const kinds = choosing(bounds)
  const actions = catalogue<Action>(kinds)
  return {
    name: plain.name,
    initial: plain.initial,
    schema: plain.schema,
    get states() {
      return plain.states
    },
    actions,
    occasions: occasions(bounds, actions.kinds),
    renamings: symmetry(plain.schema, kinds, bounds.brokers),
    ...transitions<Cluster, Action>(actions, impartialRules(scope)),
  }
}

/** The kinds of action within these bounds, each that may elect with one parameter more. */
const choosing = (bounds: Bounds): Kinds<Action> => {
  const types = electing(bounds)
  const entries = Object.entries(kindsWithin(bounds)).map(([type, kind]) => [
    type,
    types.some((one) => one === type)
      ? {
          ...kind,
          text: `${kind.text} (free choice: {elected})`,
          fields: { ...kind.fields, elected: maybePeer(bounds.brokers) },
        }
      : kind,
  ])
  return Object.fromEntries(entries) as Kinds<Action>
}

const impartialRules = (scope: Scope): Rules<Cluster, Action> => {
  const byFirst = Array.from({ length: scope.bounds.brokers }, (_, firstReplica) =>
    rulesOf({ ...scope, bounds: { ...scope.bounds, firstReplica } }),
  )
  const [rules] = byFirst
  if (rules === undefined) throw new Error('a cluster without brokers')
  const free = electing(scope.bounds).map((type) => [
    type,
    electingFreely(byFirst.map((some) => some[type] as Rule<Cluster, Action>)),
  ])
  return { ...rules, ...(Object.fromEntries(free) as Partial<Rules<Cluster, Action>>) }
}

/**
 * The same rule for assignments that begin with each of the brokers. Where all elect the same one there was no choice, and nobody
 * is named. Where they do not, one is named, and it is the assignment that begins with it which elects it.
 */
const electingFreely =
  (byFirst: readonly Rule<Cluster, Action>[]): Rule<Cluster, Action> =>
  (cluster, action) => {
    const { elected = NONE } = action as Choosing
    const next = outcome(byFirst, Math.max(elected, 0), cluster, action)
    if (isRefused(next)) return next
    // Most actions elect nobody, or are asked for somebody who cannot be elected: other assignments are tried last.
    if (elected !== NONE && leaderOf(next) !== elected) return refused.notCandidate
    const isChoice = mayDiffer(cluster, next) && differs(byFirst, cluster, action, next)
    if (elected === NONE) return isChoice ? refused.notChosen : next
    return isChoice ? next : refused.noChoice
  }

const outcome = (
  byFirst: readonly Rule<Cluster, Action>[],
  first: BrokerId,
  cluster: Cluster,
  action: Action,
): Cluster | Refused => (byFirst[first] as Rule<Cluster, Action>)(cluster, action)

/** Whoever is elected takes a new leader epoch. */
const mayDiffer = (before: Cluster, after: Cluster): boolean =>
  stateOf(before, 0).leaderEpoch !== stateOf(after, 0).leaderEpoch && leaderOf(after) !== NONE

const differs = (byFirst: readonly Rule<Cluster, Action>[], cluster: Cluster, action: Action, next: Cluster): boolean =>
  byFirst.some((_, first) => {
    const other = outcome(byFirst, first, cluster, action)
    return isRefused(other) || leaderOf(other) !== leaderOf(next)
  })

const leaderOf = (cluster: Cluster): BrokerId => stateOf(cluster, 0).leader
