/**
 * The election of a leader in Raft, after the example LeaderElection of FizzBee: each node runs a program that asks the
 * other nodes for their votes, one after the other, by remote calls. The programs interleave between any two lines.
 */
export interface Raft {
  readonly nodes: readonly Node[]
  /** The elections under way. The one that moved last comes first. */
  readonly elections: readonly Election[]
  /** How many elections were started. */
  readonly started: number
}

/** The term and the vote outlive a failure of the node; its mode does not. */
export interface Node {
  readonly term: number
  readonly mode: Mode
  /** The node that it voted for in its term, or NONE. */
  readonly vote: number
}

export const MODES = ['follower', 'candidate', 'leader'] as const
type Mode = (typeof MODES)[number]

/** What the program of a node has done so far. A node that is impatient runs it twice at once. */
export interface Election {
  readonly node: number
  readonly line: Line
  /** The term that it has noted, 0 before that. */
  readonly term: number
  readonly votes: number
  /** How many other nodes it has asked. */
  readonly asked: number
}

/**
 * started: the node is a candidate; noted: it has noted its term; counts: it has counted its votes so far.
 * follows: the node asked has voted, in a term that is new to it; votes: it has voted in the term that it had.
 * granted, refused: the answer is there.
 */
export const LINES = ['started', 'noted', 'counts', 'follows', 'votes', 'granted', 'refused'] as const
type Line = (typeof LINES)[number]

/** FizzBee's default: so many elections are under way at most. */
export const AT_ONCE = 2

/** The place of an election among those under way, from 1, tells two elections of one node apart. */
interface Own {
  readonly node: number
  readonly place: number
}

export type Move =
  | { readonly type: 'start'; readonly node: number }
  | ({ readonly type: 'note' } & Own)
  | ({ readonly type: 'open' } & Own)
  | ({ readonly type: 'ask'; readonly voter: number } & Own)
  | ({ readonly type: 'answer' } & Own)
  | ({ readonly type: 'count' } & Own)
  | ({ readonly type: 'close' } & Own)
  | { readonly type: 'giveUp' }
  | { readonly type: 'fail'; readonly node: number }

/** The node that is asked when `asked` nodes have been: the others in order of their numbers. */
export const next = ({ node, asked }: Election): number => (asked < node ? asked : asked + 1)
