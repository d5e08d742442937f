/** The election of a leader in Raft, searched completely. */
import { explore } from '../../explorer/breadth'
import type { Outcome } from '../../explorer/search'
import { aLeaderIsElected, oneLeaderPerTerm, raftElection } from './election'
import type { Voting } from './rules'
import type { Move } from './state'

export const elected = (nodes: number, elections: number, voting: Voting = 'once'): Outcome<Move> =>
  explore(raftElection(nodes, elections, voting), [oneLeaderPerTerm, aLeaderIsElected])
