import type { ReachableFact } from '../contract/machine'
import type { Scope } from '../model/machine'
import { isAbout } from './facts/fact'
import { failureFacts } from './facts/failures'
import { kraftFacts } from './facts/kraft'
import { leaderFacts } from './facts/leaders'
import { messageFacts } from './facts/messages'
import { proposalFacts } from './facts/proposals'
import { reassignmentFacts } from './facts/reassignments'
import { recordFacts } from './facts/records'
import type { World } from './history'

/** Interesting things that can happen. A search that meets none of them has proved nothing, however many states it saw. */
export const facts = [
  ...[...recordFacts, ...leaderFacts, ...failureFacts, ...messageFacts, ...reassignmentFacts],
  ...[...kraftFacts, ...proposalFacts],
]

/** Those that ought to be possible within a scope; a search reports which of them it never met. */
export const factsFor = ({ settings, bounds, protocol: { decide } }: Scope): readonly ReachableFact<World>[] =>
  facts
    .filter((fact) => isAbout(fact, bounds) && fact.takes(bounds, settings, decide))
    .map(({ name, found, isRequired = false }) => ({ kind: 'reachable', name, required: isRequired, found }))
