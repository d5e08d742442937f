import type { Machine, Property } from '../contract/machine'
import { add, has, none, only, size, type Bits } from '../kit/bits'
import { catalogue, type Kinds } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { onDemand } from '../kit/on-demand'
import { refuse, type Refused } from '../kit/refused'
import { transitions, type Rules } from '../kit/rules'
import { int, peer, perPeer, perPlace, record } from '../kit/schema'
import { symmetry } from '../kit/renaming'

/**
 * Paxos for one value, after the TLA+ module Paxos of Lamport's "The Paxos algorithm, or how to win a Turing award".
 * Messages are a set that only grows: a message can be read late and more than once, and sending it again changes
 * nothing. Each ballot has its own proposer.
 *
 * A proposal is one step here, whatever makes it possible. TLC counts it once for each quorum that allows it, and for
 * each vote in that quorum that binds it: see paxos.fixture.ts.
 */
export interface Paxos {
  /** The ballots whose proposers have asked for promises (1a). */
  readonly asked: Bits
  /** By ballot: the value that was proposed (2a), or NOTHING. */
  readonly proposed: readonly number[]
  readonly acceptors: readonly Acceptor[]
}

/**
 * The messages of an acceptor say all about it. The last ballot that it took part in is the highest of its messages,
 * and the value that it accepted last is the proposal of its last vote.
 */
interface Acceptor {
  /** By ballot: the ballot of its last vote when it promised (1b), NOTHING if it had not voted, or UNSENT. */
  readonly promises: readonly number[]
  /** The ballots whose proposals it has accepted (2b). */
  readonly votes: Bits
}

export const NOTHING = -1
export const UNSENT = -2

export type Move =
  | { readonly type: 'ask'; readonly ballot: number }
  | { readonly type: 'promise'; readonly acceptor: number; readonly ballot: number }
  | { readonly type: 'propose'; readonly ballot: number; readonly value: number }
  | { readonly type: 'accept'; readonly acceptor: number; readonly ballot: number }

export interface PaxosBounds {
  readonly acceptors: number
  readonly ballots: number
  readonly values: number
}

const wasNotAsked = refuse('was not asked in that ballot')
const hasPromisedLater = refuse('takes part in that ballot or a later one')
const takesPartLater = refuse('takes part in a later ballot')
const hasProposed = refuse('has proposed a value already')
const hasNoQuorum = refuse('lacks promises of more than half of the acceptors')
const mustProposeOther = refuse('is bound to another value, which may be chosen')
const wasNotProposed = refuse('was sent no proposal in that ballot')

const highest = (ballots: Bits): number => 31 - Math.clz32(ballots)

/** The last ballot in which an acceptor promised or voted. */
const lastBallot = ({ promises, votes }: Acceptor): number =>
  promises.reduce((last, promise, ballot) => (promise === UNSENT ? last : Math.max(last, ballot)), highest(votes))

const isQuorum = (count: number, acceptors: number): boolean => 2 * count > acceptors

const rules: Rules<Paxos, Move> = {
  ask: (state, { ballot }) => (has(state.asked, ballot) ? state : { ...state, asked: add(state.asked, ballot) }),
  promise(state, { acceptor, ballot }) {
    if (!has(state.asked, ballot)) return wasNotAsked
    const own = state.acceptors[acceptor] as Acceptor
    if (lastBallot(own) >= ballot) return hasPromisedLater
    return withAcceptor(state, acceptor, { ...own, promises: own.promises.with(ballot, highest(own.votes)) })
  },
  propose(state, { ballot, value }) {
    if (state.proposed[ballot] !== NOTHING) return hasProposed
    const refusal = mayPropose(state, ballot, value)
    return refusal ?? { ...state, proposed: state.proposed.with(ballot, value) }
  },
  accept(state, { acceptor, ballot }) {
    if (state.proposed[ballot] === NOTHING) return wasNotProposed
    const own = state.acceptors[acceptor] as Acceptor
    if (lastBallot(own) > ballot) return takesPartLater
    return withAcceptor(state, acceptor, { ...own, votes: add(own.votes, ballot) })
  },
}

/**
 * A proposer needs promises of a quorum. If one of these reports a vote, the value of the latest vote must be proposed.
 * Any quorum among those that have promised will do.
 */
const mayPropose = (state: Paxos, ballot: number, value: number): Refused | undefined => {
  const reports = state.acceptors
    .map(({ promises }) => promises[ballot] as number)
    .filter((report) => report !== UNSENT)
  const count = state.acceptors.length
  if (!isQuorum(reports.length, count)) return hasNoQuorum
  const isFree = isQuorum(reports.filter((report) => report === NOTHING).length, count)
  const isLatest = (vote: number): boolean => isQuorum(reports.filter((report) => report <= vote).length, count)
  const isBound = reports.some((vote) => vote !== NOTHING && state.proposed[vote] === value && isLatest(vote))
  return isFree || isBound ? undefined : mustProposeOther
}

const withAcceptor = (state: Paxos, acceptor: number, next: Acceptor): Paxos => ({
  ...state,
  acceptors: state.acceptors.with(acceptor, next),
})

const kinds = ({ acceptors, ballots, values }: PaxosBounds): Kinds<Move> => {
  const ballot = int(0, ballots - 1)
  const acceptor = peer(acceptors)
  return {
    ask: { code: 'a', text: 'the proposer of ballot {ballot} asks for promises', fields: { ballot } },
    promise: { code: 'p', text: 'acceptor {acceptor} promises ballot {ballot}', fields: { acceptor, ballot } },
    propose: {
      code: 'v',
      text: 'the proposer of ballot {ballot} proposes value {value}',
      fields: { ballot, value: int(0, values - 1) },
    },
    accept: { code: 'y', text: 'acceptor {acceptor} votes in ballot {ballot}', fields: { acceptor, ballot } },
  }
}

export const paxos = (bounds: PaxosBounds): Machine<Paxos, Move> => {
  const { acceptors, ballots, values } = bounds
  const schema = record<Paxos>({
    asked: int(0, 2 ** ballots - 1),
    proposed: perPlace(ballots, int(NOTHING, values - 1)),
    acceptors: perPeer(
      acceptors,
      record<Acceptor>({ promises: perPlace(ballots, int(UNSENT, ballots - 2)), votes: int(0, 2 ** ballots - 1) }),
    ),
  })
  const actions = catalogue(kinds(bounds))
  const renamings = onDemand(() => symmetry(schema, kinds(bounds), acceptors))
  const silent = { promises: Array.from<number>({ length: ballots }).fill(UNSENT), votes: none }
  return {
    name: 'paxos',
    initial: {
      asked: none,
      proposed: Array.from<number>({ length: ballots }).fill(NOTHING),
      acceptors: Array.from<Acceptor>({ length: acceptors }).fill(silent),
    },
    schema,
    states: codec(schema),
    actions,
    ...transitions(actions, rules),
    get renamings() {
      return renamings()
    },
  }
}

/** The values that a quorum has accepted in one ballot, as bits. */
const chosen = ({ proposed, acceptors }: Paxos): Bits =>
  proposed.reduce((values, value, ballot) => {
    const votes = acceptors.filter((acceptor) => has(acceptor.votes, ballot)).length
    return isQuorum(votes, acceptors.length) ? values | only(value) : values
  }, none)

export const oneValue: Property<Paxos, Move> = {
  kind: 'always',
  name: 'at most one value is chosen',
  check(state) {
    const values = chosen(state)
    return size(values) < 2 ? undefined : 'More than half of the acceptors have accepted one value, and then another.'
  },
}

export const aValueIsChosen: Property<Paxos, Move> = {
  kind: 'reachable',
  name: 'a value is chosen',
  found: (state) => chosen(state) !== none,
}
