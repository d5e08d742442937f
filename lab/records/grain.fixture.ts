/**
 * Every behaviour of the atomic grain is also a behaviour of the message grain: small worlds in npm test, large ones in
 * the long tests.
 */
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { replicaOf, noExchanges } from '../../model/cluster'
import { kafka } from '../../model/machine'
import type { Cluster } from '../../model/state'
import { kafkaCase, type Case } from '../questions/case'
import { protocolOf, question, type Differing } from '../questions/question'

const machineOf = (asked: Differing, grain: Bounds['grain']): Machine<Cluster, Action> => {
  const { bounds, settings, ...rest } = question(asked)
  return kafka({ protocol: protocolOf({ ...rest, bounds, settings }), settings, bounds: { ...bounds, grain } })
}

/** The same cluster without messages in flight between brokers. */
const lifted = (cluster: Cluster, bounds: Bounds): Cluster => ({
  ...cluster,
  brokers: cluster.brokers.map((broker) => ({ ...broker, exchanges: noExchanges({ ...bounds, grain: 'message' }) })),
})

/** The messages of one atomic step. A request that gets an error response ends at the leader. */
const messagesOf = (cluster: Cluster, action: Action): readonly (readonly Action[])[] => {
  if (action.type !== 'Fetch' && action.type !== 'Truncate') return [[action]]
  const { follower, partition } = action
  const { leader } = replicaOf(cluster, follower, partition)
  const first: Action = { type: action.type === 'Fetch' ? 'SendFetch' : 'AskEpochEnd', follower, partition }
  const served: Action[] = [first, { type: 'Serve', leader, follower, partition }]
  return [[...served, { type: 'Receive', follower, leader, partition }], served, [first]]
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

/** The texts of all atomic steps that no sequence of message steps can do. */
const missing = (asked: Differing): { readonly steps: number; readonly missing: ReadonlySet<string> } => {
  const [atomic, fine] = [machineOf(asked, 'atomic'), machineOf(asked, 'message')]
  const { bounds } = question(asked)
  const known = new Set([keyOf(atomic, atomic.initial)])
  const queue = [atomic.initial]
  const found = new Set<string>()
  let steps = 0
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const before = state
    atomic.successors(before, (action, next) => {
      steps++
      const wanted = keyOf(fine, lifted(next, bounds))
      const ways = messagesOf(before, action).map((actions) => after(fine, lifted(before, bounds), actions))
      if (!ways.some((way) => way !== undefined && keyOf(fine, way) === wanted)) found.add(atomic.actions.print(action))
      const key = keyOf(atomic, next)
      if (!known.has(key)) queue.push(next)
      known.add(key)
    })
  }
  return { steps, missing: found }
}

export const VERSIONS = ['0.8.0', '0.10.2', '1.1', '2.0.0', '2.1', 'baseline']

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
