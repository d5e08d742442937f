import { refuse, type Refused } from '../../kit/refused'
import type { Rule, Rules } from '../../kit/rules'
import { NONE } from '../../kit/schema'
import { AT_ONCE, next, type Election, type Move, type Node, type Raft } from './state'

/** How a node votes in a term in which it has voted already. The second way is wrong: two nodes can win one term. */
export type Voting = 'once' | 'twice'

const isLeader = refuse('is the leader')
const hasNoElection = refuse('has no election under way at that place')
const isElsewhere = refuse('has not got to that line, or is past it')
const asksAnother = refuse('does not ask that node next')
const asksOn = refuse('has not asked all nodes')
const mayStartNoMore = refuse('may start no election within the bounds')
const areTooMany = refuse('waits: as many elections as the bounds allow are under way')
const waits = refuse('waits for an answer')

export const rules = (count: number, most: number, voting: Voting): Rules<Raft, Move> => ({
  start(raft, { node }) {
    const own = raft.nodes[node] as Node
    if (own.mode === 'leader') return isLeader
    if (raft.started >= most) return mayStartNoMore
    if (raft.elections.length >= AT_ONCE) return areTooMany
    return {
      nodes: raft.nodes.with(node, { term: own.term + 1, mode: 'candidate', vote: node }),
      elections: [{ node, line: 'started', term: 0, votes: 0, asked: 0 }, ...raft.elections],
      started: raft.started + 1,
    }
  },
  note: line('started', (own, { nodes }) => ({ line: 'noted', term: (nodes[own.node] as Node).term })),
  open: line('noted', () => ({ line: 'counts', votes: 1 })),
  ask(raft, move) {
    const own = election(raft, move)
    if (own === undefined) return hasNoElection
    if (own.line !== 'counts' && own.line !== 'refused') return isElsewhere
    if (own.asked === count - 1 || next(own) !== move.voter) return asksAnother
    const { term } = raft.nodes[own.node] as Node
    const voter = raft.nodes[move.voter] as Node
    const asked = { ...own, asked: own.asked + 1 }
    if (!grants(voter, own.node, term, voting)) return moved(raft, move, { ...asked, line: 'refused' })
    const nodes = raft.nodes.with(move.voter, { term, mode: 'follower', vote: own.node })
    return moved({ ...raft, nodes }, move, { ...asked, line: term > voter.term ? 'follows' : 'votes' })
  },
  answer: (raft, move) => {
    const own = election(raft, move)
    if (own === undefined) return hasNoElection
    return isAnswering(own) ? moved(raft, move, { ...own, line: 'granted' }) : isElsewhere
  },
  count: line('granted', ({ votes }) => ({ line: 'counts', votes: votes + 1 })),
  close(raft, move) {
    const own = election(raft, move)
    if (own === undefined) return hasNoElection
    if (own.line !== 'counts' && own.line !== 'refused') return isElsewhere
    if (own.asked < count - 1) return asksOn
    const { term, mode, vote } = raft.nodes[own.node] as Node
    const isWon = mode === 'candidate' && term === own.term && 2 * own.votes > count
    const nodes = isWon ? raft.nodes.with(own.node, { term, mode: 'leader', vote }) : raft.nodes
    return moved({ ...raft, nodes }, move, undefined)
  },
  giveUp: (raft) => (raft.elections.length === 0 ? hasNoElection : { ...raft, elections: raft.elections.slice(1) }),
  /** As in FizzBee's runs, all elections under way end when a node fails, and a node that waits does not fail. */
  fail(raft, { node }) {
    if (raft.elections.some((one) => one.node === node && isAnswering(one))) return waits
    const own = raft.nodes[node] as Node
    return { ...raft, nodes: raft.nodes.with(node, { ...own, mode: 'follower' }), elections: [] }
  },
})

type Step = Extract<Move, { readonly place: number }>

/** One line of the program, which changes nothing but the election. */
const line =
  (at: Election['line'], changes: (own: Election, raft: Raft) => Partial<Election>): Rule<Raft, Step> =>
  (raft, move) => {
    const own = election(raft, move)
    if (own === undefined) return hasNoElection
    return own.line === at ? moved(raft, move, { ...own, ...changes(own, raft) }) : isElsewhere
  }

const election = ({ elections }: Raft, { node, place }: Step): Election | undefined => {
  const own = elections[place - 1]
  return own?.node === node ? own : undefined
}

/** The election that moves comes first. One that has ended is left out. */
const moved = (raft: Raft, { place }: Step, own: Election | undefined): Raft | Refused => {
  const others = raft.elections.filter((_, index) => index !== place - 1)
  return { ...raft, elections: own === undefined ? others : [own, ...others] }
}

const isAnswering = ({ line: at }: Election): boolean => at === 'follows' || at === 'votes'

const grants = (voter: Node, candidate: number, term: number, voting: Voting): boolean => {
  if (term !== voter.term) return term > voter.term
  const isFree = voter.vote === NONE || voter.vote === candidate
  return isFree || (voting === 'twice' && voter.mode === 'follower')
}
