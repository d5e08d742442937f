import type { AlwaysProperty, ConvergesProperty, Machine } from '../contract/machine'
import { add, has, none, remove, type Bits } from '../kit/bits'
import { catalogue, type Kinds } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { refuse } from '../kit/refused'
import { transitions, type Rules } from '../kit/rules'
import { flag, int, peer, peers, perPeer, record } from '../kit/schema'

/**
 * Termination detection on a ring, after Shmuel Safra (EWD 998) and the TLA+ module EWD998PCal of tlaplus/Examples.
 * Active nodes send messages, and a message makes its receiver active. Node 0 sends a token round the ring, from the
 * last node down, to find out whether all nodes are inactive and no message is on its way.
 */
export interface Ring {
  /** False only in the initial state, in which it is open which nodes are active. */
  readonly hasStarted: boolean
  readonly active: Bits
  readonly black: Bits
  /** By node: messages sent minus messages received. */
  readonly counters: readonly number[]
  /** By node: messages on their way to it. */
  readonly pending: readonly number[]
  readonly tokenAt: number
  /** The sum of the counters of the nodes that the token has passed. */
  readonly tokenSum: number
  readonly isTokenBlack: boolean
}

export type Deed =
  | { readonly type: 'start'; readonly active: Bits }
  | { readonly type: 'send'; readonly from: number; readonly to: number }
  | { readonly type: 'receive'; readonly node: number }
  | { readonly type: 'stop'; readonly node: number }
  | { readonly type: 'pass'; readonly node: number }
  | { readonly type: 'probe' }

/** No state has a counter of this value: the constraint of EWD998PCal. */
const LIMIT = 3

/** What a node does to its colour when it passes the token. A node that stays black makes every round inconclusive. */
export type Colouring = 'whitens' | 'stays black'

const hasStarted = refuse('has started already')
const isOpen = refuse('has not started')
const isInactive = refuse('is not active')
const isActive = refuse('is active')
const sentMost = refuse('has sent as many messages as the bounds allow')
const sendsToItself = refuse('would send a message to itself')
const nothingPending = refuse('has no message to receive')
const hasNoToken = refuse('does not have the token')
const isInitiator = refuse('is node 0, which starts a new round instead')
const isConclusive = refuse('has found that all nodes are inactive')

const rules = (count: number, colouring: Colouring): Rules<Ring, Deed> => ({
  start: (ring, { active }) => (ring.hasStarted ? hasStarted : { ...ring, hasStarted: true, active }),
  send(ring, { from, to }) {
    if (from === to) return sendsToItself
    if (!has(ring.active, from)) return isInactive
    const counter = (ring.counters[from] ?? 0) + 1
    if (counter >= LIMIT) return sentMost
    return { ...ring, counters: ring.counters.with(from, counter), pending: changed(ring.pending, to, 1) }
  },
  receive(ring, { node }) {
    if (ring.pending[node] === 0) return nothingPending
    return {
      ...ring,
      active: add(ring.active, node),
      black: add(ring.black, node),
      counters: changed(ring.counters, node, -1),
      pending: changed(ring.pending, node, -1),
    }
  },
  stop: (ring, { node }) => (has(ring.active, node) ? { ...ring, active: remove(ring.active, node) } : isInactive),
  pass(ring, { node }) {
    if (node === 0) return isInitiator
    if (!ring.hasStarted) return isOpen
    if (ring.tokenAt !== node) return hasNoToken
    if (has(ring.active, node)) return isActive
    return {
      ...ring,
      tokenAt: node - 1,
      tokenSum: ring.tokenSum + (ring.counters[node] ?? 0),
      isTokenBlack: ring.isTokenBlack || has(ring.black, node),
      black: colouring === 'whitens' ? remove(ring.black, node) : ring.black,
    }
  },
  probe(ring) {
    if (!ring.hasStarted) return isOpen
    if (ring.tokenAt !== 0) return hasNoToken
    if (!isInconclusive(ring)) return isConclusive
    return { ...ring, tokenAt: count - 1, tokenSum: 0, isTokenBlack: false, black: remove(ring.black, 0) }
  },
})

const changed = (numbers: readonly number[], at: number, by: number): readonly number[] =>
  numbers.with(at, (numbers[at] ?? 0) + by)

const isInconclusive = ({ isTokenBlack, black, tokenSum, counters }: Ring): boolean =>
  isTokenBlack || has(black, 0) || tokenSum + (counters[0] ?? 0) !== 0

const kinds = (count: number): Kinds<Deed> => {
  const node = peer(count)
  return {
    start: {
      code: 's',
      text: 'the ring starts with the activity bits {active}',
      fields: { active: int(0, 2 ** count - 1) },
    },
    send: { code: 'm', text: 'node {from} sends a message to node {to}', fields: { from: node, to: node } },
    receive: { code: 'r', text: 'node {node} receives a message', fields: { node } },
    stop: { code: 'i', text: 'node {node} becomes inactive', fields: { node } },
    pass: { code: 'p', text: 'node {node} passes the token on', fields: { node } },
    probe: { code: 'n', text: 'the first node starts a new round', fields: {} },
  }
}

export const ewd998 = (count: number, colouring: Colouring): Machine<Ring, Deed> => {
  const most = (LIMIT - 1) * count
  const schema = record<Ring>({
    hasStarted: flag,
    active: peers(count),
    black: peers(count),
    counters: perPeer(count, int(-most, LIMIT - 1)),
    pending: perPeer(count, int(0, most)),
    tokenAt: peer(count),
    tokenSum: int(-most * count, most),
    isTokenBlack: flag,
  })
  const actions = catalogue(kinds(count))
  return {
    name: 'ewd-998',
    initial: {
      hasStarted: false,
      active: none,
      black: 2 ** count - 1,
      counters: Array.from<number>({ length: count }).fill(0),
      pending: Array.from<number>({ length: count }).fill(0),
      ...{ tokenAt: 0, tokenSum: 0, isTokenBlack: true },
    },
    ...{ schema, actions, states: codec(schema) },
    ...transitions(actions, rules(count, colouring)),
  }
}

const hasEnded = ({ hasStarted: started, active, pending }: Ring): boolean =>
  started && active === none && pending.every((messages) => messages === 0)

const isDetected = (ring: Ring): boolean => ring.tokenAt === 0 && !isInconclusive(ring) && !has(ring.active, 0)

export const detectionIsRight: AlwaysProperty<Ring> = {
  kind: 'always',
  name: 'termination is detected only where all nodes are inactive',
  check: (ring) =>
    isDetected(ring) && !hasEnded(ring)
      ? 'Node 1 detects termination, and a node is active or a message on its way.'
      : undefined,
}

/** The token goes on, whatever else happens. The module EWD998 states this as Termination ~> terminationDetected. */
export const endIsDetected: ConvergesProperty<Ring, Deed> = {
  kind: 'converges',
  name: 'termination is detected in the end',
  heals: ({ type }) => type === 'pass' || type === 'probe',
  settled: (ring) => !hasEnded(ring) || isDetected(ring),
  lacks: () => 'All nodes are inactive, no message is on its way, and this is not detected.',
}
