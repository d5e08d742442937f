import type { Machine, Property } from '../../contract/machine'
import { catalogue, type Kinds } from '../../kit/catalogue'
import { codec } from '../../kit/codec'
import { transitions } from '../../kit/rules'
import { int, list, maybePeer, NONE, oneOf, peer, perPeer, record } from '../../kit/schema'
import { rules, type Voting } from './rules'
import { AT_ONCE, LINES, MODES, type Election, type Move, type Node, type Raft } from './state'

const kinds = (count: number): Kinds<Move> => {
  const node = peer(count)
  const own = { node, place: int(1, AT_ONCE) }
  return {
    start: { code: 's', text: 'node {node} starts an election', fields: { node } },
    note: { code: 'n', text: 'node {node} notes its term (election {place})', fields: own },
    open: { code: 'o', text: 'node {node} counts its own vote (election {place})', fields: own },
    ask: {
      code: 'a',
      text: 'node {node} asks node {voter} for its vote (election {place})',
      fields: { ...own, voter: node },
    },
    answer: { code: 'r', text: 'node {node} is told that it has the vote (election {place})', fields: own },
    count: { code: 'c', text: 'node {node} counts the vote (election {place})', fields: own },
    close: { code: 'e', text: 'node {node} has asked all and ends election {place}', fields: own },
    giveUp: { code: 'g', text: 'the election that moved last is given up', fields: {}, role: 'harm' },
    fail: { code: 'f', text: 'node {node} fails and starts again', fields: { node }, role: 'harm' },
  }
}

/** `most`: how many elections may be started. */
export const raftElection = (count: number, most: number, voting: Voting): Machine<Raft, Move> => {
  const schema = record<Raft>({
    nodes: perPeer(count, record<Node>({ term: int(0, most), mode: oneOf(...MODES), vote: maybePeer(count) })),
    elections: list(
      record<Election>({
        node: peer(count),
        line: oneOf(...LINES),
        term: int(0, most),
        votes: int(0, count),
        asked: int(0, count - 1),
      }),
      AT_ONCE,
    ),
    started: int(0, most),
  })
  const actions = catalogue(kinds(count))
  return {
    name: 'raft-election',
    initial: {
      nodes: Array.from<Node>({ length: count }).fill({ term: 0, mode: 'follower', vote: NONE }),
      elections: [],
      started: 0,
    },
    ...{ schema, actions, states: codec(schema) },
    ...transitions(actions, rules(count, most, voting)),
  }
}

const leaders = ({ nodes }: Raft): readonly Node[] => nodes.filter(({ mode }) => mode === 'leader')

export const oneLeaderPerTerm: Property<Raft, Move> = {
  kind: 'always',
  name: 'at most one leader is elected in a term',
  check(raft) {
    const terms = leaders(raft).map(({ term }) => term)
    const twice = terms.find((term, index) => terms.indexOf(term) !== index)
    return twice === undefined ? undefined : `Two nodes are leaders of term ${twice}.`
  },
}

export const aLeaderIsElected: Property<Raft, Move> = {
  kind: 'reachable',
  name: 'a leader is elected',
  found: (raft) => leaders(raft).length > 0,
}
