/**
 * Every behaviour of the atomic grain is also a behaviour of the message grain: small worlds in npm test, large ones in
 * the long tests.
 */
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { replicaOf, noFetcherRequests } from '../../model/cluster'
import { kafka } from '../../model/machine'
import type { Cluster } from '../../model/state'
import type { Case } from '../questions/case'
import { kafkaCase } from '../questions/kafka-case'
import { protocolOf, question, type Differing } from '../questions/question'

const machineOf = (asked: Differing, grain: Bounds['grain']): Machine<Cluster, Action> => {
  const { bounds, settings, ...rest } = question(asked)
  return kafka({ protocol: protocolOf({ ...rest, bounds, settings }), settings, bounds: { ...bounds, grain } })
}

/** The same cluster without messages in flight between brokers. */
const lifted = (cluster: Cluster, bounds: Bounds): Cluster => ({
  ...cluster,
  brokers: cluster.brokers.map((broker) => ({
    ...broker,
    fetcherRequests: noFetcherRequests({ ...bounds, grain: 'message' }),
  })),
})

/** Nothing is in flight but fetches that wait at their leader with nothing to report. */
const isQuiet = ({ brokers }: Cluster): boolean =>
  brokers.every(({ fetcherRequests }) =>
    fetcherRequests.every((ofPartition) =>
      ofPartition.every(
        ({ stage, error, records }) =>
          stage === 'idle' || (stage === 'fetched' && error === 'none' && records.length === 0),
      ),
    ),
  )

/**
 * The messages of one atomic step. A request that gets an error response may end at the leader, and need not be counted
 * there. A fetch that waits is answered, or given up, before the next one is sent, or is answered as the next one.
 */
const messagesOf = (cluster: Cluster, action: Action): readonly (readonly Action[])[] => {
  if (action.type !== 'Fetch' && action.type !== 'Truncate') return [[action]]
  const { follower, partition } = action
  const { leader } = replicaOf(cluster, follower, partition)
  const records = action.type === 'Fetch' ? action.records : 1
  const first: Action = {
    type: action.type === 'Fetch' ? 'SendFetch' : 'SendOffsetsForLeaderEpoch',
    follower,
    partition,
  }
  const served: Action[] = [first, { type: 'Serve', leader, follower, records, partition }]
  const counted: Action[] = [...served, { type: 'Count', leader, follower, partition }]
  const received: Action = { type: 'Receive', follower, leader, partition }
  const anew = [[...counted, received], [...served, received], counted, served, [first]]
  const endings: readonly Action[] = [received, { type: 'GiveUp', follower, leader, partition }]
  const afterOthers = endings.flatMap((ending) => anew.map((some) => [ending, ...some]))
  return [...anew, ...afterOthers, [received], [...served.slice(1), received]]
}

const after = (machine: Machine<Cluster, Action>, from: Cluster, actions: readonly Action[]): Cluster | undefined =>
  actions.reduce<Cluster | undefined>((state, action) => {
    const next = state && machine.fire(state, action)
    return next === undefined || isRefused(next) ? undefined : next
  }, from)

const keyOf = ({ states }: Machine<Cluster, Action>, cluster: Cluster): string => {
  const packed = new Int32Array(states.words)
  states.write(cluster, packed, 0)
  return packed.join()
}

/**
 * The texts of all atomic steps that no sequence of message steps can do, from any state that messages have led to.
 */
const missing = (asked: Differing): { readonly steps: number; readonly missing: ReadonlySet<string> } => {
  const [atomic, fine] = [machineOf(asked, 'atomic'), machineOf(asked, 'message')]
  const { bounds } = question(asked)
  const known = new Set([keyOf(fine, fine.initial)])
  const queue = [[atomic.initial, fine.initial] as const]
  const found = new Set<string>()
  let steps = 0
  for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
    const [before, mirror] = pair
    atomic.successors(before, (action, next) => {
      steps++
      const wanted = keyOf(fine, lifted(next, bounds))
      const isMade = (way: Cluster | undefined): boolean =>
        way !== undefined && isQuiet(way) && keyOf(fine, lifted(way, bounds)) === wanted
      const made = messagesOf(before, action)
        .map((actions) => after(fine, mirror, actions))
        .find(isMade)
      if (made === undefined) found.add(atomic.actions.print(action))
      if (made === undefined || known.has(keyOf(fine, made))) return
      known.add(keyOf(fine, made))
      queue.push([next, made])
    })
  }
  return { steps, missing: found }
}

export const VERSIONS = ['0.8.0', '0.10.2', '1.1', '2.0.0', '2.1', 'baseline']

/** Those of npm test: with the high watermark, with epochs, and the newest. */
export const FEW_VERSIONS = ['0.8.0', '1.1', 'baseline']

const nameOf = ({ title, scope }: Case): string => [title, ...scope.slice(0, 1), ...scope.slice(-1)].join(', ')

export const areMadeOfMessages = (worlds: readonly Differing[]): void =>
  test.each(worlds.map((asked) => [nameOf(kafkaCase(question(asked))), asked] as const))(
    'every atomic step of %s is a sequence of message steps',
    (_, asked) => {
      const { steps, missing: none } = missing(asked)
      expect([...none]).toEqual([])
      expect(steps).toBeGreaterThan(100)
    },
  )
