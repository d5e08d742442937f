/**
 * The atomic model of 2.1 with every Fetch fenced, compared with the KIP-320 module of kafka-specification: each step
 * of the model is one step of the module, or none.
 */
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import { leads } from '../../model/cluster'
import { kafka } from '../../model/machine'
import { stateOf } from '../../model/coordinator/coordinator'
import { logEnd } from '../../model/replica/disk'
import { entriesOf } from '../../model/replica/log'
import type { Cluster, Replica } from '../../model/state'
import { replicasOf } from '../../properties/facts/fact'
import { kip320 } from '../../specimens/kafka/kip-320'
import type { Action as Move } from '../../specimens/kafka/action'
import { kafkaMachine } from '../../specimens/kafka/machine'
import type { State } from '../../specimens/kafka/state'
import { world } from './pinned'
import { protocolOf, question, type Differing } from '../questions/question'

type Module = Machine<State, Move>

/**
 * The module after its controller elected the first leader and every replica knows it. This is the initial state of the
 * model.
 */
const established = ({ initial, actions, fire }: Module, brokers: number): State => {
  const others = Array.from({ length: brokers - 1 }, (_, index) => `f${index + 2}.0`)
  return ['e1', 'l0', ...others].reduce((state, code) => {
    const move = actions.decode(code)
    const next = move === undefined ? undefined : fire(state, move)
    if (next === undefined || isRefused(next)) throw new Error(`${code} is refused`)
    return next
  }, initial)
}

/**
 * The module keeps state that the model does not have: every request ever sent, and the state of a replica before it
 * became a follower of a leader to which it has sent no OffsetsForLeaderEpoch request yet. In the module a replica
 * becomes a follower and truncates in one step.
 */
interface Memory {
  readonly requests: State['requests']
  readonly settled: readonly Settled[]
}

type Settled = Pick<State['replicas'][number], 'leader' | 'epoch' | 'isr'>

/** The cluster in the terms of the module. */
const projected = (cluster: Cluster, { requests, settled }: Memory): State => ({
  nextRecord: cluster.produced[0] ?? 0,
  quorum: quorumOf(cluster),
  requests,
  replicas: replicasOf(cluster, 0).map(({ highWatermark, disk }, id) => ({
    hw: highWatermark,
    log: entriesOf(disk.log).map(({ record: { value, epoch } }) => ({ id: value, epoch })),
    ...(settled[id] ?? { leader: -1, epoch: -1, isr: 0 }),
  })),
})

const quorumOf = (cluster: Cluster): State['quorum'] => {
  const { leader, isr } = stateOf(cluster, 0)
  return { leader, isr }
}

const remembering = ({ requests, settled }: Memory, cluster: Cluster): Memory => ({
  requests: requests.length > stateOf(cluster, 0).leaderEpoch ? requests : [...requests, quorumOf(cluster)],
  settled: replicasOf(cluster, 0).map((replica, id, replicas): Settled => {
    const before = settled[id] ?? { leader: -1, epoch: -1, isr: 0 }
    const { leader, leaderEpoch, leadership, fetcher, disk } = replica
    if (fetcher === 'truncating' || fetcher === 'truncatingAgain') return before
    // A follower without any epoch truncates without asking; for the module it then still waits for its leader.
    const isr = leads(replica, id) ? leadership.isr : (requests[leaderEpoch]?.isr ?? stateOf(cluster, 0).isr)
    const waits = !leads(replica, id) && logEnd(disk) === 0 && !isLeading(replicas[leader], leader, leaderEpoch)
    return waits ? before : { leader, epoch: leaderEpoch, isr }
  }),
})

const isLeading = (replica: Replica | undefined, id: number, epoch: number): boolean =>
  replica !== undefined && leads(replica, id) && replica.leaderEpoch === epoch

/** The states that the module reaches in at most this many steps. */
const within = (module: Module, state: State, steps: number): readonly State[] => {
  if (steps === 0) return [state]
  const found = [state]
  module.successors(state, (_, next) => found.push(...within(module, next, steps - 1)))
  return found
}

interface Simulation {
  readonly steps: number
  /** The differences between the steps of the model and all steps of the module. */
  readonly exceptions: readonly string[]
}

const STEPS = 3

/** The ledger in model/README.md lists these differences. */
const FOLLOWERS_HW = 'a response without a record gives a follower a new high watermark'
const LEADERS_HW = 'a leader counts what a follower reported, even if the follower has changed since'
const ISR_BY_HEARSAY = 'a leader drops a follower that has caught up but has not reported it yet'

const simulate = (asked: Differing): Simulation => {
  const { bounds, settings, ...rest } = question({ kafka: '2.1', with: ['kafka-9338'], ...asked })
  const model = kafka({ protocol: protocolOf({ ...rest, bounds, settings }), settings, bounds })
  const { brokers, records, epochs } = bounds
  const module = kafkaMachine(kip320, { replicas: brokers, logSize: records, records, maxEpoch: epochs - 1 })
  const keyOf = keys(model, module)
  const begun = established(module, brokers)
  const first: readonly [Cluster, Memory] = [model.initial, { requests: begun.requests, settled: begun.replicas }]
  const known = new Set([keyOf(model.initial, begun)])
  const queue = [first]
  const exceptions = new Set<string>()
  let steps = 0
  for (const [cluster, memory] of queue) {
    const from = projected(cluster, memory)
    const mirrors = within(module, from, STEPS)
    model.successors(cluster, (action, next) => {
      steps++
      const remembered = remembering(memory, next)
      const to = projected(next, remembered)
      const difference = differenceOf(module, mirrors, to)
      if (difference !== undefined) exceptions.add(`${action.type}: ${difference}`)
      const key = keyOf(next, to)
      if (known.has(key)) return
      known.add(key)
      queue.push([next, remembered])
    })
  }
  return { steps, exceptions: [...exceptions].sort() }
}

const differenceOf = (module: Module, mirrors: readonly State[], to: State): string | undefined => {
  const same = (view: (state: State) => State): boolean =>
    mirrors.some((mirror) => packed(module, view(mirror)) === packed(module, view(to)))
  if (same((state) => state)) return undefined
  if (same((state) => withoutHighWatermarks(state, ({ leader }, id) => leader !== id))) return FOLLOWERS_HW
  if (same((state) => withoutHighWatermarks(state, () => true))) return LEADERS_HW
  return ISR_BY_HEARSAY
}

const withoutHighWatermarks = (
  state: State,
  of: (replica: State['replicas'][number], id: number) => boolean,
): State => ({
  ...state,
  replicas: state.replicas.map((replica, id) => (of(replica, id) ? { ...replica, hw: 0 } : replica)),
})

const packed = ({ states }: Module, state: State): string => {
  const words = new Int32Array(states.words)
  states.write(state, words, 0)
  return words.join()
}

const keys =
  (model: Machine<Cluster, Action>, module: Module) =>
  (cluster: Cluster, state: State): string => {
    const packed = new Int32Array(model.states.words + module.states.words)
    model.states.write(cluster, packed, 0)
    module.states.write(state, packed, model.states.words)
    return packed.join()
  }

test.each<readonly [string, Differing, readonly string[]]>([
  [
    'two brokers, and lost requests',
    { bounds: world(2, 2, 3, { 'leader-move': 2, 'lost-request': 1 }) },
    [`Fetch: ${FOLLOWERS_HW}`],
  ],
  [
    'three brokers',
    { bounds: world(3, 1, 3, { 'leader-move': 2 }) },
    [`Fetch: ${LEADERS_HW}`, `Fetch: ${FOLLOWERS_HW}`],
  ],
  [
    'an ISR that shrinks and grows',
    { bounds: world(2, 2, 2, { 'leader-move': 1, 'isr-shrink': 2 }) },
    [`Fetch: ${FOLLOWERS_HW}`, `ShrinkIsr: ${ISR_BY_HEARSAY}`],
  ],
])(
  'each step is one step of the module, or none, except for the differences in the ledger: %s',
  (_, asked, exceptions) => {
    const { steps, exceptions: found } = simulate(asked)
    expect(found).toEqual([...exceptions].sort())
    expect(steps).toBeGreaterThan(100)
  },
)
